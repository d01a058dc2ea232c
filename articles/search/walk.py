"""Found stories, newest first, without reading all that is found.

A common word is in a fifth of an archive. So the newest months are asked first, by the terms that an entry has for its
year and its month, and earlier ones only when those do not fill a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.listing import Cursor, Walk
from articles.models import Article, ArticleQuerySet, SearchEntry
from articles.models.search_entry import month_of, year_of

from . import matching  # noqa: F401  # the lookup "answers"
from .asked import Asked

BACK, ON = -1, 1
YEARS = (3,)  # after the months, before all of it


@dataclass(frozen=True, slots=True)
class SearchWalk(Walk):
    """The entries that answer, of those of `stories` that readers may see."""

    parts: Any = ()
    at: str = "listed_at"
    pk: str = "article_id"
    asked: Asked = field(default_factory=Asked)
    stories: ArticleQuerySet = field(default_factory=Article.objects.public)

    def newest(self, length: int, *, before: Cursor | None = None) -> list[Cursor]:
        found: list[Cursor] = []
        for ages in _stretches(before.at if before else timezone.now(), BACK):
            found = self._within(ages).newest(length, before=before)
            if len(found) == length:
                break
        return found

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        found: list[Cursor] = []
        for ages in _stretches(after.at, ON):
            found = self._within(ages).oldest(length, after=after)
            if len(found) == length:
                break
        return found

    def _within(self, ages: tuple[str, ...]) -> Walk:
        return Walk([self.entries(ages)], self.at, self.pk)

    def entries(self, ages: tuple[str, ...] = ()) -> QuerySet[SearchEntry]:
        readable = self.stories.filter(pk=OuterRef("article"))
        entries = SearchEntry.objects.filter(text__answers=self.asked.of(ages), listed_at__lte=timezone.now())
        return entries.filter(Exists(readable))


def _stretches(begin: datetime, step: int) -> Iterator[tuple[str, ...]]:
    """The ages of ever longer stretches of time from an instant on; at last none, for all of it."""
    begin = begin.astimezone(UTC)
    edge = begin.replace(day=1 if step == BACK else 28)
    yield (month_of(begin), month_of(edge + timedelta(days=4 * step)))
    for count in YEARS:
        yield tuple(year_of(begin.replace(year=begin.year + step * number, day=1)) for number in range(count))
    yield ()
