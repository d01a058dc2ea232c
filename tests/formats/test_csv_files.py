"""Which files are tables, and in which encodings they are read."""

import codecs
import io

import pytest

from articles.formats import FormatError, Reading, detect, plain_text, table
from tests.formats.any_format import items_of, record_of, records_of
from tests.formats.reading import MAKASSAR

STORY = "judul;isi\nPasar di Café;“Harga naik”, kata Ni Luh.\n"


@pytest.mark.parametrize(
    "content",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        STORY.encode("utf-16"),
        STORY.encode("cp1252"),
        STORY.replace("\n", "\r\n").encode(),
        STORY.replace("\n", "\r").encode(),
    ],
)
def test_reads_every_encoding_and_line_end(content):
    assert table.recognises(content[:4096])
    assert record_of(table, content).headline == "Pasar di Café"


def test_refuses_a_byte_order_mark_that_the_bytes_contradict():
    content = codecs.BOM_UTF8 + STORY.encode("cp1252")

    assert detect(content) is table
    with pytest.raises(FormatError, match=r"arsip, line 2: .*a byte order mark that its bytes contradict"):
        items_of(table, content)


def test_refuses_a_workbook():
    assert not table.recognises(b"PK\x03\x04\x14\x00\x06\x00judul,isi")
    with pytest.raises(FormatError, match=r"this is a workbook or an archive.*Save it as CSV"):
        items_of(table, b"PK\x03\x04\x14\x00\x06\x00")


@pytest.mark.parametrize(
    "head",
    [
        b"judul,isi\n",
        b"Title\tBody\tDate\nPasar\tHarga naik.\t2024-11-16\n",
        b'"judul","isi","label"\n"Pasar","\nHarga naik, kata',
        b",judul,isi\n0,Pasar,Harga naik.\n",
        b"judul,isi\nPa\0sar,Harga naik.\n",
        b"judul, isi\nPasar,Harga naik.\n",
        b"tanggal,judul,tautan\n16/11/2024,Pasar,https://a.example/1\n",
        b"a;b;c\n1;2;3\n4;5;6\n",
        b"Pasar|16/11/2024|Harga naik.\nSubak|17/11/2024|Air cukup.\nPanen|18/11/2024|Raya.\n",
        b",".join(b"c%d" % number for number in range(2000))[:4096],
    ],
)
def test_recognises_tables(head):
    assert table.recognises(head)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"16/11/2024\n\nPasar Desa Dibuka\n\nHarga naik, kata Ni Luh, kemarin.",
        b"Judul, Isi dan Penulis\n\nTiga kata, dua kata, satu kata.",
        b'"""Tabel: judul dan isi.\n\n    judul;isi;label\n    Pasar;Harga naik.;desa\n"""',
        b"Judul, isi\n\nBuku ini berjudul aneh.",
        b"Beras, gula, garam\nCabai, bawang, jahe\nKopi, teh, susu\nIkan, daging, telur",
        b"Gianyar, 16 November 2024\nHarga naik.",
        b"<html>judul,isi</html>",
        b'{"title": "a,b", "body": "c"}',
        b'[{"title": 1}]',
        b"%PDF-1.7 judul,isi",
        b"16/11/2024\n" + b"Harga naik, kata Ni Luh, kemarin. " * 200,
        bytes(range(256)) * 16,
    ],
)
def test_leaves_what_is_no_table(head):
    assert not table.recognises(head[:4096])


def test_leaves_prose_with_commas_to_plain_text():
    assert detect(b"16/11/2024\n\nPasar, Subak, Panen\n\nHarga naik.") is plain_text


def test_reads_a_table_whose_first_rows_are_blank():
    assert [record.place.line for record in records_of(table, f"\n\n{STORY}")] == [4]


def test_reads_file_after_file_without_closing_what_it_was_given():
    items = items_of(table, STORY)

    assert items == items_of(table, STORY)


def test_survives_a_reader_who_stops_early():
    file = io.BytesIO(STORY.encode() * 2)
    items = table.read(file, name="arsip", source_id="arsip", reading=Reading(zone=MAKASSAR))

    next(items)
    file.close()
    items.close()
