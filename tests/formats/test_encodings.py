import io

import pytest

from articles.formats import FormatError, decode
from tests.formats.reading import MAKASSAR, paragraphs, read_all, read_one, rejected

STORY = "16/11/2024\n\nKafé Desa\n\n“Kopi” – Rp 5.000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_every_encoding_the_archives_have(encoding):
    record = read_one(STORY.encode(encoding))

    assert record.headline == "Kafé Desa"
    assert record.body == "<p>“Kopi” – Rp 5.000</p>"
    assert record.published_at.tzinfo is MAKASSAR


def test_reads_utf16_with_the_higher_byte_first():
    assert read_one(b"\xfe\xff" + STORY.encode("utf-16-be")).headline == "Kafé Desa"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"16/11/2024\n\nJudul\n\nteks \x81", 5),  # undefined in windows-1252
        (b"16/11/2024\r\rJudul\r\rteks \x8d", 5),
        (STORY.encode() + b"\n\nCaf\xe9", 7),  # quirk 32: read as windows-1252 the rest would be mojibake
        (b"\xef\xbb\xbf" + STORY.encode() + b"\n\xe9\n", 6),
        (STORY.encode()[:-1] + b"\xe2\x80", 5),  # cut within a character
    ],
)
def test_refuses_a_file_that_is_not_in_one_encoding_and_names_the_line(content, line):
    with pytest.raises(FormatError, match=rf"^berita\.txt, line {line}: .*Convert the file"):
        read_all(content)


def test_finds_the_fault_beyond_the_first_chunk(monkeypatch):
    monkeypatch.setattr(decode, "CHUNK", 3)

    with pytest.raises(FormatError, match="line 7"):
        read_all(STORY.encode() + b"\n\nCaf\xe9")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"])  # quirks 16 and 32
def test_takes_every_line_end_for_one(end):
    record = read_one(STORY.replace("\n", end) + end + end + "Paragraf dua")

    assert paragraphs(record) == ["“Kopi” – Rp 5.000", "Paragraf dua"]


def test_counts_lines_as_an_editor_does():
    numbers = [line.number for line in decode.lines(io.BytesIO(b"a\r\nb\rc\n\n\x0cd"), name="berita.txt")]

    assert numbers == [1, 2, 3, 4, 5, 5]


def test_rejects_a_story_with_an_endless_line_and_reads_the_next(monkeypatch):
    monkeypatch.setattr(decode, "LINE_LIMIT", 50)
    next_story = "17/11/2024\nhttps://koran.example/dua\nDua\n\nTeks dua"

    first, second = read_all(f"16/11/2024\n\nSatu\n\n{'x' * 500}\n\n{next_story}")

    assert "Line 5 is longer" in first.reason
    assert (second.headline, second.place.line) == ("Dua", 7)


def test_keeps_a_file_open_that_it_did_not_open():
    file = io.BytesIO(STORY.encode())

    list(decode.lines(file, name="berita.txt"))

    assert not file.closed


def test_rejects_an_empty_file():
    assert "no text" in rejected(b"").reason
    assert "no text" in rejected("\ufeff \u00a0\n\t\r\n\u200b").reason
