"""The rows of a table as stories, and what of the table no story took."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.formats.characters import clean
from articles.formats.dates import first_two_numbers
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, Item, LeftOut, Place, Rejection
from articles.formats.table.columns import Columns
from articles.formats.table.date_order import DateOrder
from articles.formats.table.rows import Row, Rows
from articles.formats.told_story import record_of_told
from articles.keys import tag_key
from articles.remark import Remark, gettext_noop

# Of these a story may have several columns; of any other field the first that is written is taken.
SEVERAL = frozenset({"address", "tags", "byline", "editor"})
# A column "label" files stories where its words do. In training sets it is a verdict on them.
VERDICTS = frozenset(
    {
        *("hoax", "hoaks", "valid", "fakta", "fake", "real", "asli", "palsu", "benar", "salah", "true", "false"),
        *("ya", "tidak", "yes", "no", "spam", "positif", "negatif", "netral", "positive", "negative", "neutral"),
    }
)


@dataclass(slots=True)
class LeftBehind:
    """What the columns held that no story took, by column; and the rows without a word."""

    cells: Counter[str] = field(default_factory=Counter)
    empty_rows: int = 0

    def items(self, name: str) -> Iterator[LeftOut]:
        for column, count in self.cells.items():
            yield LeftOut(Place(name, 1), column, count)
        if self.empty_rows:
            yield LeftOut(Place(name), "empty row", self.empty_rows)


def stories(rows: Rows, columns: Columns, order: DateOrder, *, name: str, reading: Reading) -> Iterator[Item]:
    behind = LeftBehind()
    for row in rows:
        place = Place(name, row.line)
        if row.fault:
            yield Rejection(place, row.fault)
        elif not any(map(str.strip, row.cells)):
            behind.empty_rows += len(row.cells) > 1  # a line without anything is not even a row
        elif not fits(row, columns):
            if row.is_doubtful:
                rows.read_again()
            yield Rejection(place, _ragged(row, columns))
        elif any("\0" in cell for cell in row.cells):
            yield Rejection(place, "The row holds a NUL character: the file is damaged here. Take it out.")
        else:
            yield _story(row, columns, order, place, reading, behind)
    yield from behind.items(name)


def date_cells(rows: Rows, columns: Columns) -> Iterator[tuple[int, str]]:
    """The line and text of every date that a story will take."""
    for row in rows:
        if not row.fault and fits(row, columns):
            if texts := _written(row.cells, columns.places["published_at"]):
                yield row.line, texts[0]
        elif row.is_doubtful:
            rows.read_again()


def fits(row: Row, columns: Columns) -> bool:
    """Whether it has the table's columns. Those at the end without a name may be missing, or be more, while empty."""
    return len(row.cells) >= columns.least and not any(map(str.strip, row.cells[len(columns.names) :]))


def _ragged(row: Row, columns: Columns) -> str:
    lost = " A quote may be missing in it." if row.is_doubtful else " Put cells with a delimiter or line end in quotes."
    return f"Cells in this row: {len(row.cells)}; columns of the table: {len(columns.names)}.{lost}"


def _story(
    row: Row, columns: Columns, order: DateOrder, place: Place, reading: Reading, behind: LeftBehind
) -> ArticleRecord | Rejection:
    told: dict[str, Sequence[str]] = {}
    taken: set[int] = set()
    for noun, indexes in columns.places.items():
        texts = _written(row.cells, indexes)
        told[noun] = texts if noun in SEVERAL else texts[:1]
        taken.update(index for index in indexes if noun in SEVERAL or row.cells[index] in ("", *told[noun]))
    _doubt_label(row, columns, told, taken)
    for index, cell in enumerate(row.cells[: len(columns.names)]):
        if index not in taken and columns.fields[index] != "ignore" and cell.strip():
            behind.cells[columns.title(index)] += 1
    record = record_of_told(told, place=place, reading=reading, order=order.order)
    if order.is_certain or isinstance(record, Rejection) or not first_two_numbers(clean(_first(told, "published_at"))):
        return record
    return replace(record, warnings=(*record.warnings, _swappable(_first(told, "published_at"))))


def _doubt_label(row: Row, columns: Columns, told: dict[str, Sequence[str]], taken: set[int]) -> None:
    for index in columns.places.get("section", ()):
        cell = tag_key(row.cells[index])
        if tag_key(columns.names[index]) == "label" and (cell in VERDICTS or not any(map(str.isalpha, cell))):
            told["section"] = [text for text in told["section"] if text != row.cells[index]]
            taken.discard(index)


def _written(cells: Sequence[str], indexes: Sequence[int]) -> list[str]:
    return [cells[index] for index in indexes if index < len(cells) and cells[index].strip()]


def _first(told: dict[str, Sequence[str]], noun: str) -> str:
    return next(iter(told.get(noun, ())), "")


def _swappable(text: str) -> Remark:
    return Remark(
        gettext_noop("The date %(date)s was read day first; nothing in the table shows that it is."),
        date=repr(text[:40]),
    )
