import pytest

from articles.formats import (
    FORMATS,
    ArticleRecord,
    FormatError,
    Reading,
    Rejection,
    UnknownFormat,
    detect,
    format_named,
    plain_text,
    read_paths,
)
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
    with pytest.raises(UnknownFormat, match=r"like none of: |This is a (PDF|document in RTF)"):
        detect(head)


def test_looks_at_the_head_alone():
    assert detect(b"x" * 4096 + bytes(4096)) is plain_text


def test_finds_every_format_by_its_name():
    assert [format_named(known.NAME) for known in FORMATS] == list(FORMATS)


def test_says_which_formats_there_are():
    with pytest.raises(UnknownFormat, match=r"no format 'doc'\. Known formats: .*text\."):
        format_named("doc")


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (b"%PDF-1.7", "This is a PDF."),
        (rb"{\rtf1\ansi", "This is a document in RTF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), "This is a document of Word or Excel before 2007."),
        (b"berita.txt" + bytes(247) + b"ustar  ", "This is an archive of a kind that is not read."),
        (b"Rar!\x1a\x07\x00", "This is an archive of a kind that is not read."),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'>", "This is an SVG drawing."),
    ],
)
def test_says_what_to_do_with_what_it_knows_to_be_no_story(head, sentence):
    with pytest.raises(UnknownFormat, match=sentence):
        detect(head)


def read_file(path, **options):
    return list(read_paths([str(path)], reading=Reading(zone=MAKASSAR, section="Umum"), **options))


def test_reads_a_file(tmp_path):
    path = tmp_path / "pasar.txt"
    path.write_text(STORY)

    [record] = read_file(path)

    assert (record.source_id, record.section, record.place.file) == ("pasar", "Umum", str(path))


def test_takes_the_section_of_the_folder(tmp_path):
    path = tmp_path / "ekonomi-bali" / "pasar.txt"
    path.parent.mkdir()
    path.write_text(STORY)

    [record] = read_file(tmp_path)

    assert record.section == "Ekonomi bali"


def test_reads_a_file_as_the_format_it_is_told(tmp_path):
    path = tmp_path / "pasar.bin"
    path.write_text(f"{{\n{STORY}")

    [rejection] = read_file(path)
    [record] = read_file(path, format_name="text")

    assert isinstance(rejection, Rejection)
    assert "like none of" in rejection.reason
    assert record.headline == "{"


def test_says_as_what_each_file_is_read(tmp_path):
    path = tmp_path / "pasar.txt"
    path.write_text(STORY)
    heard = []

    read_file(path, on_file=lambda file, format_name: heard.append((file.name, format_name)))

    assert heard == [(str(path), "text")]


def test_goes_on_after_a_file_that_cannot_be_read_and_says_where_it_breaks(tmp_path):
    (tmp_path / "a.txt").write_bytes("Judul\n\nHarga “naik”\n".encode() + b"Caf\xe9\n")
    (tmp_path / "b.txt").write_text(STORY)

    rejection, record = read_file(tmp_path)

    assert (rejection.place.file, rejection.place.line) == (str(tmp_path / "a.txt"), 4)
    assert rejection.reason.startswith("This line is not UTF-8")
    assert isinstance(record, ArticleRecord)


def test_says_which_file_cannot_be_opened_before_it_reads_any(tmp_path):
    with pytest.raises(FormatError, match=r"tiada\.txt does not exist"):
        read_file(tmp_path / "tiada.txt")


def test_says_which_format_is_not_known_before_it_reads_any(tmp_path):
    with pytest.raises(UnknownFormat, match="no format 'doc'"):
        read_file(tmp_path, format_name="doc")


def test_never_passes_over_a_file_in_silence(tmp_path):
    path = tmp_path / "kosong.json"
    path.write_text('{"db": [{"meta": {}, "dana": {"posts": []}}]}')

    [rejection] = read_file(path, format_name="ghost")

    assert rejection.reason.startswith("Read as ghost, the file holds no story and nothing else.")
