import pytest

from articles.formats.signature import split_names
from tests.formats.reading import paragraphs, with_body

TAIL = "Pewarta: Rina DewiEditor: I Wayan Sudana\t\t\t\tCOPYRIGHT © ANTARA 2023"  # quirk 15


def signed(record):
    return record.bylines, record.editors, record.rights


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"Harga naik.\n\nWarga resah.{TAIL}", ["Harga naik.", "Warga resah."]),
        (f"Harga naik.\n\n{TAIL}\n\n\n", ["Harga naik."]),
        ("Harga naik.\n\nPewarta: Rina Dewi\nEditor: I Wayan Sudana\n\nCopyright (c) ANTARA 2023", ["Harga naik."]),
        (f"Harga naik.{TAIL} Dilarang keras mengambil konten tanpa izin.", ["Harga naik."]),
        (f"Harga naik.{TAIL}\n\nTag:BerasPasar", ["Harga naik.", "Tag:BerasPasar"]),
    ],
)
def test_takes_writer_editor_and_rights_from_an_agency_tail(body, text):
    record = with_body(body)

    assert paragraphs(record) == text
    assert record.bylines == ("Rina Dewi",)
    assert record.editors == ("I Wayan Sudana",)
    assert record.rights.upper().endswith("ANTARA 2023")


def test_parts_an_agency_tail_from_the_related_title_it_is_glued_to():
    record = with_body(f"Harga naik.\n\nBaca juga: Koperasi Desa Tumbuh{TAIL}")

    assert [reference.headline for reference in record.related] == ["Koperasi Desa Tumbuh"]
    assert record.bylines == ("Rina Dewi",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Penulis: Rina Dewi", (("Rina Dewi",), (), "")),
        ("Reporter : Rina Dewi/Made Oka", (("Rina Dewi", "Made Oka"), (), "")),
        ("Editor: Rina Dewi", ((), ("Rina Dewi",), "")),
    ],
)
def test_takes_labelled_names_on_the_last_line(line, expected):
    record = with_body(f"Harga naik.\n\n{line}")

    assert paragraphs(record) == ["Harga naik."]
    assert signed(record) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Penulis: Rina Dewi\n\nHarga naik.",  # in the header: see test_header
        "Harga naik.\n\nPenulis: buku itu, kata warga, sudah pindah.",
        "Harga naik.\n\nKata sang Editor: Rina Dewi",
        "Harga naik.\n\nCOPYRIGHT © KORAN 2023",
    ],
)
def test_leaves_a_label_that_signs_nothing(body):
    record = with_body(f"Pembuka.\n\n{body}")

    assert paragraphs(record) == ["Pembuka.", *body.split("\n\n")]
    assert signed(record) == ((), (), "")


@pytest.mark.parametrize("initials", ["(asj/fay)", "(dik)", "*wid", "*/pas/editor rs", "(Kerta Negara/koran)", "(ADV)"])
def test_keeps_initials_as_printed_and_makes_nobody_of_them(initials):  # quirk 20, A.5
    alone = with_body(f"Harga naik.\n\n{initials}")
    glued = with_body(f"Harga naik. {initials}")

    assert paragraphs(alone) == ["Harga naik.", initials]
    assert paragraphs(glued) == [f"Harga naik. {initials}"]
    assert signed(alone) == signed(glued) == ((), (), "")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Rina Dewi", ("Rina Dewi",)),
        ("Rina Dewi dan Made Oka", ("Rina Dewi", "Made Oka")),
        ("Rina Dewi, Made Oka", ("Rina Dewi", "Made Oka")),
        ("Rina Dewi/Made Oka & Ketut Sari", ("Rina Dewi", "Made Oka", "Ketut Sari")),
        ("Dr. I Wayan Sudana, M.Si.", ("Dr. I Wayan Sudana, M.Si.",)),
        ("D.Dj. Kliwantara", ("D.Dj. Kliwantara",)),
        ("Rina\u202e  Dewi", ("Rina Dewi",)),
        (" , ", ()),
    ],
)
def test_splits_names(text, people):
    assert split_names(text) == people
