"""Reading one wire or feed file the way the importer reads it, for the tests of these formats."""

import io

from articles.formats import ArticleRecord, LeftOut, Reading, Rejection
from articles.formats.record import Item
from tests.formats.reading import MAKASSAR


def items_of(known, source: str | bytes, **said) -> list[Item]:
    content = source.encode() if isinstance(source, str) else source
    assert known.recognises(content[:4096]), content[:200]
    reading = Reading(zone=MAKASSAR, section="Daerah", **said)
    return list(known.read(io.BytesIO(content), name="kiriman", source_id="kiriman", reading=reading))


def story_of(known, source: str | bytes) -> ArticleRecord:
    [record] = items_of(known, source)
    assert isinstance(record, ArticleRecord), record
    return record


def outcomes(items: list[Item]) -> list[str]:
    """Source id of a story, the word for what was left out, or the reason of a rejection."""
    return [
        item.what if isinstance(item, LeftOut) else item.reason if isinstance(item, Rejection) else item.source_id
        for item in items
    ]
