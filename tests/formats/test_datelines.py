import pytest

from articles.formats.dateline import town_in
from tests.formats.reading import paragraphs, with_body


@pytest.mark.parametrize(
    ("text", "town"),
    [
        # A.4: the outlet, then the town
        ("Koran.com, DENPASAR - Harga naik.", "Denpasar"),
        ("KORAN.CO, Jakarta - Harga naik.", "Jakarta"),
        ("KORAN.co.id | KUTA SELATAN -- Harga naik.", "Kuta Selatan"),
        ("KORAN.CO.ID, GIANYAR – Harga naik.", "Gianyar"),
        # the town, then the outlet
        ("NEGARA, KORANPOST.com –Harga naik.", "Negara"),
        ("Nusa Penida, Koran-Bali.com — Harga naik.", "Nusa Penida"),
        # the town, then the agency
        ("Jakarta (ANTARA) - Harga naik.", "Jakarta"),
        ("Lampung (Korannet.com): Harga naik.", "Lampung"),
        # not certain
        ("KORAN.com - Harga naik.", ""),
        ("Jakarta - Harga naik.", ""),
        ("KUTA SELATAN-Seperangkat gamelan dicuri.", ""),
        ("Wayan Sudana (PDI) - Harga naik.", ""),
        ("“Harga naik.” Jakarta (ANTARA) - Harga naik.", ""),
        ("Harga naik, kata koran.com - dan turun lagi.", ""),
        ("Jakarta, Bandung, Koran.com - Harga naik.", ""),
        ("", ""),
    ],
)
def test_finds_the_town_where_an_outlet_stands_beside_it(text, town):
    assert town_in(text) == town


def test_keeps_the_dateline_in_the_text():
    record = with_body("NEGARA, KORAN.com – Harga naik.\n\nGIANYAR, KORAN.com – Harga turun.")

    assert paragraphs(record) == ["NEGARA, KORAN.com – Harga naik.", "GIANYAR, KORAN.com – Harga turun."]
    assert record.dateline == "Negara"
