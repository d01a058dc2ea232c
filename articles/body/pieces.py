"""A text as the pieces that people see one under the other: paragraphs, headings, items, photos, what is embedded."""

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from articles.body import allowed
from articles.body.canonical import BodyRefused
from articles.body.sanitise import sanitise

NOTHING: Mapping[str, str] = MappingProxyType({})

# On what the sanitiser wrote: attributes are whole and in double quotes, and a "<" of a text is no "<".
TAG = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>')
DATA = re.compile(r' (data-[a-z-]+)="([^"]*)"')
HREF = re.compile(r' href="([^"]*)"')
# A number with its points and a compound with its hyphens are one word each.
WORD = re.compile(r"\s+|\w+(?:[^\s\w]\w+)*|[^\s\w]")

KINDS = {"li": "item", "blockquote": "quote", "td": "cell", "th": "cell"}  # what a paragraph inside them is
HEADINGS = {"h2": "heading", "h3": "subheading"}
INLINE = frozenset({"strong", "em", "s", "sub", "sup", "a", "br"})


class Piece(NamedTuple):
    kind: str  # paragraph, heading, subheading, item, quote, cell, rule, related, photo, embed
    inner: str  # HTML of its words, inline tags only
    name: str = ""  # what people call the thing that stands here
    key: str = ""  # tells two things of one name apart


class Word(NamedTuple):
    text: str  # a line's end inside a piece is "\n"
    forms: tuple[str, ...] = ()  # tags around it; "address" for where a link leads
    after_blank: bool = False


def pieces(body: str, names: Mapping[str, str] = NOTHING) -> list[Piece]:
    """In their order. `names` has what people call the photos and the "Baca juga" blocks, by their keys.

    The body may be anything: it is cleaned first. One beyond what can be cleaned is taken as plain lines.
    """
    try:
        clean = sanitise(body)
    except BodyRefused:
        return [Piece("paragraph", html.escape(line)) for line in body.splitlines() if line.strip()]
    return list(_read(clean, names))


def _read(clean: str, names: Mapping[str, str]) -> Iterator[Piece]:
    inside: list[str] = []  # tags of the blocks that are open
    named = ("", "", "")  # kind, name and key of the thing that is open
    written: list[str] = []
    begin = 0

    def piece() -> Iterator[Piece]:
        inner = "".join(written).strip()
        written.clear()
        if inner or named[0]:
            kind, name, key = named
            yield Piece(kind or _kind(inside), inner, name, key)

    for match in TAG.finditer(clean):
        closing, tag, attributes = match.groups()
        written.append(clean[begin : match.start()])
        begin = match.end()
        if tag in INLINE:
            written.append(match[0])
            continue
        yield from piece()
        named = ("", "", "")
        if tag == "hr":
            yield Piece("rule", "")
        elif closing:
            _close(tag, inside)
        else:
            inside.append(tag)
            named = _thing(tag, attributes, names)
    written.append(clean[begin:])
    yield from piece()


def _close(tag: str, inside: list[str]) -> None:
    if tag in inside:
        while inside.pop() != tag:
            pass


def _kind(inside: list[str]) -> str:
    for tag in reversed(inside):
        if tag in HEADINGS:
            return HEADINGS[tag]
        if tag in KINDS:
            return KINDS[tag]
    return "paragraph"


def _thing(tag: str, attributes: str, names: Mapping[str, str]) -> tuple[str, str, str]:
    """Kind, name and key of a block that stands for something else."""
    if tag not in {"aside", "figure"}:
        return ("", "", "")
    attribute, value = next(iter(DATA.findall(attributes)), ("", ""))
    value = html.unescape(value)
    if attribute == allowed.RELATED_LINK:
        return ("related", names.get(value, ""), "")  # a key may be another one after each save
    if attribute == allowed.PHOTO:
        return ("photo", names.get(value, ""), value)
    return ("embed", value, "")


def words(piece: Piece) -> list[Word]:
    """The name of the thing first, then its words; after those of a link the address."""
    reader = _Reader()
    if piece.name:
        reader.found.append(Word(piece.name, ("name",)))
        reader.is_after_blank = True
    begin = 0
    for match in TAG.finditer(piece.inner):
        reader.text(piece.inner[begin : match.start()])
        reader.tag(*match.groups())
        begin = match.end()
    reader.text(piece.inner[begin:])
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Word] = []
        self.forms: list[str] = []
        self.addresses: list[str] = []  # of the links that are open
        self.is_after_blank = False

    def text(self, inner: str) -> None:
        forms = tuple(sorted(set(self.forms)))
        for word in WORD.findall(html.unescape(inner)):
            if word.isspace():
                self.is_after_blank = True
            else:
                self._add(word, forms)

    def tag(self, closing: str, tag: str, attributes: str) -> None:
        if tag == "br":
            self._add("\n")
        elif tag == "a" and not closing:
            href = HREF.search(attributes)
            self.addresses.append(html.unescape(href[1]) if href else "")
        elif tag == "a" and self.addresses:
            self.is_after_blank = True
            self._add(self.addresses.pop(), ("address",))
        elif not closing:
            self.forms.append(tag)
        elif tag in self.forms:
            self.forms.remove(tag)

    def _add(self, word: str, forms: tuple[str, ...] = ()) -> None:
        self.found.append(Word(word, forms, self.is_after_blank))
        self.is_after_blank = False


def plain(piece: Piece) -> str:
    """Its words, on one line."""
    if "<" not in piece.inner:
        return " ".join(f"{piece.name} {html.unescape(piece.inner)}".split())
    spaced = (f" {word.text}" if word.after_blank else word.text for word in words(piece))
    return " ".join("".join(spaced).split())
