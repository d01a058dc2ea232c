"""The lines of a table's file. Not those of decode.py: here only CR and LF end one, for a cell may hold U+2028."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from articles.formats.decode import CHUNK, LINE_LIMIT, Line, encoding_of
from articles.formats.record import FormatError

MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of_table(file: BinaryIO, *, name: str) -> str:
    try:
        return encoding_of(file, name=name)
    except FormatError as error:
        file.seek(0)
        if file.read(3).startswith(MARKS):
            hint = "The file begins with a byte order mark that its bytes contradict: a program added it without need."
            raise FormatError(f"{error} {hint}") from error
        raise


def table_lines(file: BinaryIO, encoding: str) -> Iterator[Line]:
    file.seek(0)
    reader = io.TextIOWrapper(file, encoding=encoding, newline=None)
    number = 0
    try:
        while text := reader.readline(LINE_LIMIT + 1):
            number += 1
            if len(text) > LINE_LIMIT and not text.endswith("\n"):
                yield Line(number, text[:CHUNK], is_cut=True)
                while (rest := reader.readline(CHUNK)) and not rest.endswith("\n"):
                    pass
            else:
                yield Line(number, text.removesuffix("\n"))
    finally:
        if not file.closed:  # Whoever stops early may have closed it by now.
            reader.detach()  # The file belongs to the caller; the wrapper would close it.


def lines_of_head(text: str) -> Iterator[Line]:
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        yield Line(number, line.removesuffix("\n"))
