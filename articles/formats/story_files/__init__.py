"""Which files to read when somebody names a file, a folder, a pattern, an archive or a pipe."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from articles.formats.record import FormatError, LeftOut, Place, Rejection
from articles.formats.story_files.archive import Member, members, opened, unpacked_member
from articles.formats.story_files.folder import HIDDEN, TWIN, files_in
from articles.formats.story_files.kinds import Kind, kind_of, why_no_stories
from articles.formats.story_files.names import (
    Whereabouts,
    is_documentation,
    is_of_a_system,
    printable,
    safe_parts,
)
from articles.formats.story_files.unpacking import spooled, ungzipped

__all__ = ["StoryFile", "paths_meant", "printable", "story_files", "why_no_stories"]

HEAD_LENGTH = 512
STANDARD_INPUT = "-"
NESTED = (
    "This is an archive in an archive, or a document of Word, Excel or OpenDocument. "
    "Unpack it, or save it as text or CSV, and import that."
)


@dataclass(frozen=True, slots=True)
class StoryFile:
    name: str  # for messages
    # The path below the folder or archive without its ending, with "/"; for a file named alone its stem.
    source_id: str
    section: str  # from the first folder below the one named; may be empty
    file: BinaryIO  # at its start; can be sought; closed when the next one is asked for


Found = StoryFile | Rejection | LeftOut


def paths_meant(given: Iterable[str]) -> list[str]:
    """With patterns replaced by what they match. Raise FormatError, with a sentence, if one leads nowhere."""
    return [path for each in given for path in _matches(each)]


def story_files(path: str, *, changed_since: float | None = None) -> Iterator[Found]:
    """The file itself, or all files in the folder or archive and below, in an order that never changes.

    What is left out is told too, but README files and Markdown, which are documentation, in silence. Files that have
    not changed since that time (Unix seconds) are left out.
    """
    if path == STANDARD_INPUT:
        with spooled(sys.stdin.buffer) as file:
            yield from _in(file, Whereabouts("stdin", ("stdin",)), Whereabouts("stdin", ()))
    elif not Path(path).is_dir():
        alone = Whereabouts(printable(path), safe_parts([Path(path).name]))
        yield from _at(Path(path), alone, alone._replace(parts=()), changed_since)
    else:
        for found in files_in(Path(path)):
            yield from [found] if isinstance(found, Rejection | LeftOut) else _at(*found, found[1], changed_since)


def _matches(given: str) -> list[str]:
    if given == STANDARD_INPUT or os.path.lexists(given):
        return [given]
    if not glob.has_magic(given):
        raise FormatError(f"{printable(given)} does not exist. Give a file or a folder.")
    if not (found := sorted(glob.iglob(given, recursive=True))):  # noqa: PTH207 (an absolute pattern too)
        raise FormatError(f"{printable(given)} matches no file.")
    return found


def _at(path: Path, where: Whereabouts, above_members: Whereabouts, changed_since: float | None) -> Iterator[Found]:
    try:
        is_regular = path.is_file()
        file = path.open("rb") if is_regular else None
    except OSError as error:
        yield Rejection(Place(where.name), f"The file cannot be opened: {error.strerror}.")
        return
    if file is None:
        yield Rejection(Place(where.name), "This is not a regular file. To read from a pipe, give - instead.")
        return
    with file:
        times = os.fstat(file.fileno())
        if changed_since is not None and max(times.st_mtime, times.st_ctime) < changed_since:
            yield LeftOut(Place(where.name), "unchanged file")
        else:
            yield from _in(file, where, above_members)


def _in(file: BinaryIO, where: Whereabouts, above_members: Whereabouts) -> Iterator[Found]:
    """The file, or what it holds if it is an archive."""
    try:
        kind = _kind(file)
        if kind is Kind.GZIP:
            with ungzipped(file) as inner:
                yield _plain(inner, where)
        elif kind is Kind.ZIP:
            yield from _members(file, above_members)
        else:
            yield _plain(file, where)
    except FormatError as error:
        yield Rejection(Place(where.name), str(error))
    except OSError as error:
        yield Rejection(Place(where.name), f"The file cannot be read: {error.strerror or error}.")


def _plain(file: BinaryIO, where: Whereabouts) -> Found:
    kind = _kind(file)
    if kind is Kind.PICTURE:
        return LeftOut(Place(where.name), "picture")
    if kind is not Kind.OTHER:
        return Rejection(Place(where.name), NESTED)
    return StoryFile(where.name, where.source_id(), where.section(), file)


def _members(file: BinaryIO, where: Whereabouts) -> Iterator[Found]:
    stem = Path(where.name).stem
    taken: set[tuple[str, ...]] = set()
    hidden: set[str] = set()
    with opened(file) as archive:
        for member in members(archive):
            names = [name for name in member.name.split("/") if name not in ("", ".")]
            inner = where.below(printable(member.name), safe_parts(_without_own_folder(names, stem) or ["."]))
            place = Place(inner.name)
            if not names or is_documentation(names[-1]):
                continue
            if member.refusal:
                yield Rejection(place, member.refusal)
            elif any(map(is_of_a_system, names)):
                yield LeftOut(place, "system file")
            elif hides := _hidden_part(names):
                if hides not in hidden:
                    yield Rejection(Place(f"{where.name}/{printable(hides)}"), HIDDEN)
                hidden.add(hides)
            elif inner.parts in taken:
                yield Rejection(place, TWIN)
            else:
                taken.add(inner.parts)
                yield from _member(archive, member, inner)


def _member(archive: ZipFile, member: Member, where: Whereabouts) -> Iterator[Found]:
    try:
        with unpacked_member(archive, member.info) as file:
            yield _plain(file, where)
    except FormatError as error:
        yield Rejection(Place(where.name), str(error))


def _without_own_folder(names: list[str], stem: str) -> list[str]:
    """ "arsip.zip" that holds the folder "arsip" holds what that folder held: the stories keep their names."""
    return names[1:] if len(names) > 1 and names[0] == stem else names


def _hidden_part(names: list[str]) -> str:
    """The path to the first hidden folder or file on the way; or ""."""
    depth = next((index for index, name in enumerate(names) if name.startswith(".")), None)
    return "" if depth is None else "/".join(names[: depth + 1])


def _kind(file: BinaryIO) -> Kind:
    file.seek(0)
    head = file.read(HEAD_LENGTH)
    file.seek(0)
    return kind_of(head)
