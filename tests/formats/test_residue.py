import pytest

from tests.formats.reading import paragraphs, read_one, with_body

BEFORE, AFTER = "Paragraf satu.", "Paragraf dua."


@pytest.mark.parametrize(
    "line",
    [
        "SCROLL TO CONTINUE WITH CONTENT",  # quirk 14
        "SCROLL TO RESUME WITH CONTENT",
        "ADVERTISEMENT",  # quirk 21
        "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video 20detik]",  # quirk 23
        "Halaman selanjutnya",  # quirk 30
        "Halaman berikutnya: Kisah Petani Kopi",
        "Halaman 2",
        "URL berhasil dicopy",  # A.3, local press
        "facebook twitter whatsapp telegram line copy",
        "Iklan - Geser ke atas untuk melanjutkan.",
        "ARTICLE AD BOX",
        "- Jurnalis",
    ],
)
def test_removes_page_furniture_alone_on_its_line_and_keeps_it_aside(line):
    record = with_body(f"{BEFORE}\n\n{line}\n\n{AFTER}")

    assert paragraphs(record) == [BEFORE, AFTER]
    assert record.residue == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "Dapatkan update berita pilihan setiap hari dari Koran Kami di kanal Telegram.",  # quirk 19
        "Ikuti saluran WhatsApp kami.",
        "Baca berita terbaru kami di Google News",  # quirk 30
        "Artikel ini telah tayang di koran.example dengan judul Pasar Desa.",
        "Dilarang keras mengambil konten untuk crawling tanpa izin.",
    ],
)
def test_removes_a_call_to_action_only_at_the_end(line):
    at_the_end = with_body(f"{BEFORE}\n\n{AFTER}\n\n{line}\n\nADVERTISEMENT")
    in_the_middle = with_body(f"{BEFORE}\n\n{line}\n\n{AFTER}")

    assert paragraphs(at_the_end) == [BEFORE, AFTER]
    assert set(at_the_end.residue) == {line, "ADVERTISEMENT"}
    assert paragraphs(in_the_middle) == [BEFORE, line, AFTER]


@pytest.mark.parametrize(
    "line",
    [
        "Petani menolak Advertisement di sawahnya.",
        "advertisement",
        "Sumber: WhatsApp kelompok tani",  # quirk 18
        "Foto: Wayan Sudana",  # quirk 22
        "Photo: Wayan Sudana",
        "Simak daftar ini. " + "Grup WhatsApp warga ramai membahasnya. " * 20,
        "280",
        "(*)",
        "***",
    ],
)
def test_keeps_what_may_be_the_story(line):
    record = with_body(f"{BEFORE}\n\n{AFTER}\n\n{line}")

    assert paragraphs(record) == [BEFORE, AFTER, line.strip()]
    assert record.residue == ()
    assert record.bylines == ()


def test_flags_furniture_inside_a_sentence_and_leaves_it():
    body = "Harga naik.ADVERTISEMENTSCROLL TO CONTINUE WITH CONTENT Warga ADVERTISEMENT resah [Gambas:Youtube] kini."

    record = with_body(body)

    assert paragraphs(record) == [body]
    assert "Page furniture such as “ADVERTISEMENT” inside sentences, left in the text: 3." in record.warnings


def test_tells_the_editor_which_embeds_are_lost():
    record = with_body(f"{BEFORE}\n\n[Gambas:Instagram]\n\n{AFTER}\n\n[Gambas:Video CNN]")

    warning = "Embedded videos or posts are lost. There stood: [Gambas:Instagram], [Gambas:Video CNN]."
    assert warning in record.warnings


def test_removes_a_view_counter_above_the_text_but_no_table():
    counted = with_body(f"280\n\n{BEFORE}\n\n{AFTER}")
    table = with_body("1\n\n2\n\n3")

    assert (paragraphs(counted), counted.residue) == ([BEFORE, AFTER], ("280",))
    assert (paragraphs(table), table.residue) == (["1", "2", "3"], ())


def test_removes_page_links_only_under_the_title_of_the_next_page():
    record = with_body(f"{BEFORE}\n\n12\n\nHalaman berikut: Kopi\n\u00a0\n123")

    assert paragraphs(record) == [BEFORE, "12"]
    assert record.residue == ("Halaman berikut: Kopi", "123")


@pytest.mark.parametrize("line", ["31.1 C / Jakarta / 30 April 2024, 10:41 AM WIB", "(BP/olo)"])
def test_finds_the_headline_below_weather_and_photo_credit(line):  # A.3
    record = read_one(f"16/11/2024\n\n{line}\n\nPasar Desa Dibuka\n\n{BEFORE}")

    assert record.headline == "Pasar Desa Dibuka"
    assert record.residue == (line,)
    assert record.published_at.year == 2024


def test_never_takes_the_only_line_for_residue():
    record = with_body("Ikuti saluran WhatsApp kami.")

    assert paragraphs(record) == ["Ikuti saluran WhatsApp kami."]
