"""Exports that broke, or that never were any: a FormatError with the line, or whole posts; never half a one."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.formats import ArticleRecord, FormatError, Item, LeftOut, Reading, Rejection, wordpress
from tests.formats.any_format import items_of, left_out, record_of
from tests.formats.reading import MAKASSAR
from tests.formats.wxr import attachment, export, item, meta, term

GOOD = export(
    item(meta("_thumbnail_id", "40") + term("Bali"), content="A.\n\n[gallery ids='40']\n\n<!-- wp:x --><p>B.</p>"),
    item(post_id="8", post_date_gmt="0000-00-00 00:00:00", content='[caption caption="x"]<img src="/a.jpg">[/caption]'),
    attachment(40, "https://warta.example/a.jpg"),
).encode()


def read_until_fault(content: bytes) -> tuple[list[Item], str]:
    items: list[Item] = []
    reading = Reading(zone=MAKASSAR, section="Daerah")
    try:
        for each in wordpress.read(io.BytesIO(content), name="ekspor.xml", source_id="ekspor", reading=reading):
            items.append(each)
    except FormatError as error:
        return items, str(error)
    return items, ""


def test_reads_what_stands_before_the_end_of_a_broken_off_file():
    items, fault = read_until_fault(GOOD[: GOOD.index(b"<wp:post_id><![CDATA[8]") + 20])

    assert [each.source_id for each in items if isinstance(each, ArticleRecord)] == ["7"]
    assert fault.startswith("ekspor.xml, line ")
    assert "not well-formed XML" in fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "ekspor.xml"),
        (b"\xef\xbb\xbf", "ekspor.xml"),
        (b"Bukan XML.", "ekspor.xml"),
        (b"<html><body>Silakan masuk</body></html>", "it begins with <html>, not with <rss>"),
        (GOOD.replace(b"<rss ", b"<html ").replace(b"</rss>", b"</html>"), "it begins with <html>, not with <rss>"),
        (b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>", "no namespace of WordPress's"),
        (GOOD.replace(b"<rss ", b"<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss "), "DOCTYPE"),
        (GOOD.replace(b"</wp:post_id>", b"</wp:post_ie>", 1), "mismatch"),
        (GOOD.replace(b"Panen Raya", b"Panen \xff Raya", 1).replace(b"Tabanan", "Tabanañ".encode(), 1), "UTF-8"),
        (GOOD.replace(b"<title><![CDATA[Panen", b"<title>&#0;<![CDATA[Panen", 1), "not well-formed XML"),
    ],
)
def test_refuses_what_is_no_export_and_says_why(content, fault):
    items, said = read_until_fault(content)

    assert fault in said
    assert not [each for each in items if isinstance(each, ArticleRecord)]


@pytest.mark.parametrize(
    "head",
    [
        b"<rss version='2.0'><channel><title>http://wordpress.org/export/1.2/</title>",
        b'{"xmlns": "http://wordpress.org/export/1.2/"}',
        b"Panen raya",
        b"",
    ],
)
def test_recognises_nothing_else(head):
    assert not wordpress.recognises(head)


def test_recognises_what_begins_with_a_byte_order_mark_or_in_utf_16():
    assert wordpress.recognises(b"\xef\xbb\xbf" + GOOD[:4000])
    assert wordpress.recognises(GOOD.decode().encode("utf-16")[:4096])


def test_takes_out_control_characters_and_counts_them():
    """A prompt's \\033 became NUL and "33": 145 items of one export."""
    items = items_of(wordpress, export(item(content="<p>A\x00\x08 B</p>")))

    assert items[0].body == "<p>A B</p>"
    assert left_out(items) == {"control character": 2}


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_reads_the_encodings_of_old(encoding):
    content = export(item(title="Café di Ubud")).replace("UTF-8", encoding).encode(encoding)

    assert record_of(wordpress, content).headline == "Café di Ubud"


def test_reads_windows_1252_that_calls_itself_utf_8():
    assert record_of(wordpress, export(item(title="Café")).encode("cp1252")).headline == "Café"


def test_reads_xml_inside_xml_as_deep_as_it_likes():
    items, fault = read_until_fault(export(item("<x>" * 50_000 + "</x>" * 50_000)).encode())

    assert fault or len(items) == 1


@settings(max_examples=200)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 7))
def test_survives_any_bit_flipped(place, bit):
    damaged = bytearray(GOOD)
    damaged[place] ^= 1 << bit

    items, fault = read_until_fault(bytes(damaged))

    assert all(isinstance(each, ArticleRecord | Rejection | LeftOut) for each in items)
    assert fault == "" or fault.startswith("ekspor.xml")


@given(st.integers(0, len(GOOD) - 1))
def test_has_whole_posts_or_none_of_a_file_cut_anywhere(length):
    whole = {each.source_id: each.body for each in read_until_fault(GOOD)[0] if isinstance(each, ArticleRecord)}

    items, fault = read_until_fault(GOOD[:length])

    assert fault.startswith("ekspor.xml") or length >= len(GOOD.rstrip())
    assert all(isinstance(each, LeftOut) or "<p>" in each.body or "<figure" in each.body for each in items)
    assert {each.source_id for each in items if isinstance(each, ArticleRecord)} <= set(whole)
