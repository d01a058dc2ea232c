from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.workflow import Status

if TYPE_CHECKING:
    from .article import Article  # noqa: F401 - the subscript below names it in quotes


def are_public(at: datetime, path: str = "") -> Q:
    """`path`: to stories from the rows that are asked about, such as "target__"."""
    not_held_up = Q(**{f"{path}embargo_until__isnull": True}) | Q(**{f"{path}embargo_until__lte": at})
    return not_held_up & Q(**{f"{path}status": Status.PUBLISHED, f"{path}published_at__lte": at})


class ArticleQuerySet(models.QuerySet["Article"]):
    def stories(self) -> Self:
        """Without the working copies of stories: those are nothing that one can link to, pin or carry away."""
        return self.filter(revises__isnull=True)

    def public(self, at: datetime | None = None) -> Self:
        """Those that any reader may see at an instant. `Article.is_public` is the same for one story."""
        return self.filter(are_public(at or timezone.now()))

    def withdrawn(self) -> Self:
        """Those that readers have seen and no longer may: not what was withdrawn before its time had come."""
        seen = Q(embargo_until__isnull=True) | Q(embargo_until__lte=F("saved_at"))
        return self.filter(seen, status=Status.WITHDRAWN, published_at__lte=F("saved_at"))

    def breaking(self, at: datetime | None = None) -> Self:
        at = at or timezone.now()
        return self.public(at).filter(breaking_until__gt=at)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def in_sections(self, section_ids: Iterable[int]) -> Self:
        return self.filter(section_id__in=list(section_ids))

    def claim(self, pk: int, *, version: int, by: Any) -> bool:
        """Take the next version of a story for a change that was begun on `version`; False: someone was quicker.

        The row is this transaction's until it ends. Every change to a story begins here.
        """
        claimed = self.filter(pk=pk, version=version).update(
            version=F("version") + 1, saved_at=timezone.now(), saved_by=by
        )
        return claimed == 1
