"""Found stories, newest first, without reading all that is found.

A common word is in a fifth of an archive. So the newest years are asked first, by the terms that an entry has for its
year and its month, and earlier ones only when those do not fill a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db.models import Exists, F, Func, OuterRef, QuerySet
from django.utils import timezone

from articles.listing import Cursor, Walk
from articles.models import ArticleQuerySet, SearchEntry
from articles.models.search_entry import month_of, year_of

from . import matching  # noqa: F401  # the lookup "answers"
from .asked import Asked

MONTH = timedelta(days=31)


class Sorted(Func):
    """Ordered by what is found, not found by the order: the index of places would be walked through the archive."""

    template = "(%(expressions)s + interval '0')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


@dataclass(frozen=True, slots=True)
class SearchWalk(Walk):
    """`stories`: those among which is searched, public ones always."""

    asked: Asked = Asked()
    stories: ArticleQuerySet | None = None

    def newest(self, length: int, *, before: Cursor | None = None) -> list[Cursor]:
        found: list[Cursor] = []
        for ages in _ages(before.at if before else timezone.now(), -MONTH):
            found = self._within(ages).newest(length, before=before)
            if len(found) == length:
                break
        return found

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        found: list[Cursor] = []
        for ages in _ages(after.at, MONTH):
            found = self._within(ages).oldest(length, after=after)
            if len(found) == length:
                break
        return found

    def _within(self, ages: tuple[str, ...]) -> Walk:
        return Walk([self._rows(ages)], self.at, self.pk)

    def _rows(self, ages: tuple[str, ...]) -> QuerySet[SearchEntry]:
        public = cast(ArticleQuerySet, self.stories).public().filter(pk=OuterRef("article"))
        entries = SearchEntry.objects.filter(text__answers=self.asked.of(ages), listed_at__lte=timezone.now())
        return entries.filter(Exists(public))


def _ages(begin: datetime, step: timedelta) -> Iterator[tuple[str, ...]]:
    """Ever longer stretches of time from an instant on, forwards or backwards; at last all of it."""
    begin = begin.astimezone(UTC)
    yield (month_of(begin), month_of(begin.replace(day=1 if step < timedelta() else 28) + step))
    for years in (2, 5):
        yield tuple(dict.fromkeys(year_of(_year(begin, number * (1 if step > timedelta() else -1))) for number in range(years)))
    yield ()


def _year(instant: datetime, on: int) -> datetime:
    return datetime(min(max(instant.year + on, 1900), 2100), 1, 1, tzinfo=UTC)
