"""Reading one text the way the importer reads a file of a named format."""

import io

from articles.formats import ArticleRecord, Format, Item, LeftOut, Reading, Rejection
from tests.formats.reading import MAKASSAR


def items_of(known: Format, source: str | bytes, **told: object) -> list[Item]:
    """Everything in a file of this content, named arsip, whose stories have the section Daerah."""
    content = source.encode() if isinstance(source, str) else source
    reading = Reading(zone=MAKASSAR, section="Daerah", **told)
    return list(known.read(io.BytesIO(content), name="arsip", source_id="arsip", reading=reading))


def records_of(known: Format, source: str | bytes, **told: object) -> list[ArticleRecord]:
    return [item for item in items_of(known, source, **told) if isinstance(item, ArticleRecord)]


def record_of(known: Format, source: str | bytes, **told: object) -> ArticleRecord:
    [record] = records_of(known, source, **told)
    return record


def rejected(items: list[Item]) -> list[tuple[int, str]]:
    return [(item.place.line, item.reason) for item in items if isinstance(item, Rejection)]


def left_out(items: list[Item]) -> dict[str, int]:
    return {item.what: item.count for item in items if isinstance(item, LeftOut)}
