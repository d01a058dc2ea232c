"""Rows of a table out of its file's lines, as RFC 4180 has them: a cell in quotes may hold delimiters and line ends.

Stricter than the csv module, which reads a quote that nobody closed on to the end of the file, and takes words after a
closing quote for more of the cell: such a row is reported with the line where the quote opens, and the next line is
read as the beginning of a row.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.formats.decode import Line
from articles.formats.record import FormatError

QUOTE = '"'
# A body has at most 1,000,000 characters; a row holds little else.
ROW_LIMIT = 8 * 1024 * 1024
MOST_CELLS = 1000
# What may be read again after quotes that nobody closed, in characters, before the file is given up.
READ_AGAIN_LIMIT = 64 * 1024 * 1024
LINE_OVERHEAD = 100  # what a line costs besides its characters
BLANKS = re.compile(" *")
OPENING = re.compile(' *"')


@dataclass(slots=True)
class Row:
    line: int  # where it begins
    cells: list[str] = field(default_factory=list)  # as they stand, with "\n" for line ends
    fault: str = ""  # a sentence; the cells are then not to be trusted
    # A cell of several lines ends with a delimiter: it may have swallowed the beginning of the next row.
    is_doubtful: bool = False


class Rows:
    def __init__(self, lines: Iterable[Line], delimiter: str, *, name: str = "") -> None:
        self._lines = iter(lines)
        self._delimiter = delimiter
        self._name = name
        self._again: deque[Line] = deque()
        self._last: list[Line] = []  # of the row that was yielded last
        self._read_again = 0

    def __iter__(self) -> Iterator[Row]:
        while (line := self._next()) is not None:
            self._last = [line]
            if line.is_cut:
                yield Row(line.number, fault="The line is longer than 8 MiB. No story is; break it up.")
            elif QUOTE in line.text:
                yield self._quoted(line)
            else:
                yield Row(line.number, line.text.split(self._delimiter))

    def read_again(self) -> None:
        """Let what came after the first line of the last row be rows of their own."""
        self._give_back(self._last[1:])

    def _next(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _quoted(self, line: Line) -> Row:
        cells = Cells(self._delimiter)
        size = 0
        while not cells.take(line):
            size += len(line.text)
            if len(cells.written) > MOST_CELLS:
                self.read_again()
                return Row(self._last[0].number, fault=f"A quote is not closed: the row has over {MOST_CELLS:,} cells.")
            following = self._next() if size <= ROW_LIMIT else None
            if following is None or following.is_cut:
                if following is not None:
                    self._again.appendleft(following)
                return self._faulty(cells, "is not closed")
            self._last.append(line := following)
        if cells.fault:
            return self._faulty(cells, cells.fault)
        return Row(self._last[0].number, cells.written, is_doubtful=cells.is_doubtful)

    def _faulty(self, cells: "Cells", fault: str) -> Row:
        begins_at = self._last[0].number
        self._give_back([line for line in self._last if line.number > cells.opened_at])
        reason = (
            f"The quote that opens in line {cells.opened_at} {fault}. Close it, or write two for one inside a cell."
        )
        return Row(begins_at, fault=reason)

    def _give_back(self, lines: list[Line]) -> None:
        self._again.extendleft(reversed(lines))
        self._read_again += sum(len(line.text) + LINE_OVERHEAD for line in lines)
        if self._read_again > READ_AGAIN_LIMIT:
            raise FormatError(
                f"{self._name}: too many quotes are never closed. Save the table again, from its program."
            )


class Cells:
    """The cells of one row, taken line by line."""

    def __init__(self, delimiter: str) -> None:
        self.written: list[str] = []
        self.opened_at = 0  # the line of the quote that was opened last
        self.fault = ""
        self.is_doubtful = False
        self._delimiter = delimiter
        self._pieces: list[str] | None = None  # of the cell in quotes that is being read

    def take(self, line: Line) -> bool:
        """Whether the row ends with this line."""
        at = 0
        while True:
            if self._pieces is not None:
                at = self._quoted(line, at)
            elif opening := OPENING.match(line.text, at):
                self._pieces, self.opened_at = [], line.number
                at = self._quoted(line, opening.end())
            else:
                at = self._bare(line.text, at)
            if at < 0 or self.fault:
                return self._pieces is None or bool(self.fault)

    def _bare(self, text: str, at: int) -> int:
        """Where the next cell begins, or -1 if the row ends."""
        end = text.find(self._delimiter, at)
        self.written.append(text[at:end] if end >= 0 else text[at:])
        return end + 1 if end >= 0 else -1

    def _quoted(self, line: Line, at: int) -> int:
        """The same; -1 too if the cell goes on in the next line."""
        pieces, text = self._pieces or [], line.text
        self._pieces = pieces
        while (end := text.find(QUOTE, at)) >= 0 and text.startswith(QUOTE, end + 1):
            pieces.append(text[at : end + 1])
            at = end + 2
        if end < 0:
            pieces += (text[at:], "\n")
            return -1
        pieces.append(text[at:end])
        self.written.append("".join(pieces))
        self._pieces = None
        self.is_doubtful |= self.opened_at < line.number and text[:end].endswith(self._delimiter)
        return self._after_quote(text, end + 1)

    def _after_quote(self, text: str, at: int) -> int:
        match = BLANKS.match(text, at)
        after = match.end() if match else at
        if after == len(text):
            return -1
        if not text.startswith(self._delimiter, after):
            self.fault = f"is followed by {text[after : after + 20]!r} where it closes"
        return after + 1
