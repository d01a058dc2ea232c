"""Who wrote it, where a body ends with that: agency tails and labelled names.

Initials ("(xxx/yyy)", "*wid", "*/pas/editor rs") stay in the text as printed. They name nobody whom we could find, and
taking them away would destroy the only trace of the author; an editor who knows the desk can still turn them into one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from articles.formats.characters import BLANKS, clean_name

# 947 stories end "Pewarta: <name>Editor: <name>⇥⇥⇥⇥COPYRIGHT © ANTARA yyyy", glued to the last sentence and each other.
RIGHTS = re.compile(r"copyright\s{0,2}(?:©|\(c\))\s{0,2}antara\s{0,2}[0-9]{4}", re.IGNORECASE)
WRITER = re.compile(r"(?:pewarta|penulis|reporter)\s?:\s?", re.IGNORECASE)
EDITOR = re.compile(r"editor\s?:\s?", re.IGNORECASE)
# The longest names in 1,068 agency tails, two writers with a slash between them, have 43 characters.
LONGEST_NAMES = 100
MOST_WORDS = 12
# ";", "/", "&", "dan", and a comma unless a degree follows: "I Wayan Sudana, M.Si."
BETWEEN_NAMES = re.compile(r"\s?[;/&]\s?|\sdan\s|,\s(?!\S{1,12}\.\S{0,6}(?:,|$))")
PARTICLES = {"dan", "&", "/", "bin", "binti", "al", "de", "van", "der", "von"}


class Printed(Protocol):
    """A line of text, or something that says by str() what it prints, and whose slices are pieces of that."""

    def __getitem__(self: "Line", part: slice, /) -> "Line": ...


Line = TypeVar("Line", bound=Printed)


@dataclass(frozen=True, slots=True)
class Signature:
    bylines: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    rights: str = ""


def split_names(text: str) -> tuple[str, ...]:
    """The people in "Rina Dewi dan I Wayan Sudana, M.Si.", in the printed order."""
    people = (part.strip(" ,;") for part in BETWEEN_NAMES.split(clean_name(text)))
    return tuple(dict.fromkeys(person for person in people if person))


def are_names(text: str) -> bool:
    """Whether every word could be part of a person's name: "Oleh Rina Dewi" is a byline, "Oleh karena itu" is not."""
    words = text.split()
    could_be = all(word[0].isupper() or word in PARTICLES for word in words)
    return could_be and 0 < len(words) <= MOST_WORDS and len(text) <= LONGEST_NAMES


def split_signature(lines: Sequence[Line]) -> tuple[list[Line], Signature]:
    """The lines without what signs them, and what that said. Text before the signature on its line stays."""
    kept = list(lines)
    rights, end = _take_rights(kept)
    editors = _take_names(kept, end, EDITOR, is_glued=bool(rights))
    bylines = _take_names(kept, end, WRITER, is_glued=bool(rights))
    return kept, Signature(bylines, editors, rights)


def _take_rights(lines: list[Line]) -> tuple[str, int]:
    """The agency's line, taken out, and the index after the line before it; "" and the length if there is none."""
    for index in range(len(lines) - 1, -1, -1):
        line, text = lines[index], str(lines[index])
        if match := RIGHTS.search(text):
            # "Dilarang keras …" may follow on the same line; it is for residue to judge, on a line of its own.
            after = len(text) - len(text[match.end() :].lstrip(BLANKS))
            lines[index : index + 1] = [_before(line, match.start()), line[after:]]
            return clean_name(match[0]), index + 1
    return "", len(lines)


def _take_names(lines: list[Line], end: int, label: re.Pattern[str], *, is_glued: bool) -> tuple[str, ...]:
    """The names after the label in the last line written before `end`, both taken out of it."""
    index = next((index for index in range(end - 1, -1, -1) if str(lines[index])), None)
    if index is None:
        return ()
    text = str(lines[index])
    found = _last_match(label, text) if is_glued else label.match(text)
    if found is None or not _follows(found, text, is_glued=is_glued):
        return ()
    lines[index] = _before(lines[index], found.start())
    return split_names(text[found.end() :])


def _before(line: Line, end: int) -> Line:
    return line[: len(str(line)[:end].rstrip(BLANKS))]


def _last_match(label: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(label.finditer(text, max(0, len(text) - 2 * LONGEST_NAMES)))
    return matches[-1] if matches else None


def _follows(label: re.Match[str], text: str, *, is_glued: bool) -> bool:
    """Whether names, and nothing else, follow the label. An agency tail is trusted: it prints "Ade irma Junida" too."""
    after = text[label.end() :]
    return 0 < len(after) <= LONGEST_NAMES if is_glued else are_names(after)
