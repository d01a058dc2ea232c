import pytest

from articles.keys import headline_key
from tests.formats.reading import paragraphs, read_one, rejected

LABELLED = """16/11/2024
Rubrik: Ekonomi
Tautan: https://Koran.Example/2024/lama#atas

Pasar Desa Dibuka

 Pasar Desa Dibuka

Oleh: Rina Dewi dan Made Oka
Tag: pasar, #desa , pasar,
URL: https://koran.example/?p=7

Harga naik."""


def test_reads_the_labelled_lines_above_the_first_paragraph():
    record = read_one(LABELLED)

    assert record.headline == "Pasar Desa Dibuka"
    assert record.section == "Ekonomi"
    assert record.bylines == ("Rina Dewi", "Made Oka")
    assert record.tags == ("pasar", "desa")
    assert record.addresses == ("https://koran.example/2024/lama", "https://koran.example/?p=7")
    assert record.source_id == "berita"
    assert paragraphs(record) == ["Harga naik."]


def test_names_no_story_by_an_address_under_its_headline():
    record = read_one("16/11/2024\n\nPasar Desa Dibuka\nhttps://koran.example/1?page=2\n\nHarga naik.")

    assert record.source_id == "berita"
    assert record.addresses == ("https://koran.example/1?page=2",)


def test_gives_a_story_without_a_section_the_folders():
    assert read_one("16/11/2024\n\nPasar Desa Dibuka\n\nHarga naik.").section == "Daerah"


@pytest.mark.parametrize(
    "line",
    [
        "Sumber: Dinas Pertanian",  # quirk 18
        "Foto: Rina Dewi",  # quirk 22
        "Oleh karena itu, warga resah.",
        "Tautan: bukan alamat",
        "Penulis: " + "Rina Dewi " * 20,
    ],
)
def test_leaves_a_line_that_is_no_label_in_the_body(line):
    record = read_one(f"16/11/2024\n\nPasar Desa Dibuka\n\n{line}\n\nHarga naik.")

    assert paragraphs(record) == [line.strip(), "Harga naik."]
    assert record.bylines == ()


@pytest.mark.parametrize("line", ["Rubrik: Ekonomi", "Tag: pasar", "Oleh: Rina", "https://koran.example/1"])
def test_takes_no_label_from_inside_the_body(line):
    record = read_one(f"16/11/2024\n\nPasar Desa Dibuka\n\nHarga naik.\n\n{line}\n\nWarga resah.")

    assert paragraphs(record) == ["Harga naik.", line, "Warga resah."]


def test_never_loses_a_second_section():
    record = read_one("16/11/2024\nRubrik: Ekonomi\nPasar Desa Dibuka\nRubrik: Desa\n\nHarga naik.")

    assert record.section == "Ekonomi"
    assert paragraphs(record)[0] == "Rubrik: Desa"


@pytest.mark.parametrize("byline", ["Oleh Rina Dewi", "Penulis : Rina Dewi", "OLEH: Rina Dewi"])
def test_reads_a_byline_under_the_headline(byline):
    assert read_one(f"16/11/2024\n\nPasar Desa Dibuka\n{byline}\n\nHarga naik.").bylines == ("Rina Dewi",)


@pytest.mark.parametrize(
    "repeats",
    [
        "",
        " Pasar “Desa” Dibuka\n",  # quirk 25
        '\u00a0Pasar "Desa"  Dibuka\nPASAR “DESA” DIBUKA\n\nPasar\u00a0“Desa” Dibuka\n',  # A.3: three times
    ],
)
def test_drops_the_repeated_headline(repeats):
    record = read_one(f"16/11/2024\n\nPasar “Desa” Dibuka\n\n{repeats}\nHarga naik.")

    assert record.headline == "Pasar “Desa” Dibuka"
    assert paragraphs(record) == ["Harga naik."]


def test_reads_a_headline_with_blanks_around_and_within():  # quirk 27
    assert read_one("16/11/2024\n\n  Pasar\u00a0 Desa\tDibuka \n\nHarga naik.").headline == "Pasar Desa Dibuka"


@pytest.mark.parametrize(
    ("address", "headline", "residue"),
    [
        ("https://nasional.tempo.co/1", "Pasar Desa Dibuka", ("| Tempo.co",)),  # quirk 26
        ("https://koran.example/1", "Pasar Desa Dibuka | Tempo.co", ()),
        ("https://notempo.co/1", "Pasar Desa Dibuka | Tempo.co", ()),
    ],
)
def test_drops_the_outlet_only_when_the_address_names_it(address, headline, residue):
    record = read_one(f"16/11/2024\nPasar Desa Dibuka | Tempo.co\nURL: {address}\n\nHarga naik.")

    assert (record.headline, record.residue) == (headline, residue)


@pytest.mark.parametrize(
    ("date_line", "warning"),
    [
        ("", "The story has no date line."),
        ("31/02/2024\n", "The story has no date we trust: '31/02/2024' has day 31, which month 2 of 2024 has not."),
        ("Tanggal tidak ditemukan\n", "The story has no date we trust: 'Tanggal tidak ditemukan' is not a date"),
        ("[]\n", "The story has no date we trust: '[]' is not a date"),
    ],
)
def test_reads_a_story_without_a_date_we_trust_and_says_so(date_line, warning):
    record = read_one(f"{date_line}\nPasar Desa Dibuka\n\nHarga naik.")

    assert record.published_at is None
    assert record.headline == "Pasar Desa Dibuka"
    assert any(line.startswith(warning) for line in record.warnings)


def test_finds_the_date_under_the_headline():
    record = read_one("Pasar Desa Dibuka\nSabtu, 16 November 2024 10:30 WITA\n\nHarga naik.")

    assert record.published_at.isoformat() == "2024-11-16T10:30:00+08:00"
    assert paragraphs(record) == ["Harga naik."]


@pytest.mark.parametrize(
    ("body", "is_warned"),
    [
        ("Senin (19/2/2024) harga naik.", True),  # the sample story: 271 days
        ("Harga naik 17 Desember 2024.", True),  # 31 days later
        ("Harga naik 16 Desember 2024.", False),  # 30 days later
        ("Harga naik (36/2/2023).", False),
        ("Harga naik (16/2).", False),
    ],
)
def test_warns_of_a_text_whose_date_is_far_from_the_date_line(body, is_warned):
    record = read_one(f"16/11/2024\n\nPasar Desa Dibuka\n\n{body}")

    assert any("days apart" in warning for warning in record.warnings) is is_warned
    assert record.published_at.date().isoformat() == "2024-11-16"


def test_takes_a_long_first_line_for_a_paragraph():
    whole = "H" * 300

    assert read_one(f"16/11/2024\n\n{whole}\n\nHarga naik.").headline == whole
    assert rejected(f"16/11/2024\n\n{whole}H\n\nHarga naik.").reason.startswith("There is no headline.")


def test_compares_headlines_by_their_key():
    assert headline_key("\u00a0“Pasar”  Desa – Dibuka\u200b") == headline_key('"PASAR" desa - dibuka')


@pytest.mark.parametrize(
    ("lines", "published", "updated"),
    [
        (
            "Koran.com- 02/07/2025, 10:42 WIB\nDiperbarui 02/07/2025, 11:05 WIB",  # A.6
            "2025-07-02T10:42:00+07:00",
            "2025-07-02T11:05:00+07:00",
        ),
        (
            "02/07/2025, 10:42 WIB Diperbarui 02/07/2025, 11:05 WIB",
            "2025-07-02T10:42:00+07:00",
            "2025-07-02T11:05:00+07:00",
        ),
        ("2 Juli 2025 (Diperbarui: 3 Juli 2025)", "2025-07-02T00:00:00+08:00", "2025-07-03T00:00:00+08:00"),
        ("Diperbarui pada 3 Juli 2025\n2 Juli 2025", "2025-07-02T00:00:00+08:00", "2025-07-03T00:00:00+08:00"),
    ],
)
def test_reads_when_a_story_was_revised(lines, published, updated):
    record = read_one(f"{lines}\n\nPasar Desa Dibuka\n\nHarga naik.")

    assert (record.published_at.isoformat(), record.updated_at.isoformat()) == (published, updated)
    assert record.headline == "Pasar Desa Dibuka"


def test_takes_no_revision_for_the_day_of_the_story():
    record = read_one("Diperbarui 3 Juli 2025\n\nPasar Desa Dibuka\n\nHarga naik.")

    assert record.published_at is None
    assert "The story has no date line." in record.warnings


@pytest.mark.parametrize("line", ["Data Diperbarui Tiap Bulan", "Diperbarui", "Peta Diperbarui 2 Juli 2025"])
def test_takes_a_headline_for_no_revision(line):
    record = read_one(f"16/11/2024\n\n{line}\n\nHarga naik.")

    assert (record.headline, record.updated_at) == (line, None)


def test_says_of_a_revision_that_its_date_is_none():
    record = read_one("16/11/2024\nDiperbarui 31/02/2025\n\nPasar Desa Dibuka\n\nHarga naik.")

    assert record.updated_at is None
    assert any("31/02/2025" in warning for warning in record.warnings)
