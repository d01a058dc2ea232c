"""Blocks inside one another: where a block may stand, whatever the page says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from articles.body.allowed import PULL_QUOTE
from articles.formats.markup.blocks import Block, Container, Paragraph, Rule
from articles.formats.markup.vocabulary import CELLS, LISTED, LISTS

NUMBER = re.compile(r"[0-9]{1,3}")
NUMBERED = {"ol": ("start",), "td": ("rowspan", "colspan"), "th": ("rowspan", "colspan")}


class Home(NamedTuple):
    """A list of blocks that a block may be put in."""

    blocks: list[Block]
    holds_lines: bool  # of a list item or a cell: its paragraphs are lines without a tag of their own

    def put(self, block: Block, position: int) -> None:
        former = self.blocks[position - 1] if position else None
        if not self.holds_lines or not isinstance(block, Paragraph):
            self.blocks.insert(position, block)
        elif isinstance(former, Paragraph):
            former.lines.extend(block.lines)
        else:
            self.blocks.insert(position, Paragraph("", block.lines))


class _Open(NamedTuple):
    element: etree._Element | None  # None: the page left it out
    container: Container
    home: Home  # that it was put in


@dataclass(slots=True)
class Nest:
    blocks: list[Block] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def is_open(self) -> bool:
        return bool(self.stack)

    def open_container(self, element: etree._Element) -> None:
        """Go into it, if it may stand here; else it leaves no trace, and its words stand in what we are in."""
        name, inside = element.tag, self.stack[-1].container.name if self.stack else ""
        if name in CELLS and inside == "table":
            self._push(None, Container("tr"))
            inside = "tr"
        if (
            (name in LISTED and inside not in LISTS)
            or (name == "tr" and inside != "table")
            or (name in CELLS and inside != "tr")
        ):
            return
        self._push(element, Container(name, {**_pull_quote(element), **dict(_numbers(element))}))

    def close_container(self, element: etree._Element) -> None:
        if not any(opened.element is element for opened in self.stack):
            return
        while True:
            opened = self.stack.pop()
            _settle(opened.container, opened.home.blocks, is_outermost=opened.home.blocks is self.blocks)
            if opened.element is element:
                return

    def add(self, block: Block) -> Home:
        """Put the block where it may stand, and say where that is."""
        home, position = self._home_of(block)
        home.put(block, position)
        return home

    def _home_of(self, block: Block) -> tuple[Home, int]:
        if not self.stack:
            return Home(self.blocks, holds_lines=False), len(self.blocks)
        _, container, home = self.stack[-1]
        if container.name == "table" and not _is(block, {"tr"}):
            # A table's caption, or words between its rows, stand above it.
            return home, _position(home.blocks, container)
        if (container.name in LISTS and not _is(block, LISTED)) or (container.name == "tr" and not _is(block, CELLS)):
            item = Container("td" if container.name == "tr" else "li")
            container.children.append(item)
            container = item
        return Home(container.children, holds_lines=container.name in CELLS | LISTED), len(container.children)

    def _push(self, element: etree._Element | None, container: Container) -> None:
        self.stack.append(_Open(element, container, self.add(container)))


def _numbers(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in NUMBERED.get(element.tag, ()):
        value = (element.get(name) or "").strip()
        if NUMBER.fullmatch(value):
            yield name, value


def _pull_quote(element: etree._Element) -> dict[str, str]:
    """Ours, or WordPress's, which stands in a figure of that class."""
    if element.tag != "blockquote":
        return {}
    frame = element.getparent()
    classes = f"{element.get('class') or ''} {frame.get('class') or '' if frame is not None else ''}".split()
    return {PULL_QUOTE: ""} if PULL_QUOTE in element.attrib or "wp-block-pullquote" in classes else {}


def _is(block: Block, names: frozenset[str] | set[str]) -> bool:
    return isinstance(block, Container) and block.name in names


def _settle(container: Container, home: list[Block], *, is_outermost: bool) -> None:
    """An element without words leaves no trace, and a table of one cell was only a frame."""
    container.children[:] = [child for child in container.children if _leaves_trace(child)]
    position = _position(home, container)
    if container.name not in CELLS and not _is_filled(container):
        del home[position]
    elif container.name == "table" and is_outermost and (cell := _only_cell(container)):
        home[position : position + 1] = [_renamed(block, "p") for block in cell.children]


def _leaves_trace(block: Block) -> bool:
    return not isinstance(block, Container) or block.name in CELLS or _is_filled(block)


def _position(home: list[Block], block: Block) -> int:
    """Nearly always the last one."""
    return next(index for index in range(len(home) - 1, -1, -1) if home[index] is block)


def _is_filled(container: Container) -> bool:
    return any(
        _is_filled(child) if isinstance(child, Container) else not isinstance(child, Rule)
        for child in container.children
    )


def _only_cell(table: Container) -> Container | None:
    cells = [cell for row in table.children if isinstance(row, Container) for cell in row.children]
    return cells[0] if len(cells) == 1 and isinstance(cells[0], Container) else None


def _renamed(block: Block, name: str) -> Block:
    return Paragraph(name, block.lines) if isinstance(block, Paragraph) else block
