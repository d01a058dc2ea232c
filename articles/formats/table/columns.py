"""What the columns of a table hold, by their names or as the person says; and how its cells are parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from articles.formats.characters import clean_name
from articles.formats.decode import Line
from articles.formats.named_fields import FIELDS, field_named, is_second_choice
from articles.formats.record import FormatError, Place
from articles.formats.table.rows import Row, Rows

DELIMITERS = (",", ";", "\t", "|", "~")
MOST_COLUMNS = 1000
ROWS_LOOKED_AT = 20
LONGEST_NAME = 60
MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Columns:
    names: tuple[str, ...]  # as printed; "column 3" where none is
    fields: tuple[str, ...]  # of each column the field it holds; "" for one that holds none
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # field → its columns, the best first
    has_header: bool = True

    def title(self, index: int) -> str:
        """As a report names the column: "column 'pk'", "column 3", "column 'title', a second headline"."""
        name, noun = self.names[index], self.fields[index]
        is_second = index not in self.places.get(noun, (index,))[:1]
        return (name if _is_unnamed(name, index + 1) else f"column {name!r}") + (
            f", a second {noun}" if is_second else ""
        )

    @property
    def least(self) -> int:
        """How many cells a row must have: up to the last column that has a name or a field."""
        named = (
            index for index, name in enumerate(self.names, 1) if self.fields[index - 1] or not _is_unnamed(name, index)
        )
        return max(named, default=1) if self.has_header else len(self.names)


def delimiter_of(lines: Sequence[Line], told: Mapping[str, str]) -> str:
    """The delimiter under which the first line has most names that we know, or else most rows are of one width."""
    return max(DELIMITERS, key=lambda delimiter: _rank(lines, delimiter, told))


def _rank(lines: Sequence[Line], delimiter: str, told: Mapping[str, str]) -> tuple[int, int, int]:
    rows = first_rows(lines, delimiter)
    if not rows or len(rows[0].cells) < 2:
        return 0, 0, 0
    width = len(rows[0].cells)
    return len(known_fields(rows[0].cells, told)), sum(len(row.cells) == width for row in rows), width


def first_rows(lines: Sequence[Line], delimiter: str) -> list[Row]:
    """Some rows from the beginning, of a text that may be cut off. None, if the first of them is at fault already."""
    rows = [row for row in islice(Rows(lines, delimiter), ROWS_LOOKED_AT) if row.fault or any(row.cells)]
    return [row for row in rows if not row.fault] if rows and not rows[0].fault else []


def known_fields(cells: Sequence[str], told: Mapping[str, str]) -> set[str]:
    return {field for cell in cells if len(cell) <= LONGEST_NAME and (field := field_named(cell, told))}


def columns_of(first: Row, told: Mapping[str, str], *, name: str) -> Columns:
    """Raise FormatError, with the names found, if headline and text are not among them."""
    place = Place(name, first.line)
    if len(first.cells) > MOST_COLUMNS:
        raise FormatError(f"{place}: there are {len(first.cells):,} columns; the most is {MOST_COLUMNS:,}.")
    if unknown := sorted(set(told.values()) - set(FIELDS)):
        raise FormatError(f"{place}: {unknown[0]!r} is no field. A column can be mapped to: {', '.join(FIELDS)}.")
    has_header = _is_header(first.cells, told)
    names = tuple(
        (clean_name(cell) if has_header else "")[:LONGEST_NAME] or f"column {number}"
        for number, cell in enumerate(first.cells, 1)
    )
    fields = tuple(
        told.get(str(number), "") or (field_named(cell, told) if has_header else "")
        for number, cell in enumerate(first.cells, 1)
    )
    columns = Columns(names, fields, _places(first.cells, fields, told), has_header)
    if missing := [noun for noun in ("headline", "body") if noun not in columns.places]:
        raise FormatError(f"{place}: {_what_is_missing(missing, first, has_header)}")
    return columns


def _is_header(cells: Sequence[str], told: Mapping[str, str]) -> bool:
    """Whether the names are known. Where columns are mapped by number, one is not enough: a story may be in "Foto"."""
    known = known_fields(cells, told)
    return len(known) > 1 or bool(known & {"headline", "body"} if any(map(str.isdigit, told)) else known)


def _places(names: Sequence[str], fields: Sequence[str], told: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    indexes = sorted(range(len(fields)), key=lambda index: is_second_choice(names[index], told))
    places: dict[str, tuple[int, ...]] = {}
    for index in indexes:
        if fields[index] not in ("", "ignore"):
            places[fields[index]] = (*places.get(fields[index], ()), index)
    return places


def _what_is_missing(missing: Sequence[str], first: Row, has_header: bool) -> str:
    cells = [repr(cell[:LONGEST_NAME]) for cell in first.cells[:MOST_NAMED]]
    found = ", ".join(cells) + (", …" if len(first.cells) > MOST_NAMED else "")
    lacking = " or ".join({"headline": "the headline", "body": "the text"}[noun] for noun in missing)
    example = " ".join(f"--map {'NAME' if has_header else number}={noun}" for number, noun in enumerate(missing, 1))
    if has_header:
        return f"no column is known to hold {lacking}. The columns are {found}. Say which one does: {example}."
    return f"no column has a name that is known; the first row has {found}. Say what the columns hold: {example}."


def _is_unnamed(name: str, number: int) -> bool:
    return name == f"column {number}"
