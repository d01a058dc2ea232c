"""The desk's list of stories: what it shows, finds and costs."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def headlines(client: Client, **query: str) -> list[str]:
    return [story.headline for story in client.get(LIST, query).context["cl"].result_list]


def test_shows_what_a_newsroom_asks_of_a_story(desk: Client) -> None:
    story = make.article(headline="Panen raya", section=make.section("Daerah"), authors=(make.author("Ni Luh Sari"),))
    make.link(story, pending_headline="Yang ditunggu")

    page = desk.get(LIST).content.decode()

    for words in ("Panen raya", "Daerah", "Ni Luh Sari", "WITA", "status-published"):
        assert words in page


def test_what_was_saved_last_comes_first(desk: Client) -> None:
    first, second = make.article(headline="Pertama"), make.article(headline="Kedua")
    Article.objects.all().claim(first.pk, version=1, by=None)

    assert headlines(desk) == ["Pertama", "Kedua"]
    assert second.pk > first.pk


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", ["draft"]),
        ("in_review", ["in_review"]),
        ("scheduled", ["terjadwal"]),
        ("published", ["published"]),
        ("withdrawn", ["withdrawn"]),
        ("nonsense", ["draft", "in_review", "published", "terjadwal", "withdrawn"]),
    ],
)
def test_filters_by_state(desk: Client, state: str, expected: list[str]) -> None:
    for status in ("draft", "in_review", "published", "withdrawn"):
        make.article(status=status, headline=status)
    make.article(headline="terjadwal", published_at=make.TOMORROW)

    assert sorted(headlines(desk, state=state)) == expected


def test_filters_by_what_waits(desk: Client, edo: User) -> None:
    waiting, mine = make.article(headline="menunggu"), make.article(headline="milik Edo", created_by=edo)
    make.link(waiting, pending_headline="Yang ditunggu")

    assert headlines(desk, waiting="links") == ["menunggu"]
    assert headlines(desk, waiting="mine") == [mine.headline]


@pytest.mark.parametrize("words", ["jatiluwih panen", "PANEN", "“jatiluwih”"])
def test_finds_the_words_of_a_headline_in_any_order_and_case(desk: Client, words: str) -> None:
    make.article(headline='Panen di "Jatiluwih"')
    make.article(headline="Lain sama sekali")

    assert headlines(desk, q=words) == ['Panen di "Jatiluwih"']


def test_finds_a_story_by_its_number(desk: Client) -> None:
    story = make.article(headline="Yang dicari")
    make.article()

    assert headlines(desk, q=str(story.pk)) == ["Yang dicari"]


def test_costs_the_same_with_few_and_with_many_stories(desk: Client, django_assert_num_queries: object) -> None:
    for number in range(3):
        make.article(authors=(make.author(f"Penulis {number}"),))
    desk.get(LIST)

    for _more in range(2):
        with django_assert_num_queries(9):  # type: ignore[operator]
            desk.get(LIST)
        for number in range(20):
            make.article(authors=(make.author(f"Penulis baru {number}"),))


def test_counts_no_further_than_anyone_pages(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.paginator.COUNTED", 3)
    for _number in range(5):
        make.article()

    assert desk.get(LIST).context["cl"].paginator.count == 3
