"""While a story is written the desk finds tags that stand in its text, and stories that are near."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, TagAlias
from articles.suggesting import tags_in
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/suggest/"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Petani di Subak Jatiluwih menunggu hujan.", ["Subak Jatiluwih"]),
        ("subak jatiluwih, SUBAK  JATILUWIH dan Kopi", ["Subak Jatiluwih", "Kopi"]),
        ("Peserta BPJS Ketenagakerjaan bertambah", ["BPJamsostek"]),
        ("Subak. Jatiluwih", []),
        ("kopinya habis", []),
        ("Air & Sawah", ["Air & Sawah"]),
        ("“Kopi” diseduh", ["Kopi"]),
        ("di", []),
        ("", []),
        ("\u202e\u2028", []),
    ],
)
def test_finds_the_tags_whose_name_or_alias_stands_there(text: str, names: list[str]) -> None:
    for name in ("Subak Jatiluwih", "Kopi", "Air & Sawah", "di"):
        make.tag(name)
    TagAlias.objects.create(tag=make.tag("BPJamsostek"), name="BPJS Ketenagakerjaan")

    assert [tag.name for tag in tags_in(text)] == names


def test_leaves_out_the_tags_that_the_story_has() -> None:
    make.tag("Kopi")

    assert tags_in("Kopi", than=["kopi "]) == []


def test_asks_few_questions_of_a_long_text_among_many_tags(django_assert_max_num_queries: Any) -> None:
    for number in range(50):
        make.tag(f"kata{number}")
    text = " ".join(f"kata{number % 700} lain{number}" for number in range(20_000))

    with django_assert_max_num_queries(7):
        found = tags_in(text)

    assert len(found) == 12


def ask(client: Client, **fields: Any) -> dict[str, Any]:
    return dict(client.post(ADDRESS, fields).json())


def test_finds_public_stories_with_the_same_tags_or_rare_words(desk: Client) -> None:
    section = make.section("Ekonomi")
    tagged = make.article(headline="Harga naik", tags=("Kopi",), section=section)
    worded = make.article(headline="Panen raya di Kintamani", section=section)
    make.article(headline="Panen raya di Kintamani", section=section, status="draft", tags=("Kopi",))
    make.article(headline="Jalan ditutup", section=section)

    found = ask(desk, headline="Panen raya Kintamani dimulai", text="x", tags=["Kopi"], section=section.pk)
    without = ask(desk, headline="Panen raya", tags=["Kopi"], section=section.pk, **{"not": [tagged.pk, worded.pk]})

    assert [story["id"] for story in found["stories"]] == [tagged.pk, worded.pk]
    assert without["stories"] == []


def test_changes_nothing_and_keeps_to_who_may_write(client: Client, desk: Client, rina: User) -> None:
    story = make.article()
    stranger = Client()
    tamu = Client()
    tamu.force_login(make.person("tamu"))

    ask(desk, headline="Panen", text="Panen raya")

    assert desk.get(ADDRESS).status_code == 405
    assert stranger.post(ADDRESS).status_code == 302
    assert tamu.post(ADDRESS).status_code == 403
    assert "no-store" in desk.post(ADDRESS, {"headline": "x"})["Cache-Control"]
    assert Article.objects.get().version == story.version


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "a\0b", "text": "\0" * 50, "tags": ["\0", "x" * 5000], "section": "²", "not": ["9" * 4301, "x"]},
        {"text": "a " * 200_000},
        {"text": "kata" * 100_000},
        {"section": "9" * 18, "tags": ["t"] * 500},
    ],
)
def test_comes_to_no_harm(desk: Client, fields: dict[str, Any]) -> None:
    assert desk.post(ADDRESS, fields).status_code == 200
