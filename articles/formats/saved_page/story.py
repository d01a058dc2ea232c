"""One saved page as one story."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from articles.formats import characters
from articles.formats.body import Body
from articles.formats.dates import dates_in
from articles.formats.markup import MarkupRefused, read_element, without_headline
from articles.formats.markup.links import Site
from articles.formats.markup.words import escaped
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, PhotoReference, Place, Rejection, RelatedReference
from articles.formats.saved_page.boxes import Credits, credit_in, credits_of, lead_photo, related_boxes, related_in
from articles.formats.saved_page.facts import (
    LONGEST_HEADLINE,
    PageDate,
    addresses_of,
    authors_of,
    date_of,
    headline_of,
    section_of,
    standfirst_of,
    tags_of,
)
from articles.formats.saved_page.page import Page, said_by, text_of
from articles.formats.saved_page.pruning import around, taken_out
from articles.formats.saved_page.story_element import furniture_in, story_element
from articles.formats.signature import split_names
from articles.keys import headline_key
from articles.remark import Remark, gettext_noop

# 92 % of 6,041 stories first name a day that is nearer to their own.
MOST_DAYS_APART = 30
LEAD = '<figure data-photo="'


@dataclass(slots=True)
class Parts:
    """What was found on the page, before the text is read."""

    element: etree._Element
    heading: etree._Element | None
    date: PageDate
    credits: Credits
    boxes: list[etree._Element]
    lead: PhotoReference | None
    original: str
    authors: list[str]
    related: list[RelatedReference]
    section: str  # where the page names none
    residue: list[str] = field(default_factory=list)


def read_story(page: Page, *, name: str, source_id: str, reading: Reading) -> ArticleRecord | Rejection:
    place = Place(name)
    headline, heading = headline_of(page)
    if not headline:
        return Rejection(
            place, "The page has no headline: no <h1>, no title. Write one into the file, or leave it out."
        )
    if len(headline) > LONGEST_HEADLINE:
        reason = f"The headline {headline[:60]!r}… has {len(headline)} characters; the most is {LONGEST_HEADLINE}."
        return Rejection(place, f"{reason} Shorten it in the file.")
    element = story_element(page)
    if element is None:
        reason = f"The page {headline!r} holds no story: a list of links, a form, or next to no text. Leave it out."
        return Rejection(place, reason)
    addresses = addresses_of(page)
    site = Site.of(_hosts(addresses), addresses[0] if addresses else "")
    parts = _parts(page, element, heading, site, reading)
    parts.residue = list(_pruned(page, parts))
    try:
        body = read_element(element, hosts=site.hosts, base=site.base)
    except MarkupRefused as refusal:
        return Rejection(place, str(refusal))
    body = without_headline(body, headline)
    if not body.text:
        return Rejection(place, f"The page {headline!r} has no paragraph. Leave it out.")
    return _record(page, parts, body, place=place, addresses=addresses, source_id=source_id, headline=headline)


def _record(
    page: Page, parts: Parts, body: Body, *, place: Place, addresses: list[str], source_id: str, headline: str
) -> ArticleRecord:
    body_html, photos = _with_lead(body, parts.lead)
    return ArticleRecord(
        place=place,
        source_id=addresses[0] if addresses else source_id,
        headline=headline,
        body=body_html + _sources(parts.credits),
        published_at=parts.date.published_at,
        addresses=tuple(addresses),
        standfirst=standfirst_of(page, body.text),
        section=section_of(page) or parts.section,
        bylines=tuple(dict.fromkeys(parts.authors or body.signature.bylines)),
        editors=tuple(dict.fromkeys([*_editors(page), *parts.credits.editors, *body.signature.editors])),
        rights=body.signature.rights,
        tags=tuple(tags_of(page)),
        related=_all_related(body, parts.related),
        residue=(*parts.residue, *body.residue),
        warnings=tuple(_warnings(page, parts, body)),
        photos=photos,
        updated_at=parts.date.updated_at,
        original=parts.original,
    )


def _parts(page: Page, element: etree._Element, heading: etree._Element | None, site: Site, reading: Reading) -> Parts:
    credits, boxes = credits_of(page, element), list(related_boxes(page))
    return Parts(
        element=element,
        heading=heading,
        date=date_of(page, heading, reading.zone),
        credits=credits,
        boxes=boxes,
        lead=lead_photo(page, site, element),
        original=etree.tostring(element, encoding="unicode", method="html", with_tail=False),
        authors=authors_of(page, credits.bylines),
        related=related_in(page, boxes, site),
        section=reading.section,
    )


def _pruned(page: Page, parts: Parts) -> Iterator[str]:
    """Take out of the story's element what is said elsewhere or is not of the story; the words of the latter."""
    for furniture in list(furniture_in(parts.element)):
        if words := text_of(furniture):
            yield words
        taken_out(furniture, parts.element)
    above = parts.heading if page.is_whole else None
    for element in around(parts.element, above):
        if words := text_of(element):
            yield words
        taken_out(element, parts.element)
    for element in [parts.heading, parts.date.element, *parts.credits.elements, *parts.boxes]:
        taken_out(element, parts.element)


def _hosts(addresses: list[str]) -> frozenset[str]:
    """The hosts of the page's own addresses, with and without "www."."""
    hosts = {(urlsplit(address).hostname or "").removeprefix("www.") for address in addresses[:1]}
    return frozenset(form for host in hosts if host for form in (host, f"www.{host}"))


def _with_lead(body: Body, lead: PhotoReference | None) -> tuple[str, tuple[PhotoReference, ...]]:
    """The body without the lead photo, and all photos, that one first."""
    blocks = body.html.split("\n")
    photos = list(body.photos)
    same = next((photo for photo in photos if lead and _name(photo) == _name(lead)), None)
    if lead is None and photos and blocks[0].startswith(f'{LEAD}{photos[0].key}"'):
        same = photos[0]
    if same is not None:
        blocks = [block for block in blocks if not block.startswith(f'{LEAD}{same.key}"')]
        photos.remove(same)
        caption, credit = credit_in(same.caption)
        lead = replace(same, key="", caption=caption, credit=credit) if not (lead and lead.caption) else lead
        while len(blocks) > 1 and blocks[0] == "<hr>":
            del blocks[0]
    return "\n".join(blocks), tuple([lead, *photos] if lead else photos)


def _name(photo: PhotoReference) -> str:
    return photo.address.partition("?")[0].rpartition("/")[2].lower()


def _sources(credits: Credits) -> str:
    return "".join(f"\n<p>Sumber: {escaped(source)}</p>" for source in dict.fromkeys(credits.sources))


def _editors(page: Page) -> list[str]:
    return [person for element in page.properties("editor") for person in split_names(said_by(element))]


def _all_related(body: Body, boxed: list[RelatedReference]) -> tuple[RelatedReference, ...]:
    inline = {headline_key(reference.headline) for reference in body.related}
    return (*body.related, *(reference for reference in boxed if headline_key(reference.headline) not in inline))


def _warnings(page: Page, parts: Parts, body: Body) -> Iterator[Remark]:
    yield from characters.warnings(body.text.split("\n"))
    if page.recoded:
        yield Remark(
            gettext_noop("Bytes that were not UTF-8, read as Windows-1252 instead: %(count)d."), count=page.recoded
        )
    if parts.date.remark:
        yield parts.date.remark
    elif parts.date.published_at:
        yield from _days_apart(parts.date.published_at, body.text)
    yield from body.warnings


def _days_apart(published_at: datetime, text: str) -> Iterator[Remark]:
    first_named = next(dates_in(text), None)
    days = abs((published_at.date() - first_named).days) if first_named else 0
    if first_named and days > MOST_DAYS_APART:
        yield Remark(
            gettext_noop(
                "The page is dated %(page)s, the text first names %(text)s: %(days)d days apart. The page was believed."
            ),
            page=f"{published_at:%d/%m/%Y}",
            text=f"{first_named:%d/%m/%Y}",
            days=days,
        )
