"""From the tree of a page to blocks: every word once, in order, nothing run into what stood in another block."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree

from articles.body import embeds
from articles.body.allowed import EMBED, RELATED_LINK
from articles.formats.characters import BLANKS
from articles.formats.markup import pictures
from articles.formats.markup.blocks import Block, Embedded, Figure, Paragraph, Related, Rule, one_line
from articles.formats.markup.links import Site
from articles.formats.markup.nest import Nest
from articles.formats.markup.tree import MOST_ELEMENTS, MarkupRefused
from articles.formats.markup.vocabulary import (
    BLOCKS,
    CONTAINERS,
    EMBEDS,
    HEADINGS,
    MARKED,
    PICTURES,
    UNREAD,
)
from articles.formats.markup.words import Mark, Run, Words, in_order, plain, words
from articles.formats.record import PhotoReference

KEY = re.compile(r"[a-z0-9]{1,64}")  # a photo that is ours already has the SHA-256 of its file
CAPTIONED = re.compile(r"(?:^|\s)wp-caption(?:\s|$)")
CAPTION = re.compile(r"(?:^|\s)wp-caption-text(?:\s|$)")


@dataclass(slots=True)
class Page:
    blocks: list[Block]
    photos: list[PhotoReference] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)  # what there is to remark on


@dataclass(slots=True)
class _Frame:
    """An element that holds pictures and their caption."""

    element: etree._Element
    first_photo: int
    captions: list[str] = field(default_factory=list)


def written(root: etree._Element, site: Site) -> Page:
    return _Writer(root, site).write()


class _Writer:
    def __init__(self, root: etree._Element, site: Site) -> None:
        self.root, self.site = root, site
        self.nest = Nest()
        self.page = Page(self.nest.blocks)
        self.marks: list[tuple[etree._Element, Mark]] = []
        self.frames: list[_Frame] = []
        self.figures: dict[str, Figure] = {}
        self.waiting: list[Figure | Embedded] = []  # until what we are in has ended: a figure stands between blocks
        self.runs: list[Run] = []
        self.lines: list[Words] = []
        self.paragraph = "p"
        self.preformatted = self.ended_lines = 0
        self.last_embed = ""
        taken = {str(element.get("data-photo")) for element in root.iter("figure")}
        self.keys = (key for number in count(1) if (key := f"p{number}") not in taken)

    def write(self) -> Page:
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if self._start(element):
                    self._text(element.text)
                else:
                    walk.skip_subtree()
            else:
                self._end(element)
                if element is not self.root:
                    self._text(element.tail)
        self._break()
        self._place_waiting()
        return self.page

    def _start(self, element: etree._Element) -> bool:
        """Whether to go into the element."""
        name = element.tag
        if name in UNREAD:
            return False
        if name in PICTURES:
            self._picture(element)
        elif name == "br":
            self._end_line()
        elif name in MARKED:
            self._mark(element)
        elif name in BLOCKS:
            return self._start_block(element)
        return True

    def _start_block(self, element: etree._Element) -> bool:
        name = element.tag
        self._break()
        self.paragraph = HEADINGS.get(name, "p")
        if name in EMBEDS:
            self._embed(element)
            return name != "iframe"
        if name in CONTAINERS:
            self.nest.open_container(element)
        elif name == "pre":
            self.preformatted += 1
        elif name == "hr" and not self.nest.is_open():
            self.page.blocks.append(Rule())
        elif name == "aside" and KEY.fullmatch(element.get(RELATED_LINK) or ""):
            self.nest.add(Related(element.get(RELATED_LINK) or ""))
        return self._start_captioned(element)

    def _start_captioned(self, element: etree._Element) -> bool:
        name, classes = element.tag, element.get("class") or ""
        if name == "figure" and KEY.fullmatch(element.get("data-photo") or ""):
            self._place(Figure(element.get("data-photo") or "", _text_of(element)))
            return False
        if name == "figure" and (embed := embeds.of(element.get(EMBED) or "")):
            self._place(Embedded(embed.address, _text_of(element)))
            return False
        if name == "figure" or CAPTIONED.search(classes):
            self.frames.append(_Frame(element, len(self.page.photos)))
        elif self.frames and (name == "figcaption" or CAPTION.search(classes)) and element.find(".//img") is None:
            self.frames[-1].captions.append(_text_of(element))
            return False
        return True

    def _end(self, element: etree._Element) -> None:
        name = element.tag
        if name in BLOCKS:
            self._break()
            self.paragraph = "p"
            self.preformatted -= name == "pre"
            self._end_frame(element)
            self.nest.close_container(element)
            if not self.nest.is_open():
                self._place_waiting()
        if self.marks and self.marks[-1][0] is element:
            self.marks.pop()

    # Words

    def _text(self, text: str | None) -> None:
        if not text:
            return
        marks = in_order(mark for _, mark in self.marks)
        if not self.preformatted:
            self.runs.append(Run(text, marks))
            return
        first, *others = text.split("\n")
        self.runs.append(Run(first, marks))
        for other in others:
            self._end_line()
            if other:
                self.runs.append(Run(other, marks))

    def _end_line(self) -> None:
        line = words(self.runs)
        self.runs = []
        if line.runs:
            self.ended_lines += 1
            if self.ended_lines > MOST_ELEMENTS:
                raise MarkupRefused(f"The text has more than {MOST_ELEMENTS:,} lines. Split the story.")
            self.lines.append(line)
        elif self.lines:  # two <br> in a row part paragraphs
            self._end_paragraph()

    def _break(self) -> None:
        if self.runs or self.lines:
            self._end_line()
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self.lines:
            self.nest.add(Paragraph(self.paragraph, self.lines))
            self.lines = []
            self.last_embed = ""
        if not self.nest.is_open():
            self._place_waiting()

    def _mark(self, element: etree._Element) -> None:
        name = MARKED[element.tag]
        if name != "a":
            self.marks.append((element, Mark(name)))
            return
        address = element.get("href")
        link = self.site.link(address) if address else ""
        if link:
            self.marks.append((element, Mark("a", link, one_line([plain(element.get("title") or "")]))))
        elif address:
            self.page.found["dead link"] += 1

    # Pictures and embeds

    def _picture(self, element: etree._Element) -> None:
        if pictures.is_emoji(element):
            self._text(element.get("alt"))
        elif pictures.counts_readers(element):
            return
        elif address := pictures.address_of(element, self.site):
            key = next(self.keys)
            self.page.photos.append(pictures.photo(element, address, key))
            self.figures[key] = Figure(key)
            if self.nest.is_open() or self.lines or any(run.text.strip(BLANKS) for run in self.runs):
                self.waiting.append(self.figures[key])
            else:
                self._place(self.figures[key])
        elif pictures.is_written_out(element):
            self.page.found["written out"] += 1

    def _place(self, figure: Figure | Embedded) -> None:
        if self.nest.is_open():
            self.waiting.append(figure)
        else:
            self.page.blocks.append(figure)

    def _place_waiting(self) -> None:
        self.page.blocks.extend(self.waiting)
        self.waiting = []

    def _end_frame(self, element: etree._Element) -> None:
        if not self.frames or self.frames[-1].element is not element:
            return
        frame = self.frames.pop()
        caption = one_line(frame.captions)
        if not caption:
            return
        for index in range(frame.first_photo, len(self.page.photos)):
            photo = self.page.photos[index]
            if not photo.caption:
                self.page.photos[index] = replace(photo, caption=caption)
                self.figures[photo.key].caption = caption
                return
        self._text(caption)
        self._break()

    def _embed(self, element: etree._Element) -> None:
        source = next(element.iter("source"), element)
        address = element.get("src") or element.get("data") or element.get("data-src") or source.get("src") or ""
        if not address:
            return
        link = self.site.embed(address)
        if embed := embeds.of(link):
            if link != self.last_embed:
                self._place(Embedded(embed.address))
                self.last_embed = link
            return
        self.page.found["embed" if link else "lost embed"] += 1
        if link and link != self.last_embed:  # an <object> often holds an <embed> of the same film
            self.runs.append(Run(link, (Mark("a", link),)))
            self._break()
            self.last_embed = link


def _text_of(element: etree._Element) -> str:
    return one_line([plain(" ".join(_pieces(element)))])


def _pieces(element: etree._Element) -> Iterator[str]:
    yield from (str(piece) for piece in element.itertext())
