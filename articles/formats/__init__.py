"""Legacy formats: each reads one kind of file into ArticleRecords. Nothing here knows of Django or the database.

To add a format, write a module with what `Format` asks for and name it in FORMATS, before less careful formats.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, Protocol

from articles.formats import feed, plain_text, saved_page, table, wordpress
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
from articles.formats.story_files import StoryFile, paths_meant, story_files, why_no_stories
from articles.formats.wire import newsml_1, newsml_g2, ninjs, nitf

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
    "read_paths",
]

HEAD_LENGTH = 4096
NOTHING = "Read as {}, the file holds no story and nothing else. If it should, it is damaged or of another format."
OnFile = Callable[[StoryFile, str], None]


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
FORMATS: tuple[Format, ...] = (
    wordpress,
    *(nitf, newsml_g2, newsml_1, feed, ninjs),
    *(wordpress_posts, ghost, jsonl, saved_page, table, plain_text),
)


def detect(head: bytes) -> Format:
    """Pick the format from the first 4 KiB. Raise UnknownFormat if none recognises it."""
    for known in FORMATS:
        if known.recognises(head[:HEAD_LENGTH]):
            return known
    if reason := why_no_stories(head):
        raise UnknownFormat(reason)
    raise UnknownFormat(
        f"The file begins with {head[:16]!r}, like none of: {_names()}. Name its format, or convert it."
    )


def format_named(name: str) -> Format:
    for known in FORMATS:
        if name == known.NAME:
            return known
    raise UnknownFormat(f"There is no format {name!r}. Known formats: {_names()}.")


def read_paths(
    paths: Iterable[str],
    *,
    reading: Reading,
    format_name: str | None = None,
    changed_since: float | None = None,
    on_file: OnFile = lambda found, format_name: None,
) -> Iterator[Item]:
    """Everything in the files, folders, patterns and archives; "-" is standard input. What cannot be read is rejected.

    `on_file` hears of each file, and the name of the format it is read as. Files that have not changed since that time
    (Unix seconds) are left out. Raise FormatError, before anything is read, if a path leads nowhere.
    """
    given = paths_meant(paths)
    asked_for = format_named(format_name) if format_name else None
    return _items(given, reading, asked_for, changed_since, on_file)


def _items(
    paths: Iterable[str],
    reading: Reading,
    asked_for: Format | None,
    changed_since: float | None,
    on_file: OnFile,
) -> Iterator[Item]:
    for path in paths:
        for found in story_files(path, changed_since=changed_since):
            if isinstance(found, StoryFile):
                yield from _stories(found, reading, asked_for, on_file)
            else:
                yield found


def _stories(found: StoryFile, reading: Reading, asked_for: Format | None, on_file: OnFile) -> Iterator[Item]:
    told = replace(reading, section=found.section or reading.section)
    try:
        chosen = asked_for or detect(found.file.read(HEAD_LENGTH))
        found.file.seek(0)
        on_file(found, chosen.NAME)
        items = chosen.read(found.file, name=found.name, source_id=found.source_id, reading=told)
        first = next(items, None)
        yield Rejection(Place(found.name), NOTHING.format(chosen.NAME)) if first is None else first
        yield from items
    except FormatError as error:
        yield _rejection(error, found.name)
    except OSError as error:
        yield Rejection(Place(found.name), f"The file cannot be read to its end: {error.strerror or error}.")


def _rejection(error: FormatError, name: str) -> Rejection:
    """With the place that the sentence begins with."""
    parts = re.fullmatch(rf"{re.escape(name)}(?:, line (\d+))?: (.*)", str(error), re.DOTALL)
    if parts is None:
        return Rejection(Place(name), str(error))
    reason = parts[2]
    return Rejection(Place(name, int(parts[1] or 0)), reason[:1].upper() + reason[1:])


def _names() -> str:
    return ", ".join(known.NAME for known in FORMATS)
