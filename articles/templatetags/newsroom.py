"""What the reader's templates need beyond Django's own."""

import re
import secrets
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils import dateformat
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from articles import fragments, health, listing, readable
from articles.body.render import render_body
from articles.models import Article, Photo

register = template.Library()

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Site(NamedTuple):
    name: str
    tagline: str
    address: str
    language: str
    logo: str  # name of a static file; empty: the name is set in type
    footer: str
    paper: str
    paper_dark: str
    has_own_colours: bool


@register.simple_tag
def site() -> Site:
    colours = settings.SITE_COLOURS
    return Site(
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        address=settings.SITE_ADDRESS,
        language=get_language(),
        logo=settings.SITE_LOGO,
        footer=settings.SITE_FOOTER,
        paper=colours["paper"],
        paper_dark=colours["paper-dark"],
        has_own_colours=colours != settings.TRIDATU,
    )


@register.simple_tag
def ways() -> listing.Ways:
    return listing.ways()


@register.simple_tag
def latest_stories() -> list[listing.Line]:
    return listing.latest()


@register.simple_tag
def each(rows: Sequence[fragments.Row], template: str, **more: Hashable) -> SafeString:
    """Every row of a list as the template shows one."""
    return mark_safe("".join(fragments.of_rows(template, rows, **more)))


ANSWER = secrets.token_hex(8)  # stands for it in a card that is kept: nothing that somebody wrote can have it


@register.simple_tag
def each_found(cards: Sequence[listing.Card], **more: Hashable) -> SafeString:
    """Cards whose teaser is what answers a search: another one for each, while the rest of the card is the same."""
    answers = [card.teaser for card in cards]
    asked = [card._replace(teaser=ANSWER) if card.teaser else card for card in cards]
    kept = fragments.of_rows("articles/_card.html", asked, **more)
    return mark_safe("".join(map(_with_answer, kept, answers)))


def _with_answer(card: SafeString, answer: str) -> str:
    return card.replace(ANSWER, conditional_escape(answer)) if answer else card


@register.simple_tag
def overdue() -> health.Overdue | None:
    return health.overdue()


@register.filter
def absolute(address: str) -> str:
    """A path of ours with our own host before it; an address that has a host stays as it is."""
    return address if address.startswith(("http://", "https://")) else settings.SITE_ADDRESS + address


@register.filter
def xml_text(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return NOT_XML.sub("", text)


# ---- Times, in the site's zone. The formats are translated too: Indonesian writes 14.30, English 14:30. ------------


@register.filter(expects_localtime=True)
def instant(at: datetime | None) -> str:
    """For machines: with the zone, and no finer than a second."""
    return at.isoformat(timespec="seconds") if at else ""


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
def story_body(article: Article, links: Sequence[listing.Link], named: readable.Named) -> SafeString:
    return readable.body_of(article, links, named)


@register.simple_tag
def body_alone(body: str) -> SafeString:
    """A text that has no links of its own."""
    return mark_safe(render_body(body, {}))


@dataclass(frozen=True, slots=True)
class ShareLink:
    name: str
    address: str


@register.simple_tag
def share_links(article: Article) -> list[ShareLink]:
    """Plain addresses: nothing of those sites is loaded before a reader follows one."""
    url = absolute(article.get_absolute_url())
    words = ": ".join(filter(None, (article.kind_mark, article.headline)))
    both = f"{words} {url}"
    mail = urlencode({"subject": words, "body": both}).replace("+", "%20")  # RFC 6068: a plus is a plus there
    return [
        ShareLink("WhatsApp", "https://wa.me/?" + urlencode({"text": both})),
        ShareLink("Telegram", "https://t.me/share/url?" + urlencode({"url": url, "text": words})),
        ShareLink("Facebook", "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": url})),
        ShareLink("X", "https://x.com/intent/post?" + urlencode({"url": url, "text": words})),
        ShareLink(gettext("E-mail"), f"mailto:?{mail}"),
    ]


@register.filter
def host(url: str) -> str:
    """Of an address outside, without "www."; empty if it has none that can be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# How wide a photo stands, by the rank of its card: what a browser chooses the file by before it knows the styles.
WIDTHS = {
    "lead": "(min-width: 62.5em) 40rem, 100vw",
    "opener": "(min-width: 62.5em) 26rem, (min-width: 43.75em) 50vw, 100vw",
    "second": "(min-width: 43.75em) 10rem, 30vw",
    "plain": "(min-width: 43.75em) 13rem, 30vw",
    "story": "(min-width: 58rem) 54rem, 100vw",
    "text": "(min-width: 41rem) 38rem, 100vw",
}


@register.simple_tag
def widths(photo: Photo, rank: str) -> SafeString:
    """The attributes that let a phone load a smaller file. In a list nobody needs the largest."""
    files = photo.smaller_files
    if not files:
        return SafeString("")
    if rank in {"lead", "story", "text"} or len(files) == 1:
        files.append(f"{photo.file.url} {photo.width_px}w")
    return format_html(' srcset="{}" sizes="{}"', ", ".join(files), WIDTHS[rank])


@register.filter
def focus_classes(photo: Photo) -> str:
    """The classes of photo.css that keep the focal point in a cropped picture: steps of ten percent."""
    return f"focus-x-{round(photo.focal_x_percent, -1)} focus-y-{round(photo.focal_y_percent, -1)}"
