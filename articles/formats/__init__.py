"""Legacy formats: each reads one kind of file into ArticleRecords. Nothing here knows of Django or the database.

To add a format, write a module with what `Format` asks for and name it in FORMATS, before less careful formats.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from articles.formats import plain_text, table
from articles.formats.json_stories import ghost, jsonl, wordpress_posts
from articles.formats.reading import Reading
from articles.formats.record import (
    ArticleRecord,
    FormatError,
    Item,
    LeftOut,
    PhotoReference,
    Place,
    Rejection,
    RelatedReference,
    Standing,
)
from articles.formats.story_files import StoryFile, printable, story_files

__all__ = [
    "FORMATS",
    "ArticleRecord",
    "Format",
    "FormatError",
    "Item",
    "LeftOut",
    "PhotoReference",
    "Place",
    "Reading",
    "Rejection",
    "RelatedReference",
    "Standing",
    "StoryFile",
    "UnknownFormat",
    "detect",
    "format_named",
    "printable",
    "read",
    "story_files",
]

HEAD_LENGTH = 4096


class UnknownFormat(FormatError):
    """No format recognises the file, or none has the name asked for."""


class Format(Protocol):
    NAME: str

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with these (at most 4,096) bytes is ours."""

    def read(self, file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
        """Everything in the file, in its order. Raise FormatError if it is not of this format after all.

        `file` can be sought. `name` is for messages; `source_id` is the story's, where the file itself names none.
        """


# In order of trial.
FORMATS: tuple[Format, ...] = (wordpress_posts, ghost, jsonl, table, plain_text)


def detect(head: bytes) -> Format:
    """Pick the format from the first 4 KiB. Raise UnknownFormat if none recognises it."""
    for known in FORMATS:
        if known.recognises(head[:HEAD_LENGTH]):
            return known
    raise UnknownFormat(
        f"The file begins with {head[:16]!r}, like none of: {_names()}. Name its format, or convert it."
    )


def format_named(name: str) -> Format:
    for known in FORMATS:
        if name == known.NAME:
            return known
    raise UnknownFormat(f"There is no format {name!r}. Known formats: {_names()}.")


def read(path: Path, *, source_id: str, reading: Reading, format_name: str | None = None) -> Iterator[Item]:
    """Everything in one file.

    Raise FormatError, with the file's name, if the file as a whole cannot be read; stories before the fault may have
    been yielded by then.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise FormatError(f"{printable(path)}: the file cannot be opened: {error.strerror}.") from error
    with file:
        try:
            chosen = format_named(format_name) if format_name else detect(file.read(HEAD_LENGTH))
        except UnknownFormat as error:
            raise UnknownFormat(f"{printable(path)}: {error}") from error
        file.seek(0)
        yield from chosen.read(file, name=printable(path), source_id=source_id, reading=reading)


def _names() -> str:
    return ", ".join(known.NAME for known in FORMATS)
