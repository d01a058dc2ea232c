"""When a post was published and changed. WordPress says it in up to five ways, and several may be zero."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from articles.formats.dates import EARLIEST_YEAR, LATEST_YEAR, DateError
from articles.formats.moments import moment
from articles.formats.wordpress.items import ExportItem
from articles.remark import Remark, gettext_noop

STORED = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d", re.ASCII)
# A post that was never public has zeros for its GMT (107 of 1,753), and "Wed, 30 Nov -0001" (48) or "Tue, 30 Nov 1999"
# for its pubDate: both are how PHP prints a month 0 and a day 0.
NOT_SET = re.compile(r"-?0000-00-00.*|-0001-.*|.*\s-0001\s.*|\w{3}, 30 Nov 1999 00:00:00 \+0000|\s*", re.DOTALL)
# No two clocks are further apart. The offsets in one file differ (summer time), and one was -6.00028 hours.
MOST_APART = timedelta(hours=26)


@dataclass(slots=True)
class Times:
    published_at: datetime | None = None
    updated_at: datetime | None = None
    remarks: list[Remark] = field(default_factory=list)


def read_times(item: ExportItem, *, zone: ZoneInfo) -> Times:
    times = Times()
    try:
        times.published_at = _published_at(item, times.remarks, zone)
    except DateError as error:
        times.remarks.append(Remark(gettext_noop("The story has no date we trust: %(reason)s"), reason=str(error)))
        return times
    changed_at = _stored(item.value("post_modified_gmt"), UTC) or _stored(item.value("post_modified"), zone)
    if changed_at and changed_at > times.published_at:
        times.updated_at = changed_at
    return times


def _published_at(item: ExportItem, remarks: list[Remark], zone: ZoneInfo) -> datetime:
    """Raise DateError if there is none to trust."""
    in_gmt, in_zone, printed = (item.value(name) for name in ("post_date_gmt", "post_date", "pubDate"))
    gmt, local = _stored(in_gmt, UTC), _stored(in_zone, zone)
    if gmt and local and abs(gmt.replace(tzinfo=None) - local.replace(tzinfo=None)) > MOST_APART:
        remarks.append(
            Remark(
                gettext_noop("Its date is %(gmt)s in GMT, but %(local)s by its own clock. GMT was taken."),
                gmt=in_gmt,
                local=in_zone,
            )
        )
    if stored := gmt or local:
        return stored
    if not NOT_SET.fullmatch(in_zone):
        return moment(in_zone, zone=zone)
    if in_zone or not NOT_SET.fullmatch(in_gmt) or NOT_SET.fullmatch(printed):
        said = in_zone or in_gmt or printed
        raise DateError(f"Where it should be there stands {said[:60]!r}." if said else "None is given.")
    remarks.append(Remark(gettext_noop("Only the feed's date says when it was published: %(date)s"), date=printed[:80]))
    return moment(printed, zone=zone)


def _stored(text: str, zone: tzinfo) -> datetime | None:
    """The time as WordPress stores it; None if it is not set, or not possible."""
    if STORED.fullmatch(text) is None:
        return None
    try:
        at = datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        return None
    return at if EARLIEST_YEAR <= at.year <= LATEST_YEAR else None
