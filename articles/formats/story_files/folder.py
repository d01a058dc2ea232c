"""All files in a folder and below, and why some are not read."""

import os
from collections.abc import Iterator
from pathlib import Path

from articles.formats.record import LeftOut, Place, Rejection
from articles.formats.story_files.names import Whereabouts, is_documentation, is_of_a_system, printable, safe_parts

TWIN = "Another file here differs only in its ending. Rename one: the name identifies the story."
HIDDEN = "Hidden files are not read. Rename it if it holds a story."


def files_in(folder: Path) -> Iterator[tuple[Path, Whereabouts] | Rejection | LeftOut]:
    """In an order that never changes. Documentation is left out in silence."""
    resolved = folder.resolve()
    waiting = [Listing(folder)]  # not by recursion: folders nest deeper than Python does
    while waiting:
        listing = waiting[-1]
        if (name := next(listing.names, None)) is None:
            if listing.problem:
                yield Rejection(Place(printable(listing.folder)), listing.problem)
            waiting.pop()
            continue
        path = listing.folder / name
        if is_documentation(name):
            continue
        if is_of_a_system(name):
            yield LeftOut(Place(printable(path)), "system file")
        elif reason := _why_refuse(path, resolved):
            yield Rejection(Place(printable(path)), reason)
        elif path.is_dir():
            waiting.append(Listing(path))
        elif (parts := safe_parts(path.relative_to(folder).parts))[-1] in listing.taken:
            yield Rejection(Place(printable(path)), TWIN)
        else:
            listing.taken.add(parts[-1])
            yield path, Whereabouts(printable(path), parts)


class Listing:
    """One folder's names; not its files: a folder of 250,000 is not unheard of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem = ""
        self.taken: set[str] = set()  # files of two folders never share a name
        try:
            self.names = iter(sorted(os.listdir(folder)))  # noqa: PTH208 (names alone)
        except OSError as error:
            self.names = iter(())
            self.problem = f"The folder cannot be read: {error.strerror}."


def _why_refuse(path: Path, folder: Path) -> str:
    """A sentence, or "" if there is none."""
    try:
        return _fault(path, folder)
    except OSError as error:  # of a link into a folder that may not be entered
        return f"This cannot be read: {error.strerror}."


def _fault(path: Path, folder: Path) -> str:
    if path.name.startswith("."):
        return HIDDEN
    if path.is_symlink():
        return _fault_of_link(path, folder)
    if not path.is_file() and not path.is_dir():
        return "This is not a regular file."
    is_readable = os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK)
    return "" if is_readable else "You may not read this. Ask its owner for permission."


def _fault_of_link(path: Path, folder: Path) -> str:
    if not path.exists():
        return "This is a link that leads nowhere."
    if not path.resolve().is_relative_to(folder):
        return "This is a link that leads outside the folder; it was not followed."
    if path.is_dir():
        return "This is a link to a folder; it was not followed."
    return "" if path.is_file() else "This is not a regular file."
