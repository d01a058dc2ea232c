import pytest

from tests.formats.reading import paragraphs, with_body

ASIDE = '<aside data-related-link="r1"></aside>'
LEFT = "Labels such as “Baca juga” inside sentences or without a title, left in the text: {}."
LONG = "Judul " + "yang panjang sekali " * 8


def headlines(record):
    return [reference.headline for reference in record.related]


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        # A.2, family A
        ("Baca Juga :\u00a0 Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),  # the sample story's own form
        ("Baca juga: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("BACA JUGA:Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca\u00a0juga; Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca Juga  Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca juga – Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("\u200b\u200bBaca juga: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca juga: Gubernur: Koperasi Harus Tumbuh!", "Gubernur: Koperasi Harus Tumbuh!"),
        ("Baca juga: koperasi desa tumbuh “pesat”", "koperasi desa tumbuh “pesat”"),
        ("Read also :\u00a0\u00a0Harbour budget doubles", "Harbour budget doubles"),
        # family F
        ("(Baca juga: Koperasi Desa Tumbuh)", "Koperasi Desa Tumbuh"),
        ("(Baca juga Koperasi Desa Tumbuh)", "Koperasi Desa Tumbuh"),
        ("[Baca Koperasi Desa Tumbuh]", "Koperasi Desa Tumbuh"),
        # quirk 24
        ("Simak juga: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Lihat juga: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Lihat Foto: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Simak Video: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Tonton juga: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Saksikan juga video: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca berita: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca selengkapnya: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Baca Artikel Menarik Lainnya : Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Pilihan Editor: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
        ("Berita terkait: Koperasi Desa Tumbuh", "Koperasi Desa Tumbuh"),
    ],
)
def test_makes_a_label_on_a_line_of_its_own_a_link(line, headline):
    record = with_body(f"Paragraf satu.\n\n{line}\n\nParagraf dua.")

    assert headlines(record) == [headline]
    assert record.body == f"<p>Paragraf satu.</p>\n{ASIDE}\n<p>Paragraf dua.</p>"


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Pasar dibuka. Baca juga: Koperasi Tumbuh Pembeli senang.", 1),  # family C
        ("Pasar dibuka.Baca juga: Koperasi TumbuhBaca juga: Subak Tertata", 2),  # family D
        ("Harga berasBaca juga: Koperasi Tumbuh", 1),  # family E
        ("Pembeli (Baca juga: Koperasi Tumbuh) senang.", 1),  # family F inside a line
        ("Baca juga: Koperasi TumbuhBaca juga: Subak Tertata", 2),  # where the first title ends would be a guess
        (f"Baca juga: {LONG}", 1),  # the next paragraph is glued on
        (f"Baca juga: {LONG} https://koran.example/1 lalu", 1),
        (f"Simak juga: {LONG}", 1),
        ("Baca juga: …", 1),
    ],
)
def test_leaves_every_word_of_another_label_and_flags_the_story(line, labels):
    record = with_body(f"{line}\n\nParagraf dua.")

    assert paragraphs(record) == [line.strip(), "Paragraf dua."]
    assert LEFT.format(labels) in record.warnings


@pytest.mark.parametrize(
    "line",
    [
        "Kalau iseng baca juga bukunya. Ceritanya lucu.",
        "Baca juga bukunya sampai habis, lalu ceritakan kepada teman.",
        "Baca juga review lengkap saya tentang kopi Kintamani.",
        "Saksikan pertandingan itu bersama keluarga.",
        "Lihat juga kemungkinan harga naik.",
        "Selengkapnya baca di sini",
    ],
)
def test_takes_a_sentence_for_a_sentence(line):
    record = with_body(f"{line}\n\nParagraf dua.")

    assert paragraphs(record) == [line, "Paragraf dua."]
    assert not any("Baca juga" in warning for warning in record.warnings)


@pytest.mark.parametrize("label", ["Baca Juga:", "Baca juga", "Simak juga :", "(Baca juga)"])
def test_takes_the_next_line_for_the_title_of_a_lonely_label(label):  # family B, law 2
    record = with_body(f"Paragraf satu.\n\n{label}\n\u00a0\nKoperasi Desa Tumbuh\n\nParagraf dua.")

    assert headlines(record) == ["Koperasi Desa Tumbuh"]
    assert record.body == f"<p>Paragraf satu.</p>\n{ASIDE}\n<p>Paragraf dua.</p>"


@pytest.mark.parametrize(
    "following",
    [
        "Harga beras naik.",
        "Naik lagi!",
        "“Harga naik”",
        '"Harga naik"',
        "Wayan (52)",
        "Harga [naik]",
        "*wid",
        "https://koran.example/1",
        LONG.strip(),
    ],
)
def test_leaves_a_lonely_label_above_what_may_be_a_paragraph(following):
    record = with_body(f"Paragraf satu.\n\nBaca juga:\n\n{following}")

    assert [line for line in paragraphs(record) if "Paragraf" not in line] == ["Baca juga:", following]
    assert LEFT.format(1) in record.warnings


def test_leaves_a_lonely_label_above_a_label():
    record = with_body("Baca juga:\n\nBaca juga: Koperasi Desa Tumbuh\n\nParagraf.")

    assert headlines(record) == ["Koperasi Desa Tumbuh"]
    assert record.body.startswith("<p>Baca juga:</p>\n<aside")


def test_makes_labels_in_a_row_a_link_each():
    record = with_body("Satu\nBaca juga: Koperasi Tumbuh\nBaca juga: Subak Tertata\n\nDua\nTiga")

    assert [(reference.key, reference.headline) for reference in record.related] == [
        ("r1", "Koperasi Tumbuh"),
        ("r2", "Subak Tertata"),
    ]
    assert record.body == f"<p>Satu</p>\n{ASIDE}\n{ASIDE.replace('r1', 'r2')}\n<p>Dua</p>\n<p>Tiga</p>"


@pytest.mark.parametrize(
    ("line", "headline", "url"),
    [
        ("Baca juga: Koperasi Tumbuh https://koran.example/1", "Koperasi Tumbuh", "https://koran.example/1"),
        ("Baca juga: https://koran.example/1", "https://koran.example/1", "https://koran.example/1"),
    ],
)
def test_keeps_the_address_printed_after_a_title(line, headline, url):
    [reference] = with_body(f"{line}\n\nParagraf.").related

    assert (reference.headline, reference.url) == (headline, url)
