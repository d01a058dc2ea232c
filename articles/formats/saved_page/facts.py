"""What a page says of its story besides the text: headline, date, people, section, tags, addresses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from lxml import etree

from articles.formats.addresses import bare_address, same_story, without_outlet
from articles.formats.characters import clean_name
from articles.formats.dates import DateError, is_date_line, is_relative, parse_date
from articles.formats.markup.vocabulary import BLOCKS
from articles.formats.saved_page.linked_data import text_in, texts_in
from articles.formats.saved_page.page import Page, said_by, text_of, tokens_of
from articles.formats.signature import are_names, split_names
from articles.keys import fold_blanks, headline_key
from articles.remark import Remark, gettext_noop

LONGEST_HEADLINE = 300
HEADINGS = ("h1", "h2", "h3")
AFTER_HEADLINE = re.compile(r"\s*(?:[|–—:»•-]|$)")
OUTLET_AFTER = re.compile(r"^(?P<title>.{10,}?)\s+[|–—»•-]\s+(?P<outlet>[^|–—»•]{2,60})$")
DATE_PROPERTIES = (
    *("article:published_time", "og:published_time", "og:article:published_time", "content_publisheddate"),
    *("publishdate", "pubdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "date"),
)
UPDATE_PROPERTIES = ("article:modified_time", "og:updated_time", "lastmod", "last-modified")
# The byline of the house: it names nobody.
HOUSE = re.compile(
    r"\b(?:admin|administrator|redaksi|editor|tim|media|news|cyber|online|webmaster|kompas|antara|\w+\.(?:com|co\.id|id|net))\b",
    re.IGNORECASE,
)
ROLE = re.compile(r"(?:kontributor|koresponden|wartawan|laporan|reporter)\b", re.IGNORECASE)
BYLINE = re.compile(r"(?:oleh|by|penulis|pewarta|reporter|laporan)\s?:?\s+(?P<names>.{2,100})", re.IGNORECASE)
HOME = frozenset({"home", "beranda", "depan", "berita", "artikel"})
# An archive's words for search engines, not a desk's for a story, run to dozens.
MOST_KEYWORDS = 8


@dataclass(frozen=True, slots=True)
class PageDate:
    published_at: datetime | None
    updated_at: datetime | None
    remark: Remark | None
    element: etree._Element | None = None  # where it is printed


def addresses_of(page: Page) -> list[str]:
    """Where the page stood, the best known first."""
    canonical = [element.get("href") or "" for element in page.root.iter("link") if element.get("rel") == "canonical"]
    properties = [said_by(element) for name in ("mainEntityOfPage", "url") for element in page.properties(name)]
    linked = [text_in(page.linked.get(name)) for name in ("url", "mainEntityOfPage", "@id")]
    named = [*canonical, page.meta("og:url"), *linked, page.saved_from, *properties[:2], page.meta("twitter:url")]
    found = (bare_address(address.strip()) for address in named)
    stories = [same_story(address) for address in found if address and _is_story_address(address)]
    return list(dict.fromkeys(stories))


def headline_of(page: Page) -> tuple[str, etree._Element | None]:
    """The headline, and the heading that prints it, if one does. "" if the page has none."""
    headings = [element for element in page.root.iter(*HEADINGS) if 0 < len(text_of(element)) <= LONGEST_HEADLINE]
    printed = [*list(page.properties("headline")), *headings]
    named = [text_in(page.linked.get("headline")), page.meta("og:title", "twitter:title"), page.title]
    for name in filter(None, named):
        fitting = [element for element in printed if _begins_with(name, text_of(element))]
        if fitting:
            best = max(fitting, key=lambda element: len(text_of(element)))
            return text_of(best), best
    for element in [*list(page.properties("headline")), *(heading for heading in headings if heading.tag == "h1")]:
        if text := text_of(element):
            return text, element
    title = next(filter(None, named), "")
    return (_without_site(title, page) if title else ""), None


def date_of(page: Page, headline: etree._Element | None, zone: ZoneInfo) -> PageDate:
    """What the page says to machines, else what is printed below the headline, else nothing."""
    said = [text_in(page.linked.get("datePublished")), *(page.meta(name) for name in DATE_PROPERTIES[:3])]
    said += [said_by(element) for element in page.properties("datePublished")]
    said += [page.meta(name) for name in DATE_PROPERTIES[3:]]
    updated = [text_in(page.linked.get("dateModified")), *(page.meta(name) for name in UPDATE_PROPERTIES)]
    updated += [said_by(element) for element in page.properties("dateModified")]
    updated_at = next(filter(None, (_instant(text, zone) for text in updated)), None)
    for text in filter(None, said):
        if instant := _instant(text, zone):
            return PageDate(instant, updated_at, None)
    return _printed_date(page, headline, zone, updated_at, next(filter(None, said), ""))


def authors_of(page: Page, labelled: Sequence[str]) -> list[str]:
    """Who wrote it: as it is printed ("Oleh Rina Dewi", or `labelled` below the text), else as machines are told.

    Printed comes first: one agency tells machines the editor's name.
    """
    bylines = list(_bylines(page))
    said = (
        [said_by(element) for element in page.properties("author")],
        list(labelled),
        [signed["names"] for text in bylines if (signed := BYLINE.fullmatch(text))],
        list(texts_in(page.linked.get("author"))),
        bylines,
        page.metadata.get("author", []),
        page.metadata.get("article:author", []),
    )
    found = ([person for name in names for person in people_in(name)] for names in said)
    return list(dict.fromkeys(next(filter(None, found), [])))


def people_in(text: str) -> tuple[str, ...]:
    """The people named; nobody where the house signs. "Kontributor Denpasar, Rina Dewi" is Rina Dewi."""
    if bare_address(text) or "://" in text or len(text) > 100:
        return ()
    names = split_names(text.strip(" :"))
    people = tuple(name for name in names if not HOUSE.search(name))
    persons = tuple(name for name in people if not ROLE.match(name))
    return persons or people


def section_of(page: Page) -> str:
    named = [text_in(page.linked.get("articleSection")), page.meta("article:section")]
    named += [said_by(element) for element in page.properties("articleSection")]
    return next(filter(None, [*named, _last_crumb(page)]), "")


def tags_of(page: Page) -> list[str]:
    said = [
        list(texts_in(page.linked.get("keywords"))),
        page.metadata.get("article:tag", []),
        page.metadata.get("news_keywords", []),
        [said_by(element) for element in page.properties("keywords")],
        [text_of(element) for element in page.root.iter("a") if "tag" in (element.get("rel") or "").split()],
    ]
    for names in said:
        if tags := _parted(names):
            return tags
    keywords = _parted(page.metadata.get("keywords", []))
    return keywords if len(keywords) <= MOST_KEYWORDS else []


def standfirst_of(page: Page, body_text: str) -> str:
    """The description, unless it is the beginning of the text once more, cut off or not."""
    descriptions = [text_in(page.linked.get("description")), *(said_by(e) for e in page.properties("description"))]
    descriptions += [page.meta("og:description"), page.meta("description")]
    text = _letters(body_text)
    for description in filter(None, descriptions):
        kept = description.rstrip(' .…"”')
        if kept and _letters(kept) not in text and not description.endswith(("...", "…")):
            return description
    return ""


def _is_story_address(address: str) -> bool:
    return address.partition("://")[2].rstrip("/").count("/") > 0 or "?" in address


def _begins_with(title: str, heading: str) -> bool:
    """Whether the title is the heading, or the heading and then the outlet."""
    key, head = headline_key(title), headline_key(heading)
    return bool(head) and key.startswith(head) and AFTER_HEADLINE.match(key[len(head) :]) is not None


def _without_site(title: str, page: Page) -> str:
    """ "Judul - Koran" without what the page itself calls its site, or what its address shows to be the site's."""
    short = without_outlet(title, addresses_of(page))
    parted = OUTLET_AFTER.match(short)
    if parted is None:
        return short
    site = headline_key(page.meta("og:site_name"))
    outlet = headline_key(parted["outlet"])
    hosts = "".join(urljoin(address, "/") for address in addresses_of(page))
    is_site = (site and outlet.startswith(site)) or outlet.replace(" ", "") in hosts
    return parted["title"] if is_site else short


def _instant(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        return parse_date(text, zone=zone)
    except DateError:
        return None


def _printed_date(
    page: Page, headline: etree._Element | None, zone: ZoneInfo, updated_at: datetime | None, said: str
) -> PageDate:
    relative = ""
    for element in _after(page, headline):
        for text in _date_texts(element):
            if instant := _instant(text, zone):
                return PageDate(instant, updated_at, None, element)
            relative = relative or (text if is_relative(text) else "")
    if said or relative:
        reason = Remark(
            gettext_noop("The page says %(date)s, which is no day that we are sure of."), date=repr(said or relative)
        )
    else:
        reason = Remark(gettext_noop("The page has no date."))
    return PageDate(None, updated_at, reason)


def _after(page: Page, headline: etree._Element | None) -> Iterator[etree._Element]:
    """The elements below the headline: above it stands the day of the visit."""
    has_begun = headline is None
    for element in page.root.iter(etree.Element):
        if has_begun:
            yield element
        has_begun = has_begun or element is headline


def _date_texts(element: etree._Element) -> Iterator[str]:
    """What may be a date line: the element's words, or these before a bar ("15 Mei 2017 18:43 WIB | 699 Views")."""
    if element.tag == "time" and element.get("datetime"):
        yield clean_name(element.get("datetime") or "")
    if element.tag in ("a", "li", "td") or any(inner.tag in BLOCKS for inner in element.iterdescendants()):
        return
    text = text_of(element)
    while text:
        if is_date_line(text):
            yield text
        text = text.rpartition("|")[0].strip()


def _bylines(page: Page) -> Iterator[str]:
    for element in page.root.iter("div", "span", "p", "a", "address"):
        if not tokens_of(element).isdisjoint({"byline", "author", "penulis", "reporter", "pewarta"}):
            text = text_of(element)
            signed = BYLINE.fullmatch(text)
            names = signed["names"] if signed else text
            if are_names(names) and not _is_beside_picture(element):
                yield text


def _is_beside_picture(element: etree._Element) -> bool:
    """Then it is the photographer."""
    parent = element.getparent()
    return parent is not None and (parent.tag in ("figure", "figcaption") or parent.find("img") is not None)


def _last_crumb(page: Page) -> str:
    for element in page.root.iter("div", "ul", "ol", "nav", "h4", "p", "span"):
        if not {token for token in tokens_of(element) if token.startswith("breadcrum") or token == "bread"}:
            continue
        crumbs = [text_of(link) for link in element.iter("a")]
        crumbs = [crumb for crumb in crumbs if crumb and crumb.casefold() not in HOME and len(crumb) <= 40]
        if crumbs:
            return crumbs[-1]
    return ""


def _parted(names: list[str]) -> list[str]:
    tags = (clean_name(tag).lstrip("#") for name in names for tag in name.split(","))
    return list(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= 100))


def _letters(text: str) -> str:
    return fold_blanks(headline_key(text)).replace(" ", "")
