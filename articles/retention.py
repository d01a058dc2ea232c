"""Which versions of the history are kept for good, and which may go when they are old.

Kept is what someone may be asked about: the first and the last version of a story, what an import brought, and every
state that readers could see, were it for an instant. What goes are the steps in between that only the desk saw.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from reversion.models import Revision, Version

from articles import deeds
from articles.deeds import Deed
from articles.models import Article
from articles.workflow import Status

STORIES = 200  # that are asked for at once
REVISIONS = 500  # that one statement deletes
# A version bears the instant at which its making began; what was before it is seen until it is written.
SLACK = timedelta(minutes=5)


class Reason(StrEnum):
    """Why a version is kept; of several the first that holds."""

    SEEN = "readers saw it"
    FIRST = "first of its story"
    LAST = "last of its story"
    IMPORTED = "brought by an import"
    RECENT = "recent"
    AMONG_LATEST = "among the latest of its story"
    SHARED = "kept with another story's"


@dataclass(slots=True)
class Pruning:
    """What pruning did, or would do."""

    stories: int = 0  # looked at: those with more versions than are kept anyhow
    dropped: int = 0
    kept: Counter[Reason] = field(default_factory=Counter)


class State(NamedTuple):
    """One version, as much of it as the rule needs."""

    revision: int
    made_at: datetime
    comment: str
    by: int | None
    public_from: datetime | None


def prune(*, keep_days: int, keep_versions: int, dry_run: bool = False) -> Iterator[Pruning]:
    """Story by story, each in a transaction of its own; yields the sum after each.

    Cut short, it goes on when called again; two at once do what one does.
    """
    pruning = Pruning()
    before = timezone.now() - timedelta(days=keep_days)
    for number in _stories(max(keep_versions, 2)):
        pruning.stories += 1
        with transaction.atomic():
            # Whoever restores a version of this story waits, or is waited for.
            list(Article.objects.select_for_update(of=("self",)).filter(pk=number).values_list("pk"))
            droppable, kept = _sorted(number, before=before, keep_versions=keep_versions)
            if not dry_run:
                _drop(droppable)
        pruning.dropped += len(droppable)
        pruning.kept.update(kept)
        yield pruning


def _stories(more_than: int) -> Iterator[int]:
    """Numbers of those with more versions than that; those that are deleted, too."""
    last = ""
    versions = Version.objects.get_for_model(Article).order_by("object_id").values("object_id")
    while True:
        counted = versions.filter(object_id__gt=last).annotate(count=Count("pk")).filter(count__gt=more_than)
        numbers = [row["object_id"] for row in counted[:STORIES]]
        if not numbers:
            return
        yield from map(int, numbers)
        last = numbers[-1]


def _sorted(number: int, *, before: datetime, keep_versions: int) -> tuple[list[int], Counter[Reason]]:
    """Revisions of a story that may go, and why the others may not."""
    states = list(_states(number))
    reasons = dict(_kept(states, before=before, keep_versions=keep_versions))
    free = [state.revision for state in states if state.revision not in reasons]
    shared = _shared(free, number)
    kept = Counter(reasons.values())
    kept[Reason.SHARED] += len(shared)
    return [revision for revision in free if revision not in shared], +kept


def _states(number: int) -> Iterator[State]:
    """Oldest first."""
    versions = Version.objects.get_for_object_reference(Article, number).order_by("pk").select_related("revision")
    for version in versions.iterator(chunk_size=20):
        fields = json.loads(version.serialized_data)[0]["fields"]
        revision = version.revision
        yield State(revision.pk, revision.date_created, revision.comment, revision.user_id, _public_from(fields))


def _public_from(fields: dict[str, str | None]) -> datetime | None:
    """As Article.public_from, of a story as it is written in a version."""
    published_at = parse_datetime(fields.get("published_at") or "")
    if fields.get("status") != Status.PUBLISHED or published_at is None:
        return None
    return max(published_at, parse_datetime(fields.get("embargo_until") or "") or published_at)


def _kept(states: list[State], *, before: datetime, keep_versions: int) -> Iterator[tuple[int, Reason]]:
    ends = [later.made_at + SLACK for _earlier, later in pairwise(states)]
    for place, (state, end) in enumerate(zip(states, [*ends, None], strict=True)):
        if reason := _reason(state, end, place, len(states), before, keep_versions):
            yield state.revision, reason


def _reason(
    state: State, end: datetime | None, place: int, count: int, before: datetime, keep_versions: int
) -> Reason | None:
    if state.public_from is not None and state.public_from <= (end or timezone.now()):
        return Reason.SEEN
    if place == 0:
        return Reason.FIRST
    if end is None:
        return Reason.LAST
    # Nobody's name stands under what an import did; nor under the work of an account that is gone.
    deed = Deed.read(state.comment)
    if state.by is None or (deed is not None and deed.verb == deeds.IMPORTED):
        return Reason.IMPORTED
    if state.made_at >= before:
        return Reason.RECENT
    return Reason.AMONG_LATEST if place >= count - keep_versions else None


def _shared(revisions: list[int], number: int) -> set[int]:
    """Those that hold a version of another story as well."""
    others = Version.objects.get_for_model(Article).exclude(object_id=str(number))
    return {
        revision
        for part in _parts(revisions)
        for revision in others.filter(revision__in=part).values_list("revision_id", flat=True)
    }


def _drop(revisions: list[int]) -> None:
    for part in _parts(revisions):
        gone: QuerySet[Revision] = Revision.objects.filter(pk__in=part)
        gone.delete()


def _parts(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[begin : begin + REVISIONS] for begin in range(0, len(numbers), REVISIONS))
