"""Who has a story open just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from articles.models import Article, Presence

# A form says that it is open every eight seconds (static/js/pulse.js).
GONE_AFTER = timedelta(seconds=20)


@dataclass
class Other:
    name: str
    since: datetime


def note(story: Article, *, by: Any, key: UUID, at: datetime | None = None) -> None:
    """The story's form is open at this person's."""
    at = at or timezone.now()
    still_there = Presence.objects.filter(user=by, key=key, story=story, seen_at__gte=at - GONE_AFTER)
    if not still_there.update(seen_at=at):
        Presence.objects.update_or_create(user=by, key=key, defaults={"story": story, "opened_at": at, "seen_at": at})
        Presence.objects.filter(story=story, seen_at__lt=at - GONE_AFTER).delete()


def leave(*, by: Any, key: UUID) -> None:
    Presence.objects.filter(user=by, key=key).delete()


def others(story: Article, *, than: Any, at: datetime | None = None) -> list[Other]:
    """Each person once, however many tabs they have; who came first stands first."""
    at = at or timezone.now()
    present = (
        Presence.objects.filter(story=story, seen_at__gte=at - GONE_AFTER)
        .exclude(user=than)
        .select_related("user")
        .order_by("opened_at", "pk")
    )
    first: dict[int, Other] = {}
    for each in present:
        name = each.user.get_full_name() or each.user.get_username()
        first.setdefault(each.user_id, Other(name, each.opened_at))
    return list(first.values())
