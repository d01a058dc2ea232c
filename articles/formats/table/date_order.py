"""Whether day or month comes first in a table's dates: the whole column says, before any row is read.

In one real table 837 of 1,000 dates could only be month, day, year; the other 163 would have been swapped in silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.formats.characters import clean
from articles.formats.dates import ORDERS, Order, first_two_numbers
from articles.formats.record import FormatError, Place

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class DateOrder:
    order: Order = "dmy"
    is_certain: bool = True  # whether a date of the table shows it, or the person has said it


@dataclass(slots=True)
class Count:
    number: int = 0
    example: str = ""
    line: int = 0

    def add(self, text: str, line: int) -> None:
        self.number += 1
        if self.number == 1:
            self.example, self.line = text[:40], line


def told_order(order: str, *, name: str) -> DateOrder | None:
    """What the person says; None if nothing."""
    if not order:
        return None
    for known in ORDERS:
        if order == known:
            return DateOrder(known)
    raise FormatError(f"{name}: {order!r} is no order of dates. Give one of: {', '.join(ORDERS)}.")


def order_of(dates: Iterable[tuple[int, str]], *, name: str) -> DateOrder:
    """From the line and text of every date. Raise FormatError where reading them day first would swap some."""
    day_first, month_first, open_dates = Count(), Count(), Count()
    for line, text in dates:
        numbers = first_two_numbers(clean(text))
        if numbers is None or numbers[0] == numbers[1]:
            continue
        is_day, is_month = numbers[0] > MONTHS_IN_YEAR, numbers[1] > MONTHS_IN_YEAR
        if is_day != is_month:
            (day_first if is_day else month_first).add(text, line)
        elif not is_day:
            open_dates.add(text, line)
    if month_first.number:
        raise FormatError(f"{Place(name, month_first.line)}: {_reason(day_first, month_first, open_dates)}")
    return DateOrder(is_certain=bool(day_first.number or not open_dates.number))


def _reason(day_first: Count, month_first: Count, open_dates: Count) -> str:
    found = f"dates that can only be month, day, year: {month_first.number:,}, such as {month_first.example!r}"
    if day_first.number:
        found += (
            f"; only day, month, year: {day_first.number:,}, such as {day_first.example!r} in line {day_first.line}"
        )
    if open_dates.number:
        found += f"; either: {open_dates.number:,}, and the wrong way would swap day and month unseen"
    if day_first.number:
        return (
            f"{found}. Bring them into one order, or give --date-order dmy or mdy: what does not fit becomes a draft."
        )
    return f"{found}. Give --date-order mdy if that is the order."
