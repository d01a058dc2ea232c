"""Unpack one file into a temporary one, and stop at what no story file comes to."""

import gzip
import os
import struct
import tempfile
import zipfile
import zlib
from typing import BinaryIO, Protocol, cast

from articles.formats.record import FormatError

MIB = 2**20
LARGEST = 4096 * MIB
# WordPress exports pack to a sixth, tables full of blanks to a thirtieth.
MOST_TIMES = 100
# A small file may be as empty as it likes: a table of 8,000 blank rows packs to a three-hundredth.
SMALL = MIB
CHUNK = 256 * 1024
IN_MEMORY = 4 * MIB
DAMAGE = (OSError, EOFError, ValueError, RuntimeError, zlib.error, struct.error, zipfile.BadZipFile)


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


def most_bytes(packed: int) -> int:
    """How many bytes so many packed ones may become."""
    return min(LARGEST, max(SMALL, MOST_TIMES * packed))


def why_too_large(packed: int) -> str:
    if most_bytes(packed) == LARGEST:
        return f"It unpacks to more than {LARGEST // MIB:,} MiB. Split it."
    return f"It unpacks to more than {MOST_TIMES} times its size, as only bombs do. Unpack it yourself if you trust it."


def ungzipped(file: BinaryIO) -> BinaryIO:
    """The one file in a .gz. Raise FormatError, with a sentence."""
    packed = file.seek(0, os.SEEK_END)
    file.seek(0)
    with gzip.GzipFile(fileobj=file) as source:
        return unpacked(source, packed)


def unpacked(source: Source, packed: int) -> BinaryIO:
    """All of the source, in a file that is gone when it is closed. Raise FormatError, with a sentence."""
    target = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (the caller closes it)
    most = most_bytes(packed)
    try:
        for chunk in iter(lambda: source.read(CHUNK), b""):
            if target.tell() + len(chunk) > most:
                raise FormatError(why_too_large(packed))
            target.write(chunk)
    except BaseException as error:
        target.close()
        if isinstance(error, DAMAGE):
            raise FormatError(f"It is damaged and cannot be unpacked ({error}). Copy it again.") from error
        raise
    target.seek(0)
    return target


def spooled(source: Source) -> BinaryIO:
    """What comes through a pipe, as a file that can be sought and is gone when it is closed."""
    target = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (the caller closes it)
    for chunk in iter(lambda: source.read(CHUNK), b""):
        target.write(chunk)
    target.seek(0)
    return target
