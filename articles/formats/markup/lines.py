"""The blocks of a body as the lines that the rules for plain text look at, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from articles.formats.markup.blocks import NOT_WORDS, Block, Paragraph, Rule
from articles.formats.markup.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph; or a block of another kind, which is no line of text to anyone."""

    words: Words
    block: Block

    def __str__(self) -> str:
        return str(self.words) if self.is_text() else NOT_WORDS

    def __getitem__(self, part: slice) -> "Line":
        return Line(self.words[part], self.block)

    def is_text(self) -> bool:
        return isinstance(self.block, Paragraph)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (Line(line, block) for line in block.lines)
        else:
            yield Line(Words(), block)


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Lines of one paragraph that follow one another are one again; empty ones leave no trace."""
    for _, group in groupby(lines, lambda line: id(line.block)):
        members = list(group)
        block = members[0].block
        if isinstance(block, Paragraph):
            kept = [line.words for line in members if str(line.words)]
            if kept:
                yield Paragraph(block.name, kept)
        else:
            yield block


def without_outer_rules(blocks: list[Block]) -> list[Block]:
    """A rule parts what stands above it from what stands below; at either end it parts nothing."""
    written = [index for index, block in enumerate(blocks) if not isinstance(block, Rule)]
    return blocks[written[0] : written[-1] + 1] if written else []
