"""What a format reads out of a legacy file: stories, what is no story, and what could not be read as one."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from articles.remark import Remark


class FormatError(Exception):
    """The whole input cannot be read. The message is a sentence for the person who gave it."""


class Standing(StrEnum):
    """What the source says of a story. Whatever is neither public there nor one of the others is a draft."""

    PUBLISHED = "published"
    IN_REVIEW = "in_review"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands: a file's name, and its line, counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class RelatedReference:
    """A "Baca Juga" that stood on a line of its own; the body holds `<aside data-related-link="KEY"></aside>`.

    With an empty key it stands in the list at the end instead.
    """

    key: str  # unique within the story: "r1", "r2" …
    headline: str  # one line, as printed; never empty
    url: str = ""  # absolute, when it leads outside
    # Where the story it means once stood: a path of the source's own site ("/2019/05/panen/"), or "SOURCE#ID".
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PhotoReference:
    """A picture of the story. The first without a key leads it; the others stand in the body where
    `<figure data-photo="KEY">caption, as text</figure>` holds their place.
    """

    address: str  # as the source names the file: a web address, or a path; its last part may be all that is right
    key: str = ""  # unique within the story: "p1", "p2" …
    alternative_text: str = ""
    caption: str = ""
    credit: str = ""
    sha256: str = ""  # of the file, hexadecimal, where the source knows it
    focus: tuple[int, int] = (50, 50)  # of the picture, in per cent from the left and from the top


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One story as its source has it. Texts are NFC, without control characters; lines have no blanks at the ends."""

    place: Place
    source_id: str  # names the story within its source for good; never empty
    headline: str  # one line, never empty
    # HTML of tags that body/allowed.py knows, text escaped, not yet through the sanitiser. Links to stories of the
    # source's own site are paths from its root: "/2019/05/panen/".
    body: str
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
    categories: tuple[str, ...] = ()  # where a source files a story under several; the first is the main one
    photos: tuple[PhotoReference, ...] = ()
    status: Standing = Standing.PUBLISHED
    may_be_scheduled: bool = False  # whether a time still to come is meant; else it is taken for a mistake
    slug: str = ""  # the words of its address there
    kicker: str = ""
    kind: str = ""  # "news", "feature", "opinion", "advertorial"; empty where the source does not say
    dateline: str = ""  # the town
    sponsor_name: str = ""
    unverified_reason: str = ""
    withdrawn_because: str = ""
    first_published_at: datetime | None = None
    updated_at: datetime | None = None
    embargo_until: datetime | None = None
    source: str = ""  # the archive that the record itself names; empty: the one that the person names
    original: str = ""  # the text as the file has it, to be shown beside what became of it

    def checksum(self) -> str:
        """Changes when, and only when, something that we would store changes. Hexadecimal SHA-256."""
        content = {
            name: value for name, empty in STORED.items() if (value := getattr(self, name)) != empty or name == "body"
        }
        return hashlib.sha256(json.dumps(content, default=_plain, sort_keys=True).encode()).hexdigest()


# What is stored of a record, with the value that means nothing: a field added here changes no checksum of old.
STORED = {
    field.name: field.default
    for field in fields(ArticleRecord)
    if field.name not in {"place", "residue", "warnings", "original", "source"}
}


def _plain(value: Any) -> Any:
    """What JSON does not know: an instant, a reference."""
    if isinstance(value, datetime):
        return str(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something in the input that is not a story we can take: where, and a sentence that says what to do."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the input that is no story, and was left out on purpose: it is only counted."""

    place: Place
    what: str  # the source's own word, in the singular: "attachment", "comment", "nav_menu_item"
    count: int = 1


Item = ArticleRecord | Rejection | LeftOut
