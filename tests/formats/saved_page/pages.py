"""Reading one page the way the importer reads a file, for the tests of this folder."""

import io
from zoneinfo import ZoneInfo

from articles.formats import ArticleRecord, Reading, Rejection, saved_page

MAKASSAR = ZoneInfo("Asia/Makassar")
ADDRESS = "https://koran.example/2019/05/panen/"
SENTENCE = "Harga beras di Pasar Badung naik seribu rupiah sejak pekan lalu, kata pedagang di sana."
TEXT = f"<p>Denpasar - {SENTENCE}</p><p>Petani di Tabanan, Gianyar dan Buleleng sudah mulai panen raya.</p>"
HEADING = "<h1>Harga Beras Naik</h1>"


def outcome(source: str | bytes) -> ArticleRecord | Rejection:
    content = source.encode() if isinstance(source, str) else source
    reading = Reading(zone=MAKASSAR, section="Daerah")
    [item] = saved_page.read(io.BytesIO(content), name="a.html", source_id="a", reading=reading)
    assert isinstance(item, ArticleRecord | Rejection)
    return item


def story(source: str | bytes) -> ArticleRecord:
    record = outcome(source)
    assert isinstance(record, ArticleRecord), record
    return record


def rejected(source: str | bytes) -> str:
    rejection = outcome(source)
    assert isinstance(rejection, Rejection), rejection
    return rejection.reason


def page(body: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Harga Beras Naik - Koran</title>{head}</head><body>{body}</body></html>"
