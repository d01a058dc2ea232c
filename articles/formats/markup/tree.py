"""HTML of any quality as a tree that is neither deep nor wide, in time linear in the text.

libxml2 gives up, and loses the words, past 256 elements inside one another; it takes two seconds over one tag of 50,000
attributes. So every tag is looked at before it sees them.
"""

import html
import re

from lxml import etree

from articles.body.allowed import MAX_CHARACTERS
from articles.formats.markup.vocabulary import (
    BLOCKS,
    CLOSED_BY_THEMSELVES,
    EMBEDS,
    KNOWN,
    PLAIN,
    UNREAD,
    VOID,
)
from articles.formats.record import FormatError

MOST_NESTING = 60
# The longest story met has 1,500; a whole page, 3,000.
MOST_ELEMENTS = 50_000
LONGEST_TAG = 8000
# A tag whose attributes hold "<" is looked for in this many characters only, and no more than so often in vain.
LOOSE_TAG, MOST_IN_VAIN = 4000, 500

UNWANTED = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
DATA_ADDRESS = re.compile(r"\bdata:[a-z]{1,20}/[^\s\"'<>()\\]{40,}", re.IGNORECASE)
DECLARATION = re.compile(r"<[!?][a-zA-Z\[/][^<>]*>")
NAME = r"<(?P<closing>/?)(?P<name>[a-zA-Z][^\s/<>\"'=]*)(?=[\s/>])"
# A value ends before the next "<": so that a page of unclosed quotes is read once and not once a tag.
STRICT = re.compile(NAME + r"""(?P<attributes>(?:[^<>"'=]|=\s*"[^"<]*"|=\s*'[^'<]*'|["'=])*+)>""")
LOOSE = re.compile(NAME + r"""(?P<attributes>(?:[^<>"'=]|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+)>""")
# Nothing closes by itself beyond these.
SCOPES = frozenset(
    {"table", "ul", "ol", "dl", "div", "section", "article", "blockquote", "td", "th", "figure", "aside"}
)


class MarkupRefused(FormatError):
    """The HTML is beyond what can be read in good time. The message is a sentence without the place."""


def parsed(markup: str, *, known: frozenset[str] = KNOWN, most: int = MAX_CHARACTERS) -> etree._Element:
    """The root of the tree, of elements in `known`. Raise MarkupRefused past `most` characters."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    return etree.fromstring(f"<html><body><div>{flattened(scrubbed(markup, most), known)}".encode(), parser)


def scrubbed(markup: str, most: int) -> str:
    """Without control characters and pictures written out. Raise MarkupRefused past the size limit."""
    text = DATA_ADDRESS.sub("data:,", UNWANTED.sub("", markup.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > most:
        raise MarkupRefused(f"The text is {len(text)} characters long; the most is {most}. Split the story.")
    return text


def lowered(markup: str) -> str:
    """With A to Z in lower case and all else, so every place, as it is: str.lower() makes two letters of "İ"."""
    return markup.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def flattened(markup: str, known: frozenset[str]) -> str:
    """The same words in tags that we know, none deeper than MOST_NESTING; without comments and what nobody reads."""
    return _Flattener(markup, known).flattened()


class _Flattener:
    def __init__(self, markup: str, known: frozenset[str]) -> None:
        self.markup, self.lower, self.known = markup, lowered(markup), known
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.absent: set[str] = set()  # what does not stand in the rest of the text
        self.in_vain = self.elements = 0

    def flattened(self) -> str:
        position = 0
        while (start := self.markup.find("<", position)) >= 0:
            self.pieces.append(self.markup[position:start])
            position = self._after_token(start)
        self.pieces.append(self.markup[position:])
        return "".join(self.pieces)

    def _after_token(self, start: int) -> int:
        """Where the text goes on after the tag or comment that begins here; it is written by then."""
        if self.markup.startswith("<!--", start):
            end = self._find("-->", start + 2)
            # A comment without an end hides nothing.
            return end + 3 if end >= 0 else start + 4
        if declaration := DECLARATION.match(self.markup, start):
            return declaration.end()
        tag = STRICT.match(self.markup, start) or self._loose_tag(start)
        if tag is None:
            self.pieces.append("&lt;")  # a comparison, not a tag: "a<b"
            return start + 1
        name = tag["name"].lower() if tag["name"].isascii() else lowered(tag["name"])
        if tag["closing"]:
            self._close(name)
        elif name in UNREAD | PLAIN or name == "iframe":
            return self._after_opaque(name, tag)
        else:
            self._open(name, tag["attributes"])
        return tag.end()

    def _loose_tag(self, start: int) -> re.Match[str] | None:
        if self.in_vain > MOST_IN_VAIN:
            return None
        tag = LOOSE.match(self.markup, start, start + LOOSE_TAG)
        self.in_vain += tag is None
        return tag

    def _after_opaque(self, name: str, tag: re.Match[str]) -> int:
        """Elements whose content is no markup to a browser."""
        end = self._find(f"</{name}", tag.end())
        inner_end = end if end >= 0 else len(self.markup) if name in ("script", "style") else tag.end()
        if name in PLAIN:
            self.pieces.append(f"<p>{html.escape(self.markup[tag.end() : inner_end])}<p>")
        elif name == "iframe":
            self.pieces.append(_written(name, tag["attributes"]) + "</iframe>")
        closing = STRICT.match(self.markup, inner_end) if end >= 0 else None
        return closing.end() if closing else inner_end

    def _find(self, wanted: str, start: int) -> int:
        if wanted in self.absent:
            return -1
        found = self.lower.find(wanted, start)
        if found < 0:
            self.absent.add(wanted)
        return found

    def _open(self, name: str, attributes: str) -> None:
        if name not in self.known:
            return
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise MarkupRefused(f"The text has more than {MOST_ELEMENTS:,} elements. Split the story.")
        if name in CLOSED_BY_THEMSELVES:
            self._close_former(name)
        if name in VOID:
            self.pieces.append(_written(name, attributes))
        elif len(self.open) < MOST_NESTING:
            self.open.append(name)
            self.pieces.append(_written(name, attributes))
        elif name in BLOCKS and name not in EMBEDS:
            self.pieces.append("<br><br>")  # its words must not run into others

    def _close_former(self, name: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index] == name:
                del self.open[index:]
                return
            if self.open[index] in SCOPES:
                return

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass
            self.pieces.append(f"</{name}>")
        elif name in BLOCKS:
            self.pieces.append("<br><br>" if len(self.open) == MOST_NESTING else "")


def _written(name: str, attributes: str) -> str:
    # An attribute may hold what looks like a tag; a parser must not see it as one.
    return f"<{name}{attributes.replace('<', '&lt;')}>" if len(attributes) <= LONGEST_TAG else f"<{name}>"
