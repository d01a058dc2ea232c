from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from articles.body.differences import Effort, compare_pieces, matches, of_lines
from articles.body.pieces import Piece, pieces, plain
from articles.deeds import shown
from articles.keys import tag_key
from articles.models import Article, Byline, RelatedLink

from . import marking
from .snapshot import Snapshot

# In the order in which people ask for them.
LINES = ("headline", "standfirst", "kicker", "place", "edited_by", "rights", "sponsor_name", "unverified_reason")
WHOLE = ("section", "lead_photo", "kind", "slug", "embargo_until", "breaking_until")
ORDER = ("headline", "standfirst", "body", "section", "tags", "lead_photo", "bylines", "related_links")

SHOWN_WITH_THE_TEXT = {"headline", "standfirst", "kicker", "body"}


@dataclass(frozen=True, slots=True)
class Difference:
    name: str  # of the field of Snapshot
    label: str  # as the form has it
    before: str  # plain text
    after: str
    marked: SafeString  # both in one, with <ins> and <del>


def label(name: str) -> str:
    """What people call a field of Snapshot."""
    match name:
        case "related_links":
            words = RelatedLink._meta.verbose_name_plural
        case "bylines":
            words = Byline._meta.verbose_name_plural
        case _:
            words = Article._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return capfirst(str(words))


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Only the fields that differ, most asked for first."""
    others = [name for name in (*LINES, *WHOLE) if name not in ORDER]
    found = (_difference(name, before, after) for name in (*ORDER, *others))
    return [difference for difference in found if difference is not None]


def facts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Label and words of what a page shows beside the text: only what there is."""
    named = (name for name in (*ORDER, *LINES, *WHOLE) if name not in SHOWN_WITH_THE_TEXT)
    found = ((label(name), _words(getattr(snapshot, name))) for name in dict.fromkeys(named))
    return [(words, value) for words, value in found if value]


def _words(value: str | datetime | tuple[str, ...] | None) -> str:
    return ", ".join(value) if isinstance(value, tuple) else _plain(value)


def _difference(name: str, before: Snapshot, after: Snapshot) -> Difference | None:
    old, new = getattr(before, name), getattr(after, name)
    if name == "body":
        return _of_bodies(before, after)
    if name == "tags":
        # Their order says nothing.
        old, new = sorted(old, key=tag_key), sorted(new, key=tag_key)
        if list(map(tag_key, old)) == list(map(tag_key, new)):
            return None
    if old == new:
        return None
    if isinstance(old, tuple | list):
        marked = marking.items(_items(old, new))
        return Difference(name, label(name), ", ".join(old), ", ".join(new), marked)
    if name in LINES:
        runs = of_lines(old, new)
        return Difference(name, label(name), old, new, marking.line(runs))
    old, new = _plain(old), _plain(new)
    return Difference(name, label(name), old, new, marking.instead(old, new))


def _of_bodies(before: Snapshot, after: Snapshot) -> Difference | None:
    old, new = pieces(before.body, before.names), pieces(after.body, after.names)
    rows = compare_pieces(old, new)
    if not rows:
        return None
    return Difference("body", label("body"), _plain_body(old), _plain_body(new), marking.text(rows))


def _plain_body(found: list[Piece]) -> str:
    """A piece a line."""
    return "\n".join(map(plain, found))


def _plain(value: str | datetime | None) -> str:
    if isinstance(value, datetime):
        return shown(value)
    return value or ""


def _items(old: Sequence[str], new: Sequence[str]) -> list[tuple[marking.Change, str]]:
    """Each with what became of it, in the order of both."""
    found: list[tuple[marking.Change, str]] = []
    begin_old = begin_new = 0
    for place_old, place_new in [*matches(old, new, Effort()), (len(old), len(new))]:
        found += ((marking.Change.REMOVED, item) for item in old[begin_old:place_old])
        found += ((marking.Change.ADDED, item) for item in new[begin_new:place_new])
        found += ((marking.Change.KEPT, item) for item in new[place_new : place_new + 1])
        begin_old, begin_new = place_old + 1, place_new + 1
    return found
