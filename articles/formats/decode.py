"""Bytes to lines: which encoding a whole file is in, and its lines one after the other.

The file is read twice in pieces, so that neither a file of any size nor one endless line fills the memory.
"""

import codecs
import io
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO, NamedTuple

from articles.formats.record import FormatError, Place

CHUNK = 64 * 1024
LINE_LIMIT = 8 * 1024 * 1024
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Line(NamedTuple):
    number: int  # as an editor counts them, from 1
    text: str  # without its line end; cut short when is_cut
    is_cut: bool = False  # longer than LINE_LIMIT characters; the rest was not kept


def lines(file: BinaryIO, *, name: str) -> Iterator[Line]:
    """Every line of a seekable file, whatever ends it: CR, LF, both, and all else that str.splitlines() knows.

    Raise FormatError, with the line, if the file is not wholly in one encoding we read.
    """
    encoding = encoding_of(file, name=name)
    file.seek(0)
    # newline=None makes one line end of CR, LF and CR+LF, also where a chunk ends between the two.
    reader = io.TextIOWrapper(file, encoding=encoding, newline=None)
    try:
        yield from _lines(reader)
    finally:
        reader.detach()  # The file belongs to the caller; the wrapper would close it.


def encoding_of(file: BinaryIO, *, name: str) -> str:
    """The byte order mark's, else UTF-8, else windows-1252: each strictly, over the whole file."""
    file.seek(0)
    head = file.read(4)
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return _verified(file, encoding, name)
    not_utf8 = _first_undecodable_line(file, "utf-8")
    if not_utf8 is None:
        return "utf-8"
    if _has_utf8_letters(file):
        reason = "this line is not UTF-8, though other parts of the file are. Convert the file to one encoding, UTF-8."
        raise FormatError(f"{Place(name, not_utf8)}: {reason}")
    return _verified(file, "cp1252", name)


def _verified(file: BinaryIO, encoding: str, name: str) -> str:
    line = _first_undecodable_line(file, encoding)
    if line is not None:
        reason = f"this line is neither UTF-8 nor {encoding.upper()}. Convert the file to UTF-8."
        raise FormatError(f"{Place(name, line)}: {reason}")
    return encoding


def _first_undecodable_line(file: BinaryIO, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    line = 1
    for chunk in _chunks(file):
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode(encoding, "ignore")
            return line + newlines.decode(text, final=True).count("\n")
        line += newlines.decode(text).count("\n")
    return None


def _has_utf8_letters(file: BinaryIO) -> bool:
    """Whether some bytes are a non-ASCII character in UTF-8: read as windows-1252 it would become two or three."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    return any(not decoder.decode(chunk, final=not chunk).isascii() for chunk in _chunks(file))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file from its start, and an empty chunk as its end."""
    file.seek(0)
    return chain(iter(partial(file.read, CHUNK), b""), [b""])


def _lines(reader: io.TextIOWrapper) -> Iterator[Line]:
    number = 0
    while text := reader.readline(LINE_LIMIT + 1):
        number += 1
        if len(text) > LINE_LIMIT and not text.endswith("\n"):
            yield Line(number, text[:CHUNK], is_cut=True)
            _skip_rest_of_line(reader)
        else:
            # An empty line has no pieces, but is one.
            yield from (Line(number, piece) for piece in text.splitlines())


def _skip_rest_of_line(reader: io.TextIOWrapper) -> None:
    while (rest := reader.readline(CHUNK)) and not rest.endswith("\n"):
        pass
