"""It walks from the newest that answer to the oldest and back, however many do not, and whenever they were printed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from articles.models import Article
from articles.search import Asked, SearchWalk, walk
from tests import make
from tests.search.paper import there_and_back

pytestmark = pytest.mark.django_db

EVERY = (1, 2, 7, 19)  # how many of the stories have the word


def printed(every: int, days: Callable[[int], int]) -> list[int]:
    """The numbers of those that have the word, the newest first."""
    stories = [
        make.article(
            headline="Subak" if number % every == 0 else "Sawah", published_at=make.NOW - timedelta(days=days(number))
        )
        for number in range(40)
    ]
    return [story.pk for story in stories if story.headline == "Subak"]


@pytest.mark.parametrize("days", [lambda number: number, lambda number: 3000 + number * number * 9])
@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("few", [2, 4, 9])
def test_misses_none_on_the_way_to_the_oldest_and_back(
    few: int, every: int, days: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "FEW", few)
    monkeypatch.setattr(walk, "NEAREST", 6)
    monkeypatch.setattr(walk, "FURTHER", 2)
    expected = printed(every, days)

    there, back = there_and_back(SearchWalk(asked=Asked.read("subak")))

    assert [place.pk for place in there] == expected
    assert back == there[::-1]


def test_begins_with_the_last_stories_of_a_paper_that_ended_long_ago(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., object]
) -> None:
    monkeypatch.setattr(walk, "NEAREST", 5)
    expected = printed(2, lambda number: 8000 + number)

    with django_assert_num_queries(2):  # what is nearest, and the months around it
        found = SearchWalk(asked=Asked.read("subak")).newest(10)

    assert [place.pk for place in found] == expected[:10]


@pytest.mark.parametrize(("every", "asks"), [(1, 1), (2, 2), (19, 3)])
def test_looks_at_more_only_where_they_may_fill_a_page(
    every: int, asks: int, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., object]
) -> None:
    """All have the word: the few. Half of them: the nearest too. A rare one: the months at once, and then all."""
    monkeypatch.setattr(walk, "FEW", 6)
    monkeypatch.setattr(walk, "NEAREST", 12)
    monkeypatch.setattr(walk, "FURTHER", 1)
    expected = printed(every, lambda number: number * 20)

    with django_assert_num_queries(asks):
        found = SearchWalk(asked=Asked.read("subak")).newest(5)

    assert [place.pk for place in found] == expected[:5]


def test_looks_among_the_chosen_stories_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "NEAREST", 3)
    printed(1, lambda number: number)
    chosen = make.article(headline="Subak", section=make.section("Budaya"), published_at=make.NOW - timedelta(days=99))
    stories = Article.objects.public().in_sections([chosen.section_id])

    found = SearchWalk(asked=Asked.read("subak"), stories=stories).newest(3)

    assert [place.pk for place in found] == [chosen.pk]
