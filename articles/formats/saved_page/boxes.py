"""What stands around the story of a page and belongs to it: the box of related links, who wrote it, the lead photo."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from articles.formats.characters import clean_name
from articles.formats.markup.links import Site
from articles.formats.markup.words import plain
from articles.formats.record import PhotoReference, RelatedReference
from articles.formats.saved_page.facts import people_in
from articles.formats.saved_page.linked_data import text_in
from articles.formats.saved_page.page import Page, text_of, tokens_of
from articles.keys import headline_key

RELATED = frozenset({"terkait", "related", "bacajuga", "relatedposts"})
SHORTEST_TITLE, LONGEST_TITLE = 12, 300
MOST_RELATED = 20
CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid)=[^&]*&?")
LABELLED = re.compile(
    r"(?P<label>penulis|pewarta|reporter|oleh|editor|sumber)\s{0,3}:\s{0,3}(?P<value>.{2,100})", re.IGNORECASE
)
LABELLED_ELEMENTS = ("tr", "p", "li", "div", "span")
CREDITS = frozenset({"author", "credit", "kredit", "copyright", "photographer"})
# "(ANTARA FOTO/Budi Setya)": a credit has an outlet before the name; "Rabu (4/11/2015)" is a day.
CREDIT = re.compile(r"\(((?=[^()]{0,40}[A-Za-z])[A-Za-z][\w .]{1,40}/[^()/]{2,60})\)\.?$")
NO_PHOTO = re.compile(r"logo|default|placeholder|no-?image|favicon|icon|blank|spacer", re.IGNORECASE)
SIZE = re.compile(r"[_-]?\d{2,4}x\d{2,4}(?=\.|$)")
LONGEST_CAPTION = 1000


@dataclass(slots=True)
class Credits:
    """Who wrote and edited it, where that is printed below the text."""

    bylines: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    elements: list[etree._Element] = field(default_factory=list)


def related_boxes(page: Page) -> Iterator[etree._Element]:
    """The elements that hold links to related stories; none of them inside another."""
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(page.root, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
        elif inside is None and not RELATED.isdisjoint(tokens_of(element)):
            inside = element
            yield element


def related_in(page: Page, boxes: list[etree._Element], site: Site) -> list[RelatedReference]:
    """The links of the boxes, once each. With an empty key: they stand in the list at the end."""
    links = [link for box in boxes for link in box.iter("a")]
    links += [element for element in page.properties("relatedLink") if element.tag == "a"]
    found: dict[str, RelatedReference] = {}
    for link in links:
        title, address = text_of(link), site.link(_without_campaign(link.get("href") or ""))
        if SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and address.startswith(("/", "http")):
            is_own = address.startswith("/")
            reference = RelatedReference("", title, "" if is_own else address, address if is_own else "")
            found.setdefault(headline_key(title), reference)
    return list(found.values())[:MOST_RELATED]


def credits_of(page: Page, story: etree._Element) -> Credits:
    """Labels with names in the rows, paragraphs and items that follow the text, or stand in it."""
    credits = Credits()
    for element, is_inside in _inside_and_after(page, story):
        # A labelled paragraph of the text itself is for signature.py to judge.
        if element.tag not in (("tr",) if is_inside else LABELLED_ELEMENTS) or _holds_blocks(element):
            continue
        if printed := LABELLED.fullmatch(_label_line(element)):
            _take(credits, printed["label"].casefold(), printed["value"])
            credits.elements.append(element)
    return credits


def lead_photo(page: Page, site: Site, story: etree._Element) -> PhotoReference | None:
    """The picture that the page shows where it is shared, with what is printed beside it on the page."""
    named = [_image_in(page.linked.get("image")), page.meta("og:image", "twitter:image")]
    named = [address for address in named if _is_photo(address)]
    printed = next(
        (image for image in page.root.iter("img") for name in named if _same_file(name, image.get("src") or "")), None
    )
    if printed is None:
        return PhotoReference(site.picture(named[0])) if named else None
    caption, credit = _caption_of(printed, story)
    alternative = clean_name(plain(printed.get("alt") or ""))
    address = site.picture(printed.get("src") or "") or named[0]
    return PhotoReference(address, alternative_text=alternative, caption=caption, credit=credit)


def credit_in(caption: str) -> tuple[str, str]:
    """The caption, and the credit that ends it."""
    found = CREDIT.search(caption)
    return (caption[: found.start()].rstrip(), clean_name(found[1])) if found else (caption, "")


def _without_campaign(address: str) -> str:
    return CAMPAIGN.sub("", address).rstrip("?&") if "=" in address else address


def _inside_and_after(page: Page, story: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The elements of the story and those that follow it, and whether each is of the former."""
    is_inside = has_begun = False
    for event, element in etree.iterwalk(page.root, events=("start", "end")):
        if element is story:
            is_inside, has_begun = event == "start", True
        elif has_begun and event == "start":
            yield element, is_inside


def _holds_blocks(element: etree._Element) -> bool:
    return any(inner is not element for inner in element.iter("tr", "p", "li", "div"))


def _label_line(element: etree._Element) -> str:
    """ "Penulis: Rina Dewi", also where label and name are cells of a row."""
    text = text_of(element)
    if len(text) > 140:
        return ""
    return text if ":" in text else text.replace(" ", ": ", 1) if element.tag == "tr" else ""


def _take(credits: Credits, label: str, value: str) -> None:
    if label == "sumber":
        credits.sources.append(value)
    elif label == "editor":
        credits.editors.extend(people_in(value))
    else:
        credits.bylines.extend(people_in(value))


def _image_in(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict):
        return text_in(first.get("url") or first.get("contentUrl"))
    return text_in(first)


def _is_photo(address: str) -> bool:
    """Whether an address names a file, and not one that stands for every story without a picture."""
    last = address.partition("?")[0].rpartition("/")[2]
    return "." in last and not NO_PHOTO.search(last)


def _same_file(one: str, other: str) -> bool:
    """Whether two addresses name one picture, in whatever size."""
    return bool(one and other) and _file_name(one) == _file_name(other)


def _file_name(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    name = SIZE.sub("", unquote(path).rpartition("/")[2].lower())
    # kompas.com names the large one "…-resizedp.jpg" and the printed one "…-resized780x390.jpg".
    return re.sub(r"p(?=\.\w+$)", "", name)


def _caption_of(image: etree._Element, story: etree._Element) -> tuple[str, str]:
    """The words beside the picture in the nearest element that has any, and the credit among them."""
    home = image.getparent()
    for _ in range(3):
        if home is None or home is story or story in home.iter(story.tag):
            return "", ""
        text = text_of(home)
        if text:
            break
        home = home.getparent()
    if home is None or not text or len(text) > LONGEST_CAPTION:
        return "", ""
    marked = next((part for part in home.iter("span", "small", "div") if _is_credit(part)), None)
    if marked is None:
        return credit_in(text)
    credit = text_of(marked)
    return clean_name(text.replace(credit, "", 1)), credit


def _is_credit(element: etree._Element) -> bool:
    return not CREDITS.isdisjoint(tokens_of(element)) and bool(text_of(element))
