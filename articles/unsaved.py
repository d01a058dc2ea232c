"""What is typed and not yet saved, kept apart from the stories: it is nobody's but the typist's, and in no history."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Presence, UnsavedWork

MOST_WORKS = 100  # of one person; the oldest give way
KEPT_FOR = timedelta(days=30)
# How long a saved form is remembered: what was on its way when it was saved comes within seconds.
REMEMBERED_FOR = timedelta(days=1)


class AlreadySaved(Exception):
    """The form has been saved since: what comes late is in the story already."""


def keep(
    *,
    by: Any,
    key: UUID,
    story: Article | None,
    version: int,
    fields: Mapping[str, list[str]],
    at: datetime | None = None,
) -> UnsavedWork:
    """Keep all that a form holds, in place of what was kept of this form before."""
    at = at or timezone.now()
    typed = {"story": story, "version": version, "fields": dict(fields), "typed_at": at}
    of_this_form = UnsavedWork.objects.filter(user=by, key=key, saved_at=None)
    if of_this_form.update(**typed):
        return UnsavedWork(user=by, key=key, **typed)
    work, is_new = UnsavedWork.objects.get_or_create(user=by, key=key, defaults=typed)
    if work.saved_at is not None:
        raise AlreadySaved
    if not is_new:  # two requests of one form, in the same moment
        of_this_form.update(**typed)
    _make_room(by)
    return work


def find(*, by: Any, key: UUID) -> UnsavedWork | None:
    return _unsaved(by).filter(key=key).first()


def on(story: Article, *, by: Any) -> QuerySet[UnsavedWork]:
    """What this person has typed on the story and not saved. Newest first."""
    return _unsaved(by).filter(story=story)


def of(user: Any) -> QuerySet[UnsavedWork]:
    """The stories this person has begun and never saved. Newest first."""
    return _unsaved(user).filter(story=None)


def discard(*, by: Any, key: UUID) -> UnsavedWork | None:
    """Throw away what was typed. Returns what there was."""
    work = find(by=by, key=key)
    if work is not None:
        UnsavedWork.objects.filter(pk=work.pk).delete()
    return work


def settle(*, by: Any, key: UUID, at: datetime | None = None) -> None:
    """The form was saved: nothing of it is unsaved. Part of the save's own transaction."""
    at = at or timezone.now()
    saved: dict[str, Any] = {"story": None, "fields": {}, "saved_at": at}
    UnsavedWork.objects.update_or_create(user=by, key=key, defaults=saved)
    UnsavedWork.objects.filter(user=by, saved_at__lt=at - REMEMBERED_FOR).delete()


def outlive(story: Article) -> None:
    """Before a story goes: what someone has typed on it and not saved stays theirs, as of a story never saved."""
    UnsavedWork.objects.filter(story=story, saved_at=None).update(story=None, version=0)


def forget_old(at: datetime | None = None) -> int:
    """Remove what nobody has come back for in a month. Returns how many works that were."""
    at = at or timezone.now()
    Presence.objects.filter(seen_at__lt=at - REMEMBERED_FOR).delete()
    UnsavedWork.objects.filter(saved_at__lt=at - REMEMBERED_FOR).delete()
    return UnsavedWork.objects.filter(saved_at=None, typed_at__lt=at - KEPT_FOR).delete()[0]


def _unsaved(user: Any) -> QuerySet[UnsavedWork]:
    return UnsavedWork.objects.filter(user=user, saved_at=None).order_by("-typed_at", "-pk")


def _make_room(user: Any) -> None:
    too_old = _unsaved(user).values_list("pk", flat=True)[MOST_WORKS:]
    UnsavedWork.objects.filter(pk__in=list(too_old)).delete()
