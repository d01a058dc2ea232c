"""The days that a news text says it is about: "Senin (23/2/2026)", "Senin, 23 Februari 2026", "Senin (23/2)".

Other dates in a text are of the past or of plans. Those that news writes beside its weekday or in brackets are its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.models.fields import EARLIEST_YEAR, LATEST_YEAR
from articles.months import MONTHS

WEEKDAYS = {
    **{"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5, "minggu": 6, "ahad": 6},
    **{"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6},
}
_WORDS = ("word_day", "word", "word_year")
_WEEKDAY = rf"\b(?P<{{}}>{'|'.join(WEEKDAYS)})"
_IN_NUMBERS = r"\((?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?\)"
_IN_WORDS = (
    rf"(?P<open>\()?(?P<word_day>\d{{1,2}}) (?P<word>{'|'.join(MONTHS)})(?: (?P<word_year>\d{{4}}))?(?(open)\)|\b)"
)
PRINTED = re.compile(
    rf"(?:{_WEEKDAY.format('weekday')},? )?{_IN_NUMBERS}|{_WEEKDAY.format('word_weekday')},? {_IN_WORDS}",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Day:
    printed: str
    on: date
    is_on_its_weekday: bool  # or none is printed


def days_in(text: str, *, near: date) -> Iterator[Day]:
    """Those without a year are the nearest to `near`. Impossible ones are left out."""
    for match in PRINTED.finditer(text):
        in_numbers = match["day"] is not None
        day, month, year = match.group("day", "month", "year") if in_numbers else match.group(*_WORDS)
        on = _date(int(day), MONTHS[month.casefold()] if not in_numbers else int(month), year, near)
        if on is None:
            continue
        weekday = match["weekday"] or match["word_weekday"]
        yield Day(match[0], on, weekday is None or WEEKDAYS[weekday.casefold()] == on.weekday())


def _date(day: int, month: int, year: str | None, near: date) -> date | None:
    years = [int(year)] if year else [near.year, near.year - 1, near.year + 1]
    found = []
    for each in years:
        if EARLIEST_YEAR <= each <= LATEST_YEAR:
            try:
                found.append(date(each, month, day))
            except ValueError:
                continue
    return min(found, key=lambda on: abs(on - near), default=None)
