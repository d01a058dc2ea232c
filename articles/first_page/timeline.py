"""Today by the hour and the days after it, as columns of marks: what is out, and what is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from articles.models import Article

DAYS_AFTER = 6
MOST_MARKS = 5  # of one column; how many more there are is said above it
LABELLED_EVERY = 6  # hours
OUT, COMING = "out", "coming"


@dataclass(frozen=True, slots=True)
class Column:
    begins_at: datetime
    marks: tuple[str, ...]  # OUT or COMING, the earliest first
    is_more: bool
    is_now: bool = False
    is_past: bool = False
    is_labelled: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    hours: list[Column]
    days: list[Column]


def timeline(now: datetime, *, out: Iterable[Article], coming: Iterable[Article]) -> Timeline:
    marks = sorted([*_marks(out, OUT), *_marks(coming, COMING)])
    today = timezone.localdate(now)
    this_hour = timezone.localtime(now).hour
    hours = [
        _column(
            _local(today, hour),
            [mark for at, mark in marks if at.date() == today and at.hour == hour],
            is_now=hour == this_hour,
            is_past=hour < this_hour,
            is_labelled=hour % LABELLED_EVERY == 0,
        )
        for hour in range(24)
    ]
    days = [today + timedelta(days=number) for number in range(1, DAYS_AFTER + 1)]
    return Timeline(hours, [_column(_local(day), [mark for at, mark in marks if at.date() == day]) for day in days])


def midnight(at: datetime, days: int = 0) -> datetime:
    """When the day of that instant began in the site's zone, or a day so many later begins."""
    return _local(timezone.localdate(at) + timedelta(days=days))


def _marks(stories: Iterable[Article], mark: str) -> list[tuple[datetime, str]]:
    return [(timezone.localtime(at), mark) for story in stories if (at := story.public_from) is not None]


def _local(day: date, hour: int = 0) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def _column(begins_at: datetime, marks: list[str], **more: bool) -> Column:
    return Column(begins_at, tuple(marks[:MOST_MARKS]), len(marks) > MOST_MARKS, **more)
