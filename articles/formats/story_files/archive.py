"""A .zip: its members as the files of a folder. None is ever written under its own name."""

import os
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from articles.formats.record import FormatError
from articles.formats.story_files.unpacking import DAMAGE, LARGEST, MIB, most_bytes, unpacked, why_too_large

MOST_MEMBERS = 65_534
# The list of members is read whole. So many bytes name MOST_MEMBERS with paths of 80 characters each.
LARGEST_LIST = 8 * MIB
LARGEST_TOTAL = 4 * LARGEST
DRIVE = re.compile(r"[A-Za-z]:")
UNIX = 3
IS_ENCRYPTED = 0x1
READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # not LZMA: its dictionary alone may take 4 GiB

# The archive's end; its own comment and what zip64 puts before it are not longer. Read: members in all, bytes of
# their list.
END, END_MAGIC, LONGEST_END = struct.Struct("<10xHL6x"), b"PK\x05\x06", 66_000
LARGE_END, LARGE_END_MAGIC = struct.Struct("<32xQQ8x"), b"PK\x06\x06"
LOCATOR_SIZE, LOCATOR_MAGIC = 20, b"PK\x06\x07"


class Member(NamedTuple):
    name: str  # as the archive has it, with "/"
    info: zipfile.ZipInfo
    refusal: str  # a sentence, or ""


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """Raise FormatError, with a sentence, if it is damaged, too long, or no archive of files."""
    count, list_bytes = _extent(file)
    if count > MOST_MEMBERS or list_bytes > LARGEST_LIST:
        raise FormatError(f"The archive has more than {MOST_MEMBERS:,} members. Unpack it and give the folder.")
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        raise FormatError(f"The archive is damaged ({error}). Copy it from its source again.") from error
    names = {info.filename for info in archive.infolist()}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise FormatError(
            "This is a document of Word, Excel or OpenDocument, or an e-book, not an archive of stories. "
            "Save it as text or CSV and import that."
        )
    return archive


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """In an order that never changes, without the folders; those beyond the total size are refused."""
    total = 0
    for info in sorted(archive.infolist(), key=lambda info: info.orig_filename):
        name = info.orig_filename.replace("\\", "/")  # as old programs on Windows have it
        if name.endswith("/"):
            continue
        refusal = _why_refuse(name, info)
        total += 0 if refusal else info.file_size
        if not refusal and total > LARGEST_TOTAL:
            refusal = f"The archive unpacks to more than {LARGEST_TOTAL // MIB:,} MiB in all. Split it."
        yield Member(name, info, refusal)


def unpacked_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Raise FormatError, with a sentence."""
    try:
        with archive.open(info) as source:
            return unpacked(source, info.compress_size)
    except DAMAGE as error:
        raise FormatError(f"It is damaged and cannot be unpacked ({error}). Copy the archive again.") from error


def _why_refuse(name: str, info: zipfile.ZipInfo) -> str:
    if name.startswith("/") or DRIVE.match(name) or ".." in name.split("/") or "\0" in name:
        return "The name leads outside the archive. Nothing is read under such a name."
    mode = info.external_attr >> 16 if info.create_system == UNIX else 0
    if stat.S_ISLNK(mode):
        return "This is a link; it was not followed."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "This is not a regular file."
    if info.flag_bits & IS_ENCRYPTED:
        return "It is encrypted. Unpack the archive with its password and give the folder."
    if info.compress_type not in READ:
        return f"It is packed by a method that is not read ({info.compress_type}). Unpack it and give the folder."
    if info.file_size > most_bytes(info.compress_size):
        return why_too_large(info.compress_size)
    return ""


def _extent(file: BinaryIO) -> tuple[int, int]:
    """How many members, and how many bytes their list has, as the archive's end says it; (0, 0) if it says nothing."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_END))
    tail = file.read()
    at = tail.rfind(END_MAGIC)
    if at < 0 or len(tail) < at + END.size:
        return 0, 0
    locator_at = at - LOCATOR_SIZE
    large_at = locator_at - LARGE_END.size
    if large_at >= 0 and tail.startswith(LOCATOR_MAGIC, locator_at) and tail.startswith(LARGE_END_MAGIC, large_at):
        return LARGE_END.unpack_from(tail, large_at)
    return END.unpack_from(tail, at)
