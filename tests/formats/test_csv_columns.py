import pytest

from articles.formats import FormatError, Rejection, Standing, table
from articles.formats.named_fields import FIELDS, FIRST, SECOND, field_named
from tests.formats.any_format import items_of, left_out, record_of, records_of, rejected


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("judul", "headline"), ("Headline", "headline"), ("TITLE", "headline"), (" Judul  Berita ", "headline")),
        *(("isi", "body"), ("FullText", "body"), ("Body_Text", "body"), ("main", "body"), ("isi_berita", "body")),
        *(("Full Article", "body"), ("konten", "body"), ("content", "body")),
        *(("tanggal", "published_at"), ("PublishDate", "published_at"), ("date_added", "published_at")),
        *(("tahun", "published_at"), ("tautan", "address"), ("linkk-href", "address"), ("URL", "address")),
        *(("rubrik", "section"), ("label", "section"), ("penulis", "byline"), ("wartawan", "byline")),
        *(("tag", "tags"), ("ringkasan", "standfirst"), ("lead", "standfirst"), ("foto", "photo"), ("post_id", "id")),
        *(("__class__", ""), ("is_superuser", ""), ("pk", ""), ("", ""), ("_connector", ""), ("author_id", "")),
    ],
)
def test_knows_columns_by_name(name, field):
    assert field_named(name, {}) == field


def test_lets_no_name_mean_two_things():
    assert not FIRST.keys() & SECOND.keys()
    assert set(FIRST.values()) | set(SECOND.values()) <= set(FIELDS)


FULL = """id;judul;kicker;ringkasan;isi;tanggal;rubrik;penulis;editor;tag;foto;keterangan foto;tautan;rights;dateline
7;Pasar Desa Dibuka;Ekonomi Desa;Pedagang kembali berjualan di Banjar Anyar.;Harga naik.;16/11/2024 10:30 WITA;Ekonomi;\
Rina Dewi dan I Wayan Oka;Ni Luh Sari;desa, pasar;https://koran.example/foto/pasar.jpg;Suasana pasar;\
https://koran.example/2024/pasar?page=2;(c) Koran;Gianyar
"""


def test_fills_every_field():
    record = record_of(table, FULL)

    assert record.source_id == "7"
    assert record.headline == "Pasar Desa Dibuka"
    assert record.kicker == "Ekonomi Desa"
    assert record.standfirst == "Pedagang kembali berjualan di Banjar Anyar."
    assert record.body == "<p>Harga naik.</p>"
    assert record.published_at.isoformat() == "2024-11-16T10:30:00+08:00"
    assert record.section == "Ekonomi"
    assert record.bylines == ("Rina Dewi", "I Wayan Oka")
    assert record.editors == ("Ni Luh Sari",)
    assert record.tags == ("desa", "pasar")
    assert [(photo.address, photo.caption) for photo in record.photos] == [
        ("https://koran.example/foto/pasar.jpg", "Suasana pasar")
    ]
    assert record.addresses == ("https://koran.example/2024/pasar", "https://koran.example/2024/pasar?page=2")
    assert (record.rights, record.dateline, record.original) == ("(c) Koran", "Gianyar", "Harga naik.")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "~"])
def test_finds_the_delimiter(delimiter):
    rows = [["judul", "isi", "tanggal"], ["Pasar", '"Satu, dua; tiga | empat ~ lima"', "16/11/2024"]]

    record = record_of(table, "\n".join(delimiter.join(row) for row in rows))

    assert record.body == "<p>Satu, dua; tiga | empat ~ lima</p>"


def test_obeys_what_the_person_says_of_a_column():
    columns = {"nama": "headline", "teks panjang": "body", "judul": "ignore"}

    items = items_of(table, "judul,nama,Teks  Panjang\nx,Pasar,Harga naik.\n", columns=columns)

    assert items[0].headline == "Pasar"
    assert len(items) == 1


def test_reads_a_table_without_header_when_told_what_its_columns_hold():
    text = "Pasar Desa,16/11/2024,Harga naik.\nSubak,17/11/2024,Air cukup.\n"

    records = records_of(table, text, columns={"1": "headline", "2": "published_at", "3": "body"})

    assert [(record.headline, record.place.line) for record in records] == [("Pasar Desa", 1), ("Subak", 2)]


def test_takes_no_section_in_the_first_row_for_a_header():
    columns = {"1": "headline", "2": "section", "3": "body"}

    assert [record.section for record in records_of(table, "Pasar,Foto,Harga naik.\n", columns=columns)] == ["Foto"]


def test_lets_a_number_overrule_a_header():
    records = records_of(table, "judul,isi,title\na,Harga naik.,Pasar\n", columns={"1": "kicker", "3": "headline"})

    assert [(record.headline, record.kicker) for record in records] == [("Pasar", "a")]


def test_asks_what_the_columns_of_a_table_without_header_hold():
    with pytest.raises(
        FormatError,
        match=r"arsip, line 1: no column has a name that is known; the first row has 'Pasar', 'a', 'Harga naik\.'\. "
        r"Say what the columns hold: --map 1=headline --map 2=body\.",
    ):
        items_of(table, "Pasar,a,Harga naik.\n")


def test_asks_which_column_holds_the_text():
    # Title and date in one file, the text in another beside it: no row here is a story.
    with pytest.raises(FormatError, match=r"hold the text\. The columns are 'judul', 'tanggal'\..*--map NAME=body"):
        items_of(table, "judul,tanggal\nPasar,16/11/2024\n")


def test_refuses_a_field_that_does_not_exist():
    with pytest.raises(FormatError, match=r"'is_superuser' is no field\. A column can be mapped to: headline, body,"):
        items_of(table, "judul,isi,x\na,b,c\n", columns={"x": "is_superuser"})


def test_reports_what_no_story_took():
    text = "judul,title,__class__,id,is_superuser,status,pk,isi,,kosong\nPasar,Lain,c,1,1,published,1,Harga naik.,9,\n"

    items = items_of(table, text)

    assert items[0].headline == "Pasar"
    assert left_out(items) == {
        "column 'title', a second headline": 1,
        "column '__class__'": 1,
        "column 'is_superuser'": 1,
        "column 'pk'": 1,
        "column 9": 1,
    }


def test_counts_an_index_without_a_name():
    items = items_of(table, ",judul,isi\n0,Pasar,Harga naik.\n1,Subak,Air cukup.\n")

    assert [item.headline for item in items[:2]] == ["Pasar", "Subak"]
    assert left_out(items) == {"column 1": 2}


def test_takes_no_number_for_an_id_that_is_not_called_one():
    records = records_of(table, "no,judul,isi\n1,Pasar,Harga naik.\n")

    assert records[0].source_id.startswith("judul:")


def test_takes_the_first_of_two_columns_that_is_written():
    records = records_of(table, "judul,title,isi\nPasar,Pasar,Harga naik.\n,Subak,Air cukup.\n")

    assert [record.headline for record in records] == ["Pasar", "Subak"]


def test_takes_a_year_only_where_there_is_no_date():
    records = records_of(table, "tahun,tanggal,judul,isi\n2019,16/11/2024,Pasar,Harga naik.\n2019,,Subak,Air cukup.\n")

    assert records[0].published_at.year == 2024
    assert records[1].published_at is None
    assert any("'2019' is not a date" in remark for remark in records[1].warnings)


@pytest.mark.parametrize(
    ("label", "section"), [("ekonomi", "ekonomi"), ("hoax", "Daerah"), ("1", "Daerah"), ("", "Daerah")]
)
def test_takes_a_label_for_a_section_unless_it_is_a_verdict(label, section):
    items = items_of(table, f"judul,isi,label\nPasar,Harga naik.,{label}\n")

    assert items[0].section == section
    assert left_out(items) == ({"column 'label'": 1} if label in ("hoax", "1") else {})


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("published", Standing.PUBLISHED),
        ("Terbit", Standing.PUBLISHED),
        ("", Standing.PUBLISHED),
        ("draft", Standing.DRAFT),
        ("0", Standing.DRAFT),
    ],
)
def test_keeps_from_readers_what_the_source_did_not_publish(standing, expected):
    record = record_of(table, f"judul,isi,tanggal,status\nPasar,Harga naik.,16/11/2024,{standing}\n")

    assert record.status is expected
    assert any(repr(standing) in remark for remark in record.warnings) is (expected is Standing.DRAFT)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ('"desa, pasar"', ("desa", "pasar")),
        ("#desa; #pasar", ("desa", "pasar")),
        ("\"['desa', 'pasar']\"", ("desa", "pasar")),
        ("[]", ()),
    ],
)
def test_parts_tags(cell, tags):
    assert record_of(table, f"judul,isi,tag\nPasar,Harga naik.,{cell}\n").tags == tags


def test_refuses_a_row_without_headline_or_text():
    items = items_of(table, "judul,isi\n,Harga naik.\nSubak,\n")

    assert all(isinstance(item, Rejection) for item in items)
    assert rejected(items)[0] == (2, "There is no headline. Give the story one, or leave it out.")
    assert "'Subak'" in rejected(items)[1][1]


def test_reports_an_address_that_is_none():
    record = record_of(table, "judul,isi,url\nPasar,Harga naik.,tidak ada\n")

    assert record.addresses == ()
    assert "'tidak ada' is no web address; it was left out." in record.warnings


def test_keeps_the_words_of_a_caption_without_picture():
    record = record_of(table, "judul,isi,caption\nPasar,Harga naik.,Suasana pasar\n")

    assert "A caption without a picture was left out: Suasana pasar" in record.warnings
