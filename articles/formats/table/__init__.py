"""Tables, one story a row: CSV and TSV, as spreadsheets, databases and scrapers write them.

    judul;isi;tanggal;rubrik;penulis;tautan
    Pasar Desa Dibuka;"Harga naik.

    Pedagang senang.";16/11/2024;Ekonomi;Rina Dewi;https://koran.example/pasar

What the columns hold is known by their names (named_fields.py), or as the person says. Cells are delimited by , ; | ~
or TAB. The file is read twice where it has dates: the whole column decides whether day or month comes first.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, LeftOut, Place
from articles.formats.table.columns import (
    DELIMITERS,
    LONGEST_NAME,
    Columns,
    columns_of,
    delimiter_of,
    first_rows,
    known_fields,
)
from articles.formats.table.date_order import DateOrder, order_of, told_order
from articles.formats.table.lines import encoding_of_table, lines_of_head, table_lines
from articles.formats.table.rows import Row, Rows
from articles.formats.table.stories import date_cells, stories

NAME = "csv"

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
HEAD_LENGTH = 4096
LOOKED_AT = 64 * 1024
# Without known names only a table this regular is one, and not prose with its commas.
LEAST_ROWS, LEAST_COLUMNS = 3, 3
LEAST_CELLS_IN_LINE = 200
OTHERS = re.compile(r"\s*[<{\[]|%PDF|%!PS|PK\x03\x04")
BLANK_AFTER = re.compile(r"[,;|~] ")


def recognises(head: bytes) -> bool:
    text = _text_of(head)
    if OTHERS.match(text):
        return False
    return any(_is_table(text, delimiter, is_whole=len(head) < HEAD_LENGTH) for delimiter in DELIMITERS)


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    if file.read(len(ZIP)) == ZIP:
        raise FormatError(f"{name}: this is a workbook or an archive, not a table of text. Save it as CSV (UTF-8).")
    encoding = encoding_of_table(file, name=name)
    file.seek(0)
    delimiter = delimiter_of(list(lines_of_head(_decoded(file.read(LOOKED_AT), encoding))), reading.columns)

    def rows() -> Rows:
        return Rows(table_lines(file, encoding), delimiter, name=name)

    first = next(filter(_is_written, rows()), None)
    if first is None:
        raise FormatError(f"{name}: the table has no row. Expected one with the names of its columns.")
    if first.fault:
        raise FormatError(f"{Place(name, first.line)}: {first.fault}")
    columns = columns_of(first, reading.columns, name=name)
    order = _order(rows(), columns, name, reading)
    after_header = rows()
    if columns.has_header:
        next(filter(_is_written, after_header))
    is_empty = True
    for item in stories(after_header, columns, order, name=name, reading=reading):
        is_empty = False
        yield item
    if is_empty:
        yield LeftOut(Place(name, first.line), "table without rows")


def _order(rows: Rows, columns: Columns, name: str, reading: Reading) -> DateOrder:
    if told := told_order(reading.date_order, name=name):
        return told
    return order_of(date_cells(rows, columns), name=name) if "published_at" in columns.places else DateOrder()


def _is_written(row: Row) -> bool:
    return bool(row.fault) or any(map(str.strip, row.cells))


def _is_table(text: str, delimiter: str, *, is_whole: bool) -> bool:
    header, line_end, _ = text.lstrip("\n").partition("\n")
    if not line_end and not is_whole:  # one line longer than the head
        cells = header.split(delimiter)
        return len(cells) > LEAST_CELLS_IN_LINE and not BLANK_AFTER.search(header)
    lines = list(lines_of_head(text if is_whole else text.rpartition("\n")[0]))
    rows = first_rows(lines, delimiter)
    if not rows or len(rows[0].cells) < 2:
        return False
    names = rows[0].cells
    others = [len(row.cells) == len(names) for row in rows[1:]]
    known = known_fields(names, {})
    if {"headline", "body"} <= known:
        return not any(name.startswith(" ") for name in names) or any(others)
    if len(known) >= 2 and known & {"headline", "body"}:
        return not others or any(others)
    return _is_regular(text, rows, others)


def _is_regular(text: str, rows: list[Row], others: list[bool]) -> bool:
    is_regular = len(rows) >= LEAST_ROWS and len(rows[0].cells) >= LEAST_COLUMNS and all(others)
    names = rows[0].cells
    return is_regular and "\0" not in text and not any(len(name) > LONGEST_NAME or name[:1] == " " for name in names)


def _text_of(head: bytes) -> str:
    if head.startswith(UTF16_MARKS):
        return _decoded(head[: len(head) // 2 * 2], "utf-16")
    text = _decoded(head, "utf-8-sig")
    return text if "\ufffd" not in text[:-3] else _decoded(head.removeprefix(codecs.BOM_UTF8), "cp1252")


def _decoded(head: bytes, encoding: str) -> str:
    return head.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
