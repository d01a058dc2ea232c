"""The archive: years, months and days as the site's zone has them."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Count, IntegerField, Max, QuerySet, Value
from django.utils import timezone

from articles.models import Article, ArticleQuerySet
from articles.models.article import Kind

from .walk import heads


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day as the site's zone has it."""

    first_on: date
    last_on: date
    begins_at: datetime
    ends_at: datetime  # the first instant after it

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """Raise ValueError or OverflowError when there is none such in what can be reckoned."""
        first_on = date(year, 1 if month is None else month, 1 if day is None else day)
        last_on = first_on
        if day is None:
            last_on = date(year, month or 12, monthrange(year, month or 12)[1])
        return cls(first_on, last_on, _midnight(first_on), _midnight(last_on + timedelta(days=1)))

    def months(self) -> list["Period"]:
        return [Period.of(self.first_on.year, month) for month in range(1, 13)]

    def days(self) -> list["Period"]:
        first, last = self.first_on, self.last_on
        return [Period.of(first.year, first.month, day) for day in range(first.day, last.day + 1)]

    def stories(self) -> ArticleQuerySet:
        # The period before the present: SQLite takes the first bound, and would walk to the period from now.
        within = Article.objects.filter(published_at__gte=self.begins_at, published_at__lt=self.ends_at)
        return within.public()

    def before(self) -> date | None:
        """The last day before it that has a story."""
        stories = Article.objects.filter(published_at__lt=self.begins_at).public().newest_first()
        return _day_of(stories)

    def after(self) -> date | None:
        stories = Article.objects.public().filter(published_at__gte=self.ends_at).order_by("published_at", "pk")
        return _day_of(stories)


def addresses(period: Period) -> QuerySet[Article]:
    """The stories of a period with no more than their addresses and times."""
    columns = ("slug", "section__slug", "status", "published_at", "embargo_until", "updated_at")
    return period.stories().select_related("section").only(*columns).newest_first()


def years() -> list[Period]:
    """Those with stories, newest first."""
    stories = Article.objects.public()
    newest, oldest = _day_of(stories.newest_first()), _day_of(stories.order_by("published_at", "pk"))
    if newest is None or oldest is None:
        return []
    return with_stories([Period.of(year) for year in range(newest.year, oldest.year - 1, -1)])


def with_stories(periods: Sequence[Period]) -> list[Period]:
    """Those of them in which a public story stands. It costs one look at the index for each."""
    found = heads([period.stories() for period in periods], 1)
    return [period for period, places in zip(periods, found, strict=True) if places]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone()).astimezone(UTC)


def _day_of(stories: QuerySet[Article]) -> date | None:
    at = stories.values_list("published_at", flat=True).first()
    return timezone.localdate(at, timezone.get_default_timezone()) if at else None


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int
    stories: int
    changed_at: datetime  # when a story of it last appeared or changed


def months_with_stories() -> list[Month]:
    """Newest first. Every public story is looked at for it: for the one page that names them all."""
    periods = [month for year in years() for month in year.months()]
    found = []
    for begin in range(0, len(periods), 400):  # as in walk.in_one_query
        counted = [_counted(month, number) for number, month in enumerate(periods[begin : begin + 400], begin)]
        for number, stories, *instants in counted[0].union(*counted[1:], all=True):
            first = periods[number].first_on
            if stories:
                found.append(Month(first.year, first.month, stories, max(filter(None, instants))))
    return sorted(found, key=lambda month: (month.year, month.month), reverse=True)


def _counted(month: Period, number: int) -> QuerySet[Any, Any]:
    numbered = month.stories().order_by().annotate(number=Value(number, IntegerField())).values("number")
    return numbered.annotate(
        stories=Count("pk"), appeared=Max("published_at"), released=Max("embargo_until"), changed=Max("updated_at")
    ).values_list("number", "stories", "appeared", "released", "changed")


NEWS_DAYS = 2
MOST_NEWS = 1000


def recent_news() -> list[Article]:
    """What the last two days brought, advertisements left out."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    stories = Article.objects.public().filter(published_at__gte=since).exclude(kind=Kind.ADVERTORIAL)
    columns = ("headline", "slug", "section__slug", "status", "published_at", "embargo_until")
    return list(stories.select_related("section").only(*columns).newest_first()[:MOST_NEWS])
