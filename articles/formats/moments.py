"""Times as feeds and wires write them for machines: RFC 822 and ISO 8601, in the ways they are written wrongly too."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from articles.formats.dates import parse_date

# The weekday is left out of account: it is the part that is wrong where a date was edited by hand.
WEEKDAY = re.compile(r"[A-Za-z']{2,9}\.?\s*,\s*(?=\d)")
# "20241116T093000Z", "20241116T093000+0800", "20241116": NITF and NewsML 1.2.
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
HOURS_ALONE = re.compile(r"(?<=:\d\d)(?:\.\d{1,9})?\s?([+-]\d\d)")
# RFC 822, with the offsets it gives them; "UT" is its own word for UTC.
ZONES = {"UT": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00"}
ZONES |= {"MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}
NAMED_ZONE = re.compile(rf"(?<=\d)\s?({'|'.join(ZONES)})", re.IGNORECASE)
LONGEST = 80


def moment(text: str, *, zone: ZoneInfo) -> datetime:
    """Aware; in `zone` if none is written. Raise DateError, with a sentence that quotes the text, if it is no date."""
    plain = text.strip()
    if len(plain) > LONGEST:
        return parse_date(text, zone=zone)  # which says that it is no date
    if compact := COMPACT.fullmatch(plain):
        plain = _dashed(compact)
    return parse_date(_with_offset(WEEKDAY.sub("", plain, count=1)), zone=zone)


def _dashed(compact: re.Match[str]) -> str:
    year, month, day, hour, minute, second, offset = compact.groups()
    time = f"T{hour}:{minute}:{second or '00'}{offset or ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"


def _with_offset(plain: str) -> str:
    if named := _last_match(NAMED_ZONE, plain):
        return plain[: named.start()] + ZONES[named[1].upper()]
    if hours := _last_match(HOURS_ALONE, plain):
        return plain[: hours.start()] + hours[1] + ":00"
    return plain


def _last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that ends with the text."""
    found = pattern.search(text)
    return found if found and found.end() == len(text) else None
