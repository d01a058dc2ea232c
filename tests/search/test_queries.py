"""It finds the same stories by the same words on both databases, the newest first."""

import pytest

from articles.search import Question, found, walk
from tests.search.paper import printed

pytestmark = pytest.mark.django_db

ANSWERS = {
    # Words as they stand there, in any case, with or without marks.
    "subak": "subak",
    "SUBAK jatiluwih": "subak",
    "jatiluwih   subak": "subak",
    "“subak”": "subak",
    "café": "subak",
    "cafe\u0301": "subak",
    "CAFÉ": "subak",
    "cafe": "subak",
    "100%": "subak",
    "100": "subak",
    "a_b": "subak",
    "pura–desa": "subak",
    "pura-desa": "subak",
    "tiga hari": "subak",
    "jum'at": "tari",
    "jum’at": "tari",
    "jumat": "tari",
    "covid": "bpjs",
    "covid-19": "bpjs",
    "1.500": "bpjs",
    # Any form of a word.
    "kering": "subak",
    "kekeringan": "subak",
    "dikeringkan": "subak",
    "dibayar": "bpjs",
    "membayar": "bpjs",
    "pelajaran": "tari",
    "belajar": "tari",
    "peserta": "bpjs",
    "harganya": "beras kopi dini",
    "ditutupnya": "subak dini",
    "hujan": "subak dini",
    "dagang": "beras",
    # Everything of a story: kicker, standfirst, text, place, tags, bylines.
    "tabanan": "subak",
    "sanggar": "tari",
    "irigasi": "subak",
    "bpjamsostek": "bpjs",
    "sudana": "beras tari",
    "wayan sudana": "beras tari",
    "luh sari": "subak kopi dini",
    "sari kopi": "kopi",
    # All of the words.
    "harga beras": "beras dini",
    "beras harga": "beras dini",
    "harga beras pasar": "beras dini",
    "petani": "subak kopi",
    "petani hujan": "subak",
    "petani beras": "",
    # Phrases keep their order, and do not reach from one block into the next.
    '"harga beras"': "beras",
    '"beras harga"': "",
    '"operasi pasar"': "beras dini",
    '"operasi pasar" hujan': "dini",
    '"petani kopi" panen': "kopi",
    '"naik tipis"': "kopi",
    '"berkurang operasi"': "",
    '"kering cafe"': "",
    '"sari irigasi"': "",
    '"harga beras': "beras",
    # What must not be there.
    "beras -operasi": "",
    "harga -beras": "kopi",
    "petani -kopi": "subak",
    'harga -"operasi pasar"': "kopi",
    "hujan -jalan -subak": "",
    # What stands nowhere, or asks for nothing.
    "nyepi": "",
    "subak nyepi": "",
    "luwih": "",
    "axb": "",
    "-beras": "",
    "": "",
    "%": "",
    "_ - ' \"": "",
    '";--': "",
}


@pytest.mark.parametrize("text", ANSWERS)
def test_finds_the_stories_that_answer(text: str) -> None:
    paper = printed()

    shown = found(Question(text=text), {}, [])

    assert [story.pk for story in shown.articles] == [paper[name].pk for name in ANSWERS[text].split()]


def test_finds_the_same_where_only_the_newest_story_is_looked_at_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "NEAREST", 1)
    paper = printed()

    for text, names in ANSWERS.items():
        shown = found(Question(text=text), {}, [])

        assert [story.pk for story in shown.articles] == [paper[name].pk for name in names.split()], text


def test_puts_what_answers_in_its_headline_first_if_the_best_are_wanted() -> None:
    paper = printed()

    shown = found(Question(text="hujan jalan", order="best"), {}, [])
    best = found(Question(text="petani", order="best"), {}, [])

    assert [story.pk for story in shown.articles] == [paper["dini"].pk]
    assert [story.pk for story in best.articles] == [paper["kopi"].pk, paper["subak"].pk]
