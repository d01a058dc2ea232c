"""What a run is told, and what it says of each item and at its end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from articles.formats.media import MediaFolder
from articles.formats.record import Place
from articles.models import ImportBatch


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"  # the same input holds the story more than once
    SKIPPED = "skipped"  # an editor has worked on the story since, or deleted it: so it stays
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Options:
    source: str
    section: str = "Berita"  # for records that name none
    as_draft: bool = False
    dry_run: bool = False
    author: str = ""  # for records that name none
    since: date | None = None  # older stories, in the site's zone, are passed over
    # A name as keys.tag_key has it → the name here; empty: leave it out.
    authors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    media: MediaFolder | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one story or rejection."""

    place: Place
    outcome: Outcome
    problems: tuple[str, ...] = ()  # sentences; those that are Remarks can be said in any language
    residue: int = 0  # pieces removed
    source: str = ""
    source_id: str = ""
    headline: str = ""
    article_id: int | None = None  # None too in a dry run


@dataclass(slots=True)
class Summary:
    batch: ImportBatch | None = None  # None after a dry run, or when there was nothing to bring in
    counts: Counter[Outcome] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)  # by kind
    made: Counter[tuple[str, str]] = field(default_factory=Counter)  # (noun, name): sections, authors, tags, photos
    warnings: int = 0
    residue: int = 0
    resolved: int = 0
    pending: int = 0
    was_interrupted: bool = False  # by Ctrl-C; what the finished chunks did stays

    def add(self, result: Result) -> None:
        self.counts[result.outcome] += 1
        self.residue += result.residue
        if result.outcome is not Outcome.REJECTED:
            self.warnings += len(result.problems)
