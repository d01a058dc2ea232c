"""What a format reads out of a legacy file: stories, and what could not be read as one."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from articles.remark import Remark


class FormatError(Exception):
    """The whole input cannot be read. The message is a sentence for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands: a file's name, and its line, counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class RelatedReference:
    """A "Baca Juga" that stood on a line of its own; the body holds `<aside data-related-link="KEY"></aside>`."""

    key: str  # unique within the story: "r1", "r2" …
    headline: str  # one line, as printed
    url: str = ""  # empty when the source printed a headline alone


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One story as its source has it. Texts are NFC, without control characters; lines have no blanks at the ends."""

    place: Place
    source_id: str  # names the story within its source for good; never empty
    headline: str  # one line, never empty
    body: str  # HTML of our own making: p, aside[data-related-link]; text escaped; not yet through the sanitiser
    published_at: datetime | None  # aware; None when the source gives no time we trust
    addresses: tuple[str, ...] = ()  # every address the story is known to have had, absolute or from the root
    standfirst: str = ""
    section: str = ""  # as the source names it
    bylines: tuple[str, ...] = ()  # in the printed order
    editors: tuple[str, ...] = ()  # who the source says edited it
    rights: str = ""  # the agency's claim, as printed: "COPYRIGHT © ANTARA 2023"
    tags: tuple[str, ...] = ()
    related: tuple[RelatedReference, ...] = ()
    residue: tuple[str, ...] = ()  # what was removed because no reader was ever meant to see it
    warnings: tuple[Remark, ...] = ()  # what a person should check

    def checksum(self) -> str:
        """Changes when, and only when, something that we would store changes. Hexadecimal SHA-256."""
        content = asdict(self)
        del content["place"], content["residue"], content["warnings"]
        return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something in the input that is not a story we can take: where, and a sentence that says what to do."""

    place: Place
    reason: str
