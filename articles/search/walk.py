"""Found stories, newest first, without reading all that is found.

A common word is in a fifth of an archive. So the newest stories are looked at one by one, then those of the months
around them, by the terms that an entry has for its year and its month, and all of them only when those do not fill a
page: what few of them have, few of all have. How many months that is, the newest ones say: of a paper that ended years
ago the last are looked at first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from articles.listing import Cursor, Walk
from articles.models import Article, ArticleQuerySet, SearchEntry
from articles.models.fields import EARLIEST_YEAR, LATEST_YEAR
from articles.models.search_entry import month_of, year_of

from .asked import Asked
from .matching import ItselfAnswers

FEW = 30  # stories that are looked at one by one
NEAREST = 100  # that are, if as many of them answer as of the few
FURTHER = 30  # times the time that the nearest take up is asked for by its months
MOST_MONTHS = 24  # that are asked for by name; of more the years are


@dataclass(frozen=True, slots=True)
class SearchWalk(Walk):
    """The entries that answer, of all that readers may see or of `stories` among them."""

    parts: Any = ()
    at: str = "listed_at"
    pk: str = "article_id"
    asked: Asked = field(default_factory=Asked)
    stories: ArticleQuerySet | None = None

    def newest(self, length: int, *, before: Cursor | None = None) -> list[Cursor]:
        return self._found(length, lambda walk: walk.newest(length, before=before), before=before)

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        return self._found(length, lambda walk: walk.oldest(length, after=after), after=after)

    def _found(self, length: int, walked: Callable[[Walk], list[Cursor]], **beside: Cursor | None) -> list[Cursor]:
        every, is_back = Walk([Article.objects.public()]), "before" in beside
        for many in sorted({min(FEW, NEAREST), NEAREST}):
            (nearest,) = every.heads(many, **beside)
            looked_at = sorted(each(nearest, self.asked, self.stories), reverse=is_back)
            found = [Cursor(at, pk) for at, pk, does in looked_at if does][:length]
            if len(found) == length or len(looked_at) < many:
                return found
            if len(found) * NEAREST < length * many:  # at that rate more of them would not fill the page
                break
        for ages in _stretches(looked_at[0][0], looked_at[-1][0], FURTHER * NEAREST // many):
            found = walked(Walk([self.entries(ages)], self.at, self.pk))
            if len(found) == length:
                break
        return found

    def entries(self, ages: tuple[str, ...] = ()) -> QuerySet[SearchEntry]:
        stories = Article.objects.public() if self.stories is None else self.stories
        readable = stories.filter(pk=OuterRef("article"))
        entries = SearchEntry.objects.filter(text__answers=self.asked.of(ages), listed_at__lte=timezone.now())
        return entries.filter(Exists(readable))


def each(
    nearest: QuerySet[Any], asked: Asked, among: ArticleQuerySet | None = None
) -> QuerySet[SearchEntry, tuple[datetime, int, bool]]:
    """Of each of these few stories its place, and whether it answers."""
    answers: Any = ItselfAnswers(F("text"), asked)
    if among is not None:
        answers &= Exists(among.filter(pk=OuterRef("article")))
    entries = SearchEntry.objects.filter(article__in=nearest.values("pk"))
    return entries.values_list("listed_at", "article_id", answers)


def _stretches(begin: datetime, end: datetime, further: int) -> Iterator[tuple[str, ...]]:
    """The ages of what lies in the direction from one story to another, and far beyond; then none, for all of it."""
    earliest, latest = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC), datetime(LATEST_YEAR, 12, 31, tzinfo=UTC)
    most = max(begin - earliest, latest - begin)
    span = min(abs(end - begin) * further, most)
    beyond = begin - span if end < begin else begin + span
    first, last = sorted(min(max(instant, earliest), latest) for instant in (begin, beyond))
    yield _ages(first.astimezone(UTC), last.astimezone(UTC))
    yield ()


def _ages(first: datetime, last: datetime) -> tuple[str, ...]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_MONTHS:
        return tuple(month_of(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)) for month in months)
    return tuple(year_of(datetime(year, 1, 1, tzinfo=UTC)) for year in range(first.year, last.year + 1))
