"""Names of files: as a message prints them, and as they name a story for good."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

# What no line that is stored may hold, and the backslash that marks what was there instead.
UNSAFE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FIRST_STRAY_BYTE, LAST_STRAY_BYTE = 0xDC80, 0xDCFF  # PEP 383: a byte of a name that is not UTF-8
# What systems put beside the files of people.
OF_SYSTEMS = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}


class Whereabouts(NamedTuple):
    name: str  # for messages
    parts: tuple[str, ...]  # below what the person named; each safe, the last one without its ending

    def source_id(self) -> str:
        return "/".join(self.parts)

    def section(self) -> str:
        """From the first folder below the one named: "pariwisata-bali" gives "Pariwisata bali"; may be empty."""
        section = self.parts[0].replace("-", " ") if len(self.parts) > 1 else ""
        return section[:1].upper() + section[1:]

    def below(self, name: str, parts: Sequence[str]) -> "Whereabouts":
        """Of a file in this archive."""
        return Whereabouts(f"{self.name}/{name}", (*self.parts, *parts))


def printable(name: object) -> str:
    """The name for a message: a line end in it must not look like one in a report."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(name))


def safe_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """Each part of a path as it is stored: NFC, the last one without its ending. What differs stays different."""
    *folders, file = parts
    return (*map(_safe, folders), _safe(_stem(file)))


def is_documentation(name: str) -> bool:
    return name.upper().startswith("README") or name.lower().endswith(".md")


def is_of_a_system(name: str) -> bool:
    return name.casefold() in OF_SYSTEMS


def _stem(name: str) -> str:
    """ "berita" of "berita.txt" and of "berita.txt.gz"."""
    plain = name[:-3] if name.lower().endswith(".gz") and len(name) > 3 else name
    return PurePosixPath(plain).stem or plain


def _safe(name: str) -> str:
    return UNSAFE.sub(_escaped, unicodedata.normalize("NFC", name))


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    if FIRST_STRAY_BYTE <= number <= LAST_STRAY_BYTE:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x80 else f"\\u{number:04x}"
