"""The newest of the paper, of sections and of tags, which many pages need: remembered for a state
(docs/decisions/0046, 0050).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from sys import intern
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles import remembered
from articles.models import Article
from articles.prepared import Prepared, instant, number

from .lists import COPY_OF_TAG, of_section, of_tag
from .rows import Line
from .walk import Walk, by_part, in_one_query

WITH_A_TAG = 12
OF_A_SECTION = 60
SECTION, TAG = "section", "tag"
PAPER = ("paper", 0)  # all of it


@dataclass(frozen=True)
class Head:
    """The newest of a list."""

    lines: list[Line]

    @cached_property
    def by_number(self) -> dict[int, Line]:
        return {line.pk: line for line in self.lines}

    @cached_property
    def by_word(self) -> dict[str, tuple[int, ...]]:
        """The numbers of those whose headlines hold it."""
        found: dict[str, tuple[int, ...]] = {}
        for line in self.lines:
            # Thousands of heads have the same words.
            for word in map(intern, line.headline_key.split()):
                found[word] = (*found.get(word, ()), line.pk)
        return found


def newest_of(lists: Sequence[tuple[str, int]], at: datetime | None = None) -> list[Head]:
    """Of lists that are named PAPER, (SECTION, number) and (TAG, number), now or at another time."""
    known = remembered.of_now() if at is None else {}
    if wanted := [each for each in dict.fromkeys(lists) if each not in known]:
        given: dict[str, Any] = {f"list_{place}": pk for place, (_kind, pk) in enumerate(wanted)}
        rows = _HEADS.ask(tuple(kind for kind, _pk in wanted), now=at or timezone.now(), **given)
        # A story stands in several lists.
        lines: dict[int, Line] = known.setdefault("lines", {})
        parts = ([lines.setdefault(line.pk, line) for line in part] for part in by_part(rows, len(wanted), Line))
        known.update(zip(wanted, map(Head, parts), strict=True))
    return [known[each] for each in lists]


def _lists(kinds: Sequence[str]) -> QuerySet[Any, tuple[Any, ...]]:
    parts: list[QuerySet[Any]] = []
    for place, kind in enumerate(kinds):
        pk, now = number(f"list_{place}"), instant("now")
        if kind == TAG:
            parts += Walk([of_tag(pk, now)], *COPY_OF_TAG).heads(WITH_A_TAG)
        else:
            rows = of_section(pk, now) if kind == SECTION else Article.objects.public(now)
            parts += Walk([rows]).heads(OF_A_SECTION)
    return in_one_query(parts, *COLUMNS)


COLUMNS = Line._fields[2:]
_HEADS = Prepared(Article, _lists)


def latest(length: int = 5) -> list[Line]:
    """The newest headlines, for who came to an address where nothing is."""
    return newest_of([PAPER])[0].lines[:length]
