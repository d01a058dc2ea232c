"""A saved page as a tree, and what it says of itself above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from lxml import etree

from articles.formats.characters import clean_name
from articles.formats.decode import BYTE_ORDER_MARKS
from articles.formats.markup.tree import MarkupRefused, parsed
from articles.formats.markup.vocabulary import KNOWN_IN_PAGES
from articles.formats.markup.words import plain
from articles.formats.saved_page.linked_data import Node, article_in

LARGEST_FILE = 16 * 1024 * 1024
# The largest page met has 70,000 characters, of which a twentieth are the story.
LONGEST_PAGE = 4_000_000
WHOLE_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
TITLE = re.compile(r"<title(?=[\s>])[^<>]{0,1000}>([^<]{0,2000})</title\s*>", re.IGNORECASE)
# Browsers write where a page was before they save it.
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->", re.IGNORECASE)
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
# A page is never in UTF-7, whatever it says: "+ADw-script+AD4-" are letters.
DECLARABLE = {f"windows-125{number}": f"cp125{number}" for number in range(9)} | {
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (2, 5, 7, 9, 15)},
}


@dataclass
class Page:
    root: etree._Element
    title: str = ""
    saved_from: str = ""
    is_whole: bool = True  # not a fragment: it has a head or a body
    linked: Node = field(default_factory=dict)  # what JSON-LD says of the article
    recoded: int = 0  # bytes that were not in the encoding of the others

    @cached_property
    def metadata(self) -> dict[str, list[str]]:
        """By lower-case name or property; only what is said."""
        found: dict[str, list[str]] = {}
        for element in self.root.iter("meta"):
            name = (element.get("property") or element.get("name") or "").strip().lower()
            content = clean_name(plain(element.get("content") or ""))
            if name and content and content not in found.setdefault(name, []):
                found[name].append(content)
        return found

    def meta(self, *names: str) -> str:
        """What the first of these that is there says."""
        return next((self.metadata[name][0] for name in names if self.metadata.get(name)), "")

    def properties(self, name: str) -> Iterator[etree._Element]:
        """The elements of an itemprop, in order."""
        for element in self.root.iter(etree.Element):
            if name in (element.get("itemprop") or "").split():
                yield element


def read_page(file: BinaryIO) -> Page:
    """Raise MarkupRefused past the size limit."""
    file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise MarkupRefused("The file is larger than 16 MiB; no page is. Save the page again, or split it.")
    text, recoded = decoded_page(content)
    title = TITLE.search(text)
    saved_from = SAVED_FROM.search(text)
    return Page(
        root=parsed(TITLE.sub("", text, count=1), known=KNOWN_IN_PAGES, most=LONGEST_PAGE),
        title=clean_name(plain(title[1])) if title else "",
        saved_from=saved_from[1] if saved_from else "",
        is_whole=WHOLE_PAGE.search(text) is not None,
        linked=article_in(text),
        recoded=recoded,
    )


def decoded_page(content: bytes) -> tuple[str, int]:
    """The byte order mark's encoding, else UTF-8, else the declared one of one byte a character, else windows-1252.

    Where most is UTF-8 and some bytes are not, those are read as windows-1252: an advert in another encoding must not
    cost the story. How many these were comes second.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), 0
    text = content.decode("utf-8", "surrogateescape")
    strange = len(STRANGE.findall(text))
    if not strange:
        return text, 0
    if STRANGE.sub("", text).isascii():
        declared = DECLARED.search(content[:4096])
        encoding = DECLARABLE.get(declared[1].decode().lower(), "cp1252") if declared else "cp1252"
        return _decoded(content, encoding), 0
    return text.translate(WINDOWS), strange


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


STRANGE = re.compile("[\udc80-\udcff]")
WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def text_of(element: etree._Element) -> str:
    """All its words, on one line."""
    return clean_name(plain(" ".join(str(piece) for piece in element.itertext())))


def said_by(element: etree._Element) -> str:
    """What an itemprop says: its content, its time, its link, or its words."""
    for name in ("content", "datetime", "href", "itemid"):
        if value := clean_name(plain(element.get(name) or "")):
            return value
    return text_of(element)


def tokens_of(element: etree._Element) -> frozenset[str]:
    """The words of its class and id: "kcm-read-terkait" is of kcm, read and terkait."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return frozenset(filter(None, NOT_A_LETTER.split(named)))


NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
