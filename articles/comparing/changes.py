"""Which fields of a story changed, without a word of what they hold: for the history, which is written at each save."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.body.pieces import Piece, pieces
from articles.models import TagAlias
from articles.models.related_link import key_of

from .content import Content, Link

# Columns whose field has another name.
FIELDS = {"section_id": "section", "lead_photo_id": "lead_photo"}
ORDER = ("headline", "standfirst", "body", "section_id", "tags", "lead_photo_id", "bylines", "related_links")


def changed_fields(before: Content, after: Content) -> dict[str, int]:
    """Names of Snapshot's fields, most asked for first, with the number of places; one query if tags differ.

    Nobody changed a link that found its story meanwhile, nor a tag that was merged into another, nor breaking news that
    is over.
    """
    found = {
        "body": int(_pieces(before) != _pieces(after)),
        "tags": _tags(before.tags, after.tags),
        "bylines": _places(before.authors, after.authors),
        "related_links": _places(_at_the_end(before), _at_the_end(after)),
    }
    names = [*ORDER, *(name for name in before.columns if name not in ORDER)]
    for name in names:
        if name not in found:
            found[name] = int((before.columns.get(name) or "") != (after.columns.get(name) or ""))
    if _has_ended(before.columns.get("breaking_until"), after.columns.get("breaking_until")):
        found["breaking_until"] = 0
    return {FIELDS.get(name, name): found[name] for name in names if found[name]}


def _has_ended(before: datetime | None, after: datetime | None) -> bool:
    return before is not None and after is None and before <= timezone.now()


def _pieces(content: Content) -> list[Piece]:
    return pieces(content.columns.get("body") or "", {link.key: _end(link) for link in content.links if link.key})


def _at_the_end(content: Content) -> list[str]:
    return [_end(link) for link in content.links if not link.key]


def _end(link: Link) -> str:
    """What a link leads to. One that waited for a headline keeps it when it finds its story."""
    if link.url:
        return f"{link.label} {link.url}"
    return key_of(link.pending_headline or link.label) or f"#{link.target_id}"


def _tags(before: Iterable[int | str], after: Iterable[int | str]) -> int:
    if set(before) == set(after):
        return 0
    former = [tag for tag in before if isinstance(tag, int)]
    merged: dict[Any, int] = {
        alias.former_tag_id: alias.tag_id for alias in TagAlias.objects.filter(former_tag_id__in=former)
    }
    return len({merged.get(tag, tag) for tag in before} ^ set(after))


def _places(before: Iterable[Any], after: Iterable[Any]) -> int:
    """How many came or went; of those that only changed their order, one."""
    before, after = list(before), list(after)
    if before == after:
        return 0
    old, new = Counter(before), Counter(after)
    return ((old - new) + (new - old)).total() or 1
