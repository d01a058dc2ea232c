"""What the reader's templates need beyond Django's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils import dateformat
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from articles import listing, readable
from articles.models import Article, Photo, RelatedLink, Section

register = template.Library()


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    tagline: str
    address: str
    language: str


@register.simple_tag
def site() -> Site:
    return Site(settings.SITE_NAME, settings.SITE_TAGLINE, settings.SITE_ADDRESS, get_language())


@register.simple_tag
def main_sections() -> list[Section]:
    return [section for section in listing.sections() if section.parent_id is None]


@register.filter
def absolute(address: str) -> str:
    """A path of ours with our own host before it; an address that has a host stays as it is."""
    return address if address.startswith(("http://", "https://")) else settings.SITE_ADDRESS + address


# ---- Times, in the site's zone. The formats are translated too: Indonesian writes 14.30, English 14:30. ------------


@register.filter(expects_localtime=True)
def long_time(at: datetime | None) -> str:
    return dateformat.format(at, pgettext("date format", "l, j F Y, H:i T")) if at else ""


@register.filter(expects_localtime=True)
def short_time(at: datetime | None) -> str:
    if at is None:
        return ""
    form = pgettext("date format", "j M Y, H:i") if _has_clock(at) else pgettext("date format", "j M Y")
    return dateformat.format(at, form)


@register.filter(expects_localtime=True)
def clock(at: datetime | None) -> str:
    return dateformat.format(at, pgettext("date format", "H:i")) if at and _has_clock(at) else ""


def _has_clock(at: datetime) -> bool:
    """Old stories have a day and no hour: they stand at midnight, which no list needs to say."""
    return (at.hour, at.minute) != (0, 0)


@register.filter(expects_localtime=True)
def long_date(day: date | None) -> str:
    return dateformat.format(day, pgettext("date format", "l, j F Y")) if day else ""


@register.filter
def month_name(day: date) -> str:
    return dateformat.format(day, pgettext("date format", "F Y"))


@register.simple_tag
def weekdays() -> list[str]:
    """Short names, Monday first."""
    return [str(WEEKDAYS_ABBR[number]) for number in range(7)]


# ---- A story ------------------------------------------------------------------------------------------------------


@register.simple_tag
def story_body(article: Article, links: Sequence[RelatedLink]) -> SafeString:
    return readable.body_of(article, links)


@register.filter
def host(url: str) -> str:
    """Of an address outside, without "www."; empty if it has none that can be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@register.filter
def focus_classes(photo: Photo) -> str:
    """The classes of photo.css that keep the focal point in a cropped picture: steps of ten percent."""
    return f"focus-x-{round(photo.focal_x_percent, -1)} focus-y-{round(photo.focal_y_percent, -1)}"
