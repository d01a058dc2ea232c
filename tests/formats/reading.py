"""Reading one text the way the importer reads a file, for the tests of this folder."""

import io
from zoneinfo import ZoneInfo

from articles.formats import ArticleRecord, Reading, Rejection, plain_text

MAKASSAR = ZoneInfo("Asia/Makassar")


def read_all(source: str | bytes) -> list[ArticleRecord | Rejection]:
    """Everything in a file of this content, named berita.txt, whose stories have the section Daerah."""
    content = source.encode() if isinstance(source, str) else source
    reading = Reading(zone=MAKASSAR, section="Daerah")
    return list(plain_text.read(io.BytesIO(content), name="berita.txt", source_id="berita", reading=reading))


def read_one(source: str | bytes) -> ArticleRecord:
    [record] = read_all(source)
    assert isinstance(record, ArticleRecord), record
    return record


def rejected(source: str | bytes) -> Rejection:
    [rejection] = read_all(source)
    assert isinstance(rejection, Rejection), rejection
    return rejection


def with_body(body: str) -> ArticleRecord:
    """A story with a date line and headline that no test of bodies cares about."""
    return read_one(f"16/11/2024\n\nPasar Desa Dibuka\n\n{body}")


def paragraphs(record: ArticleRecord) -> list[str]:
    return [line.removeprefix("<p>").removesuffix("</p>") for line in record.body.split("\n")]
