"""Dates as Indonesian newsrooms write them: always day first, never guessed, never today.

Numbers are day, month, year ("16/11/2024") or, when four digits come first, year, month, day ("2024-11-16"). Nothing
is ever swapped to make a date possible: where 10/21/2025 stands, 10/11/2025 would be silently wrong. Another order is
only read where a person has said so.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from articles.keys import fold_blanks, unified
from articles.months import MONTHS

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# As POSIX reads "%y": 69 to 99 are of the last century.
FIRST_YEAR_OF_LAST_CENTURY = 69

WEEKDAYS = (
    *("senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
)
# The five-day week that Balinese papers print after the weekday: "Minggu Umanis, 16 Juni 2024".
PANCAWARA = ("umanis", "paing", "pon", "wage", "kliwon")
INDONESIAN_HOURS = {"wib": 7, "wita": 8, "wit": 9}

SHAPE = re.compile(
    rf"""
    (?: [a-z]+ (?: \.[a-z]+ )+ \s? - \s? )?                                  # "Kompas.com- 02/07/2025, 10:42 WIB"
    (?: (?:{"|".join(WEEKDAYS)}) (?: \s (?:{"|".join(PANCAWARA)}) )? \s? ,? \s? )?
    (?: (?P<y>\d{{4}}) (?P<iso>[/.-]) (?P<m>\d{{1,2}}) (?P=iso) (?P<d>\d{{1,2}})
      | (?P<day>\d{{1,2}}) (?P<dmy>[/.-]) (?P<month>\d{{1,2}}) (?P=dmy) (?P<year>\d{{4}}|\d{{2}})
      | (?P<named_day>\d{{1,2}}) [ .-]\s? (?P<name>{"|".join(MONTHS)}) [ .-]\s? (?P<named_year>\d{{4}}|\d{{2}}) )
    (?: \s? [t,/|-]? \s? (?: (?:pukul|jam) \s )?
        (?P<hour>\d{{1,2}}) [:.] (?P<minute>\d{{2}}) (?: [:.] (?P<second>\d{{2}}) (?: \.\d{{1,9}} )? )?
        (?: \s? (?P<half>am|pm) )?
        (?: \s? \(? (?P<zone> wib|wita|wit|z|utc|gmt|[+-]\d{{2}}:?\d{{2}} ) \)? )? )?
    """,
    re.VERBOSE | re.ASCII,
)
UNDATED = re.compile(r"tanggal tidak ditemukan\.?|date not found\.?|\[\]|none|null|n/a")
RELATIVE = re.compile(
    r"""
    (?: \d{1,4} | se ) \s? (?: detik | menit | jam | hari | minggu | pekan | bulan | tahun ) \s (?: yang\ )? lalu
    | (?: \d{1,4} | an? ) \s (?: second | minute | hour | day | week | month | year ) s? \s ago
    | baru\ saja | hari\ ini | kemarin | just\ now | today | yesterday
    """,
    re.VERBOSE | re.ASCII,
)
IN_PROSE = re.compile(
    rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})(?![\d/])|(?<!\d)(\d{{1,2}})\s({'|'.join(MONTHS)})\s(\d{{4}})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
# The longest date line met in 15,350 articles has 52 characters; nothing longer is worth matching.
LONGEST_DATE_LINE = 80


Order = Literal["dmy", "mdy", "ymd"]
ORDERS: dict[Order, str] = {
    "dmy": "day first, as in '16/11/2024'",
    "mdy": "month first, as in '11/16/2024'",
    "ymd": "year first, as in '24/11/16'",
}


class DateError(ValueError):
    """The text is not one certain date. The message is a sentence that quotes it."""


def parse_date(text: str, *, zone: ZoneInfo, order: Order = "dmy") -> datetime:
    """Aware: in the printed zone (WIB, WITA, WIT, Z, an offset), else in `zone`; midnight if no time is printed.

    `order` is that of three numbers whose first has one or two digits.
    """
    match = SHAPE.fullmatch(_plain(text))
    if match is None:
        raise DateError(f"{text[:60]!r} is not a date; expected one like '16/11/2024' or '16 Mei 2024 10:30 WITA'.")
    day = _day(match, text, order)
    return datetime.combine(day, _time(match, text), _zone(match, text, zone))


def first_two_numbers(text: str) -> tuple[int, int] | None:
    """16 and 11 of "16/11/2024 10:30": what says whether day or month comes first. None: in this date nothing asks."""
    match = SHAPE.fullmatch(_plain(text))
    return (int(match["day"]), int(match["month"])) if match and match["day"] else None


def is_date_line(text: str) -> bool:
    """Whether the line is there to say when: a date, an impossible date, "2 hari lalu", "Tanggal tidak ditemukan"."""
    plain = _plain(text)
    return bool(SHAPE.fullmatch(plain) or UNDATED.fullmatch(plain) or RELATIVE.fullmatch(plain))


def is_relative(text: str) -> bool:
    """Whether the line counts from a day that it does not say: "2 hari lalu", "kemarin"."""
    return bool(RELATIVE.fullmatch(_plain(text)))


def dates_in(text: str) -> Iterator[date]:
    """The dates in running text, "(19/2/2024)" or "19 Februari 2024". Impossible ones and "(19/2)" are left out."""
    for match in IN_PROSE.finditer(text):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        number = int(month) if month.isdigit() else MONTHS[month.casefold()]
        try:
            found = date(int(year), number, int(day))
        except ValueError:  # Met in print: (36/2/2023), (31/11/2023), (10/67/2022).
            continue
        if EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            yield found


def _plain(text: str) -> str:
    """The date line in lower case, with single blanks, without what two scrapers put between its letters or words."""
    if len(text) > LONGEST_DATE_LINE:
        return ""
    if len(text) > 2 and set(text[1::2]) == {"|"}:  # "K|a|m|i|s|,| |6| |J|a|n…"
        text = text[::2]
    if " " not in text and text.count("+") == 2:  # "13+December+2018"
        text = text.replace("+", " ")
    return fold_blanks(unified(text)).casefold()


def _day(match: re.Match[str], text: str, order: Order) -> date:
    parts = match.groupdict()
    first, second, third = parts["day"], parts["month"], parts["year"]
    if first and order == "mdy":
        first, second = second, first
    elif first and order == "ymd" and len(third) == 2:
        first, third = third, first
    year = _year(parts["y"] or third or parts["named_year"])
    month = MONTHS[parts["name"]] if parts["name"] else int(parts["m"] or second)
    day = int(parts["d"] or first or parts["named_day"])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateError(f"{text[:60]!r} is in the year {year}; expected a year from {EARLIEST_YEAR} to {LATEST_YEAR}.")
    if not 1 <= month <= 12:
        raise DateError(f"{text[:60]!r} has month {month}; dates are read {ORDERS[order]}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(f"{text[:60]!r} has day {day}, which month {month} of {year} has not.") from None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= FIRST_YEAR_OF_LAST_CENTURY else 2000)


def _time(match: re.Match[str], text: str) -> time:
    if match["hour"] is None:
        return time()
    hour = int(match["hour"])
    if match["half"] and not 1 <= hour <= 12:
        raise DateError(f"{text[:60]!r} has hour {hour} with {match['half'].upper()}; expected 1 to 12.")
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise DateError(f"{text[:60]!r} has a time of day that no clock shows.") from None


def _zone(match: re.Match[str], text: str, default: ZoneInfo) -> tzinfo:
    printed = match["zone"]
    if printed is None:
        return default
    if printed in INDONESIAN_HOURS:
        return timezone(timedelta(hours=INDONESIAN_HOURS[printed]), printed.upper())
    if printed[0] not in "+-":
        return UTC
    hours, minutes = int(printed[1:3]), int(printed[-2:])
    if hours > 14 or minutes > 59:
        raise DateError(f"{text[:60]!r} has the offset {printed}; expected one between -14:00 and +14:00.")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if printed[0] == "-" else offset)
