"""Which files to read when somebody names a file or a folder."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from articles.formats.record import FormatError, Place, Rejection


class StoryFile(NamedTuple):
    path: Path
    source_id: str  # the path below the folder without its ending, with "/"; for a file named alone its stem; NFC
    section: str  # from the first folder below the one named: "pariwisata-bali" gives "Pariwisata bali"; may be empty


def story_files(path: Path) -> Iterator[StoryFile | Rejection]:
    """The file itself, or all files in the folder and below, in an order that never changes; and what is left out, why.

    README files and Markdown are documentation and left out in silence.
    """
    if path.is_dir():
        yield from _files_in(path)
    elif not path.is_file():
        raise FormatError(f"{printable(path)}: there is no such file or folder.")
    elif reason := _fault_of_name(path):
        yield Rejection(Place(printable(path)), reason)
    else:
        yield StoryFile(path, unicodedata.normalize("NFC", path.stem), section="")


def printable(path: Path) -> str:
    """The path for a message: a line end in a name must not look like one in a report."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(path))


def _files_in(folder: Path) -> Iterator[StoryFile | Rejection]:
    taken: set[str] = set()
    waiting = _entries(folder)
    while waiting:
        path = waiting.pop()
        if _is_documentation(path):
            continue
        if reason := _reason_to_refuse(path, folder):
            yield Rejection(Place(printable(path)), reason)
        elif path.is_dir():
            waiting.extend(_entries(path))
        elif (file := _story_file(path, folder)).source_id in taken:
            reason = "Another file here differs only in its ending. Rename one: the name identifies the story."
            yield Rejection(Place(printable(path)), reason)
        else:
            taken.add(file.source_id)
            yield file


def _entries(folder: Path) -> list[Path]:
    """Backwards, for the last of a list is taken first."""
    return sorted(folder.iterdir(), reverse=True)


def _is_documentation(path: Path) -> bool:
    return path.name.upper().startswith("README") or path.suffix.lower() == ".md"


def _reason_to_refuse(path: Path, folder: Path) -> str:
    """A sentence, or "" if there is none."""
    if path.name.startswith("."):
        return "Hidden files are not read. Rename it if it holds a story."
    if path.is_symlink() and not path.exists():
        return "This is a link that leads nowhere."
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "This is a link that leads outside the folder; it was not followed."
    if path.is_symlink() and path.is_dir():
        return "This is a link to a folder; it was not followed."
    if not path.is_file() and not path.is_dir():
        return "This is not a regular file."
    if not os.access(path, os.R_OK):
        return "You may not read this. Ask its owner for permission."
    return _fault_of_name(path)


def _fault_of_name(path: Path) -> str:
    """Why the name cannot identify a story: the name is stored, and it is printed in reports."""
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in path.name):
        return "The name holds a control character, or bytes that are not UTF-8. Rename the file."
    return ""


def _story_file(path: Path, folder: Path) -> StoryFile:
    relative = path.relative_to(folder)
    section = relative.parts[0].replace("-", " ") if len(relative.parts) > 1 else ""
    source_id = unicodedata.normalize("NFC", relative.with_suffix("").as_posix())
    return StoryFile(path, source_id, section[:1].upper() + section[1:])
