"""Words with their marks, as runs: what stood how deep inside what is gone, and a line can be cut anywhere."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.formats.characters import BLANKS, compose, decoded
from articles.formats.markup.vocabulary import MARKS

# What HTML folds into one blank. The no-break space stays as printed.
FOLDED = re.compile(r"[ \t\n\r\f]+")
LINE_SEPARATORS = re.compile("[\u000b\u001c\u001d\u001e\u0085\u2028\u2029]")
# "&" written as an entity again and again: "&amp;nbsp;" is met 1,473 times.
AMPERSANDS = re.compile(r"&(?:amp;|AMP;|#0*38;|#[xX]0*26;)+")


class Mark(NamedTuple):
    name: str  # one of MARKS
    address: str = ""
    title: str = ""


class Run(NamedTuple):
    text: str
    marks: tuple[Mark, ...] = ()  # in the order of MARKS, each name once


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words. As text it is what is printed; a slice of it is one of the printed characters."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    def __getitem__(self, part: slice) -> "Words":
        start, end, _ = part.indices(len(str(self)))
        return Words(tuple(_cut(self.runs, start, end)))

    def linked(self) -> list[tuple[str, str]]:
        """The address and the text of each link, in order."""
        links: list[tuple[str, str]] = []
        for run in self.runs:
            address = next((mark.address for mark in run.marks if mark.name == "a"), "")
            if address and links and links[-1][0] == address:
                links[-1] = (address, links[-1][1] + run.text)
            elif address:
                links.append((address, run.text))
        return links

    def html(self) -> str:
        pieces: list[str] = []
        open_marks: tuple[Mark, ...] = ()
        for run in self.runs:
            shared = _shared(open_marks, run.marks)
            pieces.extend(f"</{mark.name}>" for mark in reversed(open_marks[shared:]))
            pieces.extend(map(_opening, run.marks[shared:]))
            pieces.append(escaped(run.text))
            open_marks = run.marks
        pieces.extend(f"</{mark.name}>" for mark in reversed(open_marks))
        return "".join(pieces)


def words(runs: Sequence[Run]) -> Words:
    """Blanks folded as a browser does, none at the ends, entities that were escaped twice resolved."""
    if all(run.text.isspace() for run in runs):  # what stands between two blocks
        return Words()
    folded: list[Run] = []
    after_blank = True
    for text, marks in _merged(runs):
        # Whoever escaped twice escaped the blanks too.
        text = FOLDED.sub(" ", plain(text))
        text = text[1:] if after_blank and text.startswith(" ") else text
        if text:
            folded.append(Run(text, marks))
            after_blank = text.endswith(" ")
    line = Words(tuple(folded))
    text = str(line)
    if text == text.strip(BLANKS):
        return line
    return line[len(text) - len(text.lstrip(BLANKS)) : len(text.rstrip(BLANKS))]


def plain(text: str) -> str:
    """Entities resolved until none is left, NFC, without characters that end a line."""
    if "&" in text:
        text = decoded(AMPERSANDS.sub("&", text))
    return compose(LINE_SEPARATORS.sub(" ", text))


def escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\u00a0", "&nbsp;")


def attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """As they are written: the last of each kind."""
    by_name = {mark.name: mark for mark in marks}
    return tuple(by_name[name] for name in MARKS if name in by_name)


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    pieces: list[str] = []
    marks: tuple[Mark, ...] = ()
    for run in runs:
        if run.marks != marks and pieces:
            yield Run("".join(pieces), marks)
            pieces = []
        marks = run.marks
        pieces.append(run.text)
    if pieces:
        yield Run("".join(pieces), marks)


def _cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    position = 0
    for text, marks in runs:
        piece = text[max(0, start - position) : max(0, end - position)]
        position += len(text)
        if piece:
            yield Run(piece, marks)


def _shared(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> int:
    """How many marks, from the outermost, go on."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _opening(mark: Mark) -> str:
    if mark.name != "a":
        return f"<{mark.name}>"
    title = f' title="{attribute(mark.title)}"' if mark.title else ""
    return f'<a href="{attribute(mark.address)}"{title}>'
