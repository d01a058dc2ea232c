import pytest

from tests.formats.reading import paragraphs, rejected, with_body

LONG = "Harga beras di pasar desa naik setelah panen raya tertunda hujan."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Satu.\n\nDua.", ["Satu.", "Dua."]),
        ("Satu.\n\n\u00a0 \n\nDua.", ["Satu.", "Dua."]),  # quirk 31
        ("Satu.\n&nbsp;\nDua.", ["Satu.", "Dua."]),
        ("Satu.\nDua.\nTiga.", ["Satu.", "Dua.", "Tiga."]),
        ("Satu.Dua. Tiga", ["Satu.Dua. Tiga"]),  # quirks 1 and 4
        ("judulnyaSave Our Sea", ["judulnyaSave Our Sea"]),  # quirk 12
        ('“Satu” dan "dua" ‘tiga\'', ['“Satu” dan "dua" ‘tiga\'']),  # quirk 8
        ("Lihat https://koran.example/?a=1 kini", ["Lihat https://koran.example/?a=1 kini"]),  # quirk 11
        ("Harga\u00a0naik", ["Harga\u00a0naik"]),  # quirk 6
        ("DENPASAR, KORAN.com – Harga naik.", ["DENPASAR, KORAN.com – Harga naik."]),  # quirk 3
        ("Kata kami.Jakarta (ANTARA) - Harga naik.", ["Kata kami.Jakarta (ANTARA) - Harga naik."]),
    ],
)
def test_finds_the_paragraphs(body, expected):
    assert paragraphs(with_body(body)) == expected


def test_joins_lines_that_a_margin_broke():
    assert paragraphs(with_body(f"{LONG}\n{LONG}\nPedagang resah.\n\nDua.")) == [
        f"{LONG} {LONG} Pedagang resah.",
        "Dua.",
    ]


def test_joins_nothing_in_a_body_without_blank_lines():
    assert paragraphs(with_body(f"{LONG}\n{LONG}x\nPedagang resah.")) == [LONG, f"{LONG}x", "Pedagang resah."]


@pytest.mark.parametrize("block", [["Daftar harga:", "1. Beras", "2. Gula"], [LONG, "Subjudul", LONG * 2]])
def test_joins_no_lists_and_subheadings(block):
    assert paragraphs(with_body("\n".join(block) + "\n\nDua.")) == [*block, "Dua."]


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        (f"{LONG}\n\nDua.\n\n{LONG}", "The first paragraph stands twice in the text."),  # quirk 28
        (f"{LONG} {LONG[:-1]} lagi. {LONG} {LONG[:-1]} lagi.", "The text's opening words stand in it twice."),
        ("Pendek.", "The text has only 7 characters."),  # quirk 29
        ("x" * 10_001, "The text has 10001 characters; perhaps several stories are in one."),
        ("Satu.\n\n17/11/2024\n\nDua.", "A line of the text holds only a date; perhaps another story begins there."),
    ],
)
def test_warns_of_what_a_person_should_check(body, warning):
    assert warning in with_body(body).warnings


@pytest.mark.parametrize(
    "body",
    [f"{LONG}\n\n{LONG[:-1]} deras.\n\n{LONG * 3}", f"Om Swastiastu.\n\n{LONG * 4}\n\nOm Swastiastu."],
)
def test_warns_of_nothing_in_a_sound_story(body):
    assert with_body(body).warnings == ()


@pytest.mark.parametrize("body", ["", "Baca juga: Koperasi Tumbuh", "ADVERTISEMENT"])  # quirk 29
def test_rejects_a_story_without_a_paragraph(body):
    rejection = rejected(f"\n\n16/11/2024\n\nPasar Desa Dibuka\n\n{body}")

    assert rejection.reason == "The story 'Pasar Desa Dibuka' has no paragraph."
    assert str(rejection.place) == "berita.txt, line 3"


def test_rejects_a_text_longer_than_any_story():
    sentence = "The text is 1000008 characters long; the most is 1000000. Split the story."

    assert rejected(f"16/11/2024\n\nPasar Desa Dibuka\n\n{'kata ' * 200_000}.").reason == sentence
