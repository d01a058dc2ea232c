import pytest

from articles.formats import FORMATS, FormatError, Reading, UnknownFormat, detect, format_named, plain_text, read
from tests.formats.reading import MAKASSAR

STORY = "16/11/2024\n\nPasar Desa Dibuka\n\nHarga naik."


@pytest.mark.parametrize(
    "head",
    [
        STORY.encode(),
        STORY.encode("utf-16"),
        "\ufeffPasar “Desa”".encode(),
        b"[]\nPasar Desa Dibuka",
        b"Caf\xe9",
        b"",
        ("kata\x01" + "kata " * 40).encode(),
    ],
)
def test_recognises_text(head):
    assert detect(head) is plain_text


@pytest.mark.parametrize(
    "head",
    [
        b"<?xml version='1.0'?><opml>",
        b"\xef\xbb\xbf <!DOCTYPE html>",
        b'{"title": 1}',
        b' [\n  {"title": 1}]',
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00",
        b"PK\x03\x04\x14\x00\x00\x00",
        STORY.encode("utf-16-le"),
        ("kata\x00" + "kata " * 40).encode(),
        b"%PDF-1.7\n%" + b"kata " * 40,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%Title: foto",
        b"\xc5\xd0\xd3\xc6\x1e\x00\x00\x00" + b"kata " * 80,
        rb"{\rtf1\ansi Pasar Desa Dibuka}",
    ],
)
def test_recognises_what_no_format_reads(head):
    with pytest.raises(UnknownFormat, match="like none of: "):
        detect(head)


def test_looks_at_the_head_alone():
    assert detect(b"x" * 4096 + bytes(4096)) is plain_text


def test_finds_every_format_by_its_name():
    assert [format_named(known.NAME) for known in FORMATS] == list(FORMATS)


def test_says_which_formats_there_are():
    with pytest.raises(UnknownFormat, match=r"no format 'doc'\. Known formats: .*text\."):
        format_named("doc")


def test_reads_a_file(tmp_path):
    path = tmp_path / "pasar.txt"
    path.write_text(STORY)

    [record] = read(path, source_id="arsip/pasar", reading=Reading(zone=MAKASSAR, section="Ekonomi"))

    assert (record.source_id, record.section, record.place.file) == ("arsip/pasar", "Ekonomi", str(path))


def test_reads_a_file_as_the_format_it_is_told(tmp_path):
    path = tmp_path / "pasar.txt"
    path.write_text(f"<b>\n{STORY}")

    with pytest.raises(UnknownFormat, match=r"pasar\.txt: .*like none of"):
        list(read(path, source_id="pasar", reading=Reading(zone=MAKASSAR)))
    [record] = read(path, source_id="pasar", reading=Reading(zone=MAKASSAR), format_name="text")
    assert record.headline == "<b>"


def test_says_which_file_cannot_be_opened(tmp_path):
    with pytest.raises(FormatError, match=r"tiada\.txt: the file cannot be opened"):
        list(read(tmp_path / "tiada.txt", source_id="tiada", reading=Reading(zone=MAKASSAR)))
