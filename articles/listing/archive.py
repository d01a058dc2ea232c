"""The archive: years, months and days as the site's zone has them."""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, ArticleQuerySet
from articles.models.article import Kind
from articles.workflow import Status

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


LATELY = 1000  # changes of each kind that the map looks back on
A_MONTH = 20  # stories of the sample that are of a month with more than one file names


@dataclass(frozen=True, slots=True)
class Month:
    """One with public stories. Of none that changed longer ago than was looked back `changed_at` says nothing."""

    period: Period
    changed_at: datetime | None  # when a story of it last appeared, was changed or was withdrawn


def months_with_stories() -> list[Month]:
    """Newest first. Each costs a look at an index, however many stories there are."""
    periods = [month for year in years() for month in year.months()]
    newest = heads([month.stories() for month in periods], 1)
    changed, since = _changed_lately()
    found = []
    for period, places in zip(periods, newest, strict=True):
        for place in places:
            instants = [*changed.get(period.first_on, []), *([place.at] if place.at > since else [])]
            found.append(Month(period, max(instants, default=None)))
    return sorted(found, key=lambda month: month.period.first_on, reverse=True)


def _changed_lately() -> tuple[dict[date, list[datetime]], datetime]:
    """When stories of each month were changed, withdrawn or released, and since when that is all.

    What was saved counts, not what readers are told of as an update: a file is another one as well when a story's
    address is, or when an old one was brought in.
    """
    now = timezone.now()
    saved = _newest(Article.objects.filter(status=Status.PUBLISHED), "saved_at")
    withdrawn = _newest(Article.objects.withdrawn(), "saved_at")
    released = _newest(Article.objects.filter(embargo_until__lte=now), "embargo_until")
    full = [walk for walk in (saved, withdrawn, released) if len(walk) == LATELY]
    since = max((walk[-1][0] for walk in full), default=datetime.min.replace(tzinfo=UTC))
    public = [(at, story) for at, story in (*saved, *released) if story.is_public(now)]
    changed: dict[date, list[datetime]] = {}
    for at, story in (*public, *withdrawn):
        if at > since and story.published_at is not None:
            changed.setdefault(_month_of(story.published_at), []).append(at)
    return changed, since


def _newest(stories: QuerySet[Article], column: str) -> list[tuple[datetime, Article]]:
    """Without a bound on another column: SQLite would walk by that one, to the end, and sort."""
    rows = stories.only("status", "published_at", "embargo_until", "saved_at").order_by(f"-{column}")
    return [(getattr(story, column), story) for story in rows[:LATELY]]


def _month_of(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone()).replace(day=1)


def crowded(most: int) -> dict[date, int]:
    """How many stories the months have that have more than `most`.

    No index tells it without a walk over all. Every so-manieth story is looked at: a month of so many is met often
    enough to be counted.
    """
    step = max(1, most // A_MONTH)
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    sample = Article.objects.public().filter(pk__in=range(last, 0, -step)).order_by()
    met = Counter(_month_of(story.published_at) for story in sample.only("published_at") if story.published_at)
    suspects = [month for month, times in met.items() if times * step > most // 4]
    counted = {month: Period.of(month.year, month.month).stories().count() for month in suspects}
    return {month: stories for month, stories in counted.items() if stories > most}


NEWS_DAYS = 2
MOST_NEWS = 1000


def recent_news() -> list[Article]:
    """What the last two days brought, advertisements left out."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    stories = Article.objects.public().filter(published_at__gte=since).exclude(kind=Kind.ADVERTORIAL)
    columns = ("headline", "slug", "section__slug", "status", "published_at", "embargo_until")
    return list(stories.select_related("section").only(*columns).newest_first()[:MOST_NEWS])
