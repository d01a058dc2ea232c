"""It shows the stretch of a text that holds most of what was asked for."""

import pytest

from articles.search.excerpt import LENGTH, excerpt

FAR = "kata lain yang panjang " * 20

CASES = [
    ("harga beras naik", {"harga", "beras"}, "<mark>harga</mark> <mark>beras</mark> naik"),
    (f"harga {FAR}harga beras naik", {"harga", "beras"}, "<mark>harga</mark> <mark>beras</mark> naik"),
    (f"harga {FAR}beras {FAR}harga beras", {"harga", "beras"}, "<mark>harga</mark> <mark>beras</mark>"),
    (f"{FAR}harga {FAR}beras", {"harga", "beras"}, "<mark>harga</mark> kata"),
    (f"harga harga {FAR}beras", {"harga", "tidak"}, "<mark>harga</mark> <mark>harga</mark> kata"),
]


@pytest.mark.parametrize(("text", "terms", "shown"), CASES)
def test_shows_the_first_stretch_that_holds_most(text: str, terms: set[str], shown: str) -> None:
    assert shown in excerpt(text, terms)


def test_marks_every_word_that_answers_in_what_it_shows() -> None:
    text = "subak " * 200

    shown = excerpt(text, {"subak"})

    assert shown.count("<mark>") == shown.count("subak") == len(shown.replace("<mark>", "").replace("</mark>", "")) // 6
    assert LENGTH - 10 < len(shown.replace("<mark>", "").replace("</mark>", "")) < LENGTH + 10


def test_shows_nothing_of_a_text_that_does_not_answer() -> None:
    assert excerpt("sawah", {"subak"}) == ""
