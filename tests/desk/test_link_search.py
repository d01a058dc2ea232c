"""What the "Baca juga" dialog and the tag field find as one types."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.admin.tag import suggestions
from articles.models import TagAlias
from tests import make

pytestmark = pytest.mark.django_db


def found(client: Client, words: str, without: str = "") -> list[str]:
    response = client.get("/admin/articles/article/link-search/", {"q": words, "not": without})
    return [row["headline"] for row in response.json()["results"]]


def test_finds_published_and_planned_stories(desk: Client) -> None:
    make.article(headline="Panen di Jatiluwih")
    make.article(headline="Panen di Ubud", status="draft")

    assert sorted(found(desk, "panen")) == ["Panen di Jatiluwih", "Panen di Ubud"]


def test_does_not_offer_the_story_itself(desk: Client) -> None:
    story = make.article(headline="Panen")

    assert found(desk, "panen", without=str(story.pk)) == []


@pytest.mark.parametrize("words", ["'; DROP TABLE articles_article; --", "%", "_", "x" * 10_000, "\u202e"])
def test_takes_any_words(desk: Client, words: str) -> None:
    make.article(headline="Panen")

    assert found(desk, words) in ([], ["Panen"])


@pytest.mark.parametrize("number", ["9" * 4301, "9" * 30, "²", "x"])
def test_takes_any_number_of_a_story_to_leave_out(desk: Client, number: str) -> None:
    make.article(headline="Panen")

    assert found(desk, "panen", without=number) == ["Panen"]


def test_suggests_tags_that_begin_so_before_those_that_hold_it(edo: User) -> None:
    for name in ("Pasar Subak", "Subak", "Sawah"):
        make.tag(name)

    assert suggestions("suba") == ["Subak", "Pasar Subak"]


def test_suggests_the_tag_for_its_alias() -> None:
    TagAlias.objects.create(tag=make.tag("BPJS Ketenagakerjaan"), name="Jamsostek")

    assert suggestions("jam") == ["BPJS Ketenagakerjaan"]


def test_suggests_no_more_than_fits() -> None:
    for number in range(40):
        make.tag(f"Banjar {number}")

    assert len(suggestions("banjar")) == 20
