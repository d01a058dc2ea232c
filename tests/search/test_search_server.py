"""With a search server a search finds what the database would find, and never what readers may not see."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.listing import Cursor
from articles.models import Article, SearchEntry, SearchErrand, Section
from articles.search import Asked, Away, Question, SearchWalk, found, help_with, opensearch, outside, server, telling
from articles.search.outside import walk_of
from tests import make
from tests.search.paper import printed, there_and_back
from tests.search.standin import StandIn
from tests.search.test_queries import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def only_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database finds nothing by itself: it only decides."""

    def found_by_the_database(*_arguments: Any, **_named: Any) -> list[Cursor]:
        raise AssertionError("The database was searched.")

    monkeypatch.setattr(SearchWalk, "_found", found_by_the_database)


@pytest.fixture
def broken(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """From now on it answers so; and it is asked each time, where it would be left alone for seconds."""

    def breaks(status: int, told: Any) -> None:
        monkeypatch.setattr(opensearch, "RESTS_SECONDS", 0.0)
        stand_in.says = (status, told)

    return breaks


def shown(**asked: Any) -> list[int]:
    return [story.pk for story in found(Question(**asked), {}, list(Section.objects.all())).articles]


def told() -> None:
    call_command("search_index", verbosity=0)


def test_finds_the_same_stories(stand_in: StandIn, only_proposed: None) -> None:
    paper = printed()
    told()

    for text, names in ANSWERS.items():
        assert shown(text=text) == [paper[name].pk for name in names.split()], text
    assert stand_in.searches() > len(ANSWERS) / 2


def test_finds_the_same_among_some_of_them(stand_in: StandIn, only_proposed: None) -> None:
    paper = printed()
    told()
    day = timezone.localtime(make.NOW).date()

    assert shown(text="harga", section="ekonomi") == [paper["beras"].pk, paper["kopi"].pk]
    assert shown(text="petani", author="ni-luh-sari") == [paper["subak"].pk, paper["kopi"].pk]
    assert shown(text="harga", author="Ni Luh Sari", section="ekonomi") == [paper["kopi"].pk]
    assert shown(text="harga", tag="Pasar") == [paper["beras"].pk]
    assert shown(text="harga", since=day - timedelta(days=41), until=day - timedelta(days=40)) == [paper["kopi"].pk]
    assert shown(text="harga", section="tidak-ada") == []
    assert shown(text="petani", order="best") == [paper["kopi"].pk, paper["subak"].pk]


def test_helps_with_what_finds_nothing(stand_in: StandIn, only_proposed: None) -> None:
    printed()
    told()

    helped = help_with(Question(text="bersa kopi"))

    assert helped.nearest is not None
    assert helped.nearest.text == "beras kopi"
    assert [way.text for way in helped.alone] == ["kopi"]


@pytest.mark.parametrize("hidden", [0, 1, 3])
def test_fills_its_pages_past_what_readers_do_not_see_there_and_back(
    hidden: int, stand_in: StandIn, only_proposed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "MORE", 0)
    monkeypatch.setattr(outside, "THEN", 2)
    monkeypatch.setattr(outside, "MOST_ROUNDS", 12)
    stories = [make.article(headline="Subak", published_at=make.NOW - timedelta(days=days)) for days in range(12)]
    told()
    # As they are before anybody was told.
    Article.objects.filter(pk__in=[story.pk for story in stories if hidden and story.pk % (hidden + 1)]).update(
        status="withdrawn"
    )
    expected = list(Article.objects.public().order_by("-published_at", "-pk").values_list("pk", flat=True))

    there, back = there_and_back(walk_of(Asked.read("subak")))

    assert [place.pk for place in there] == expected
    assert back == there[::-1]


def test_never_shows_what_was_withdrawn_whatever_the_server_was_told(stand_in: StandIn, citra: User) -> None:
    story = make.article(headline="Panen padi")
    told()

    publishing.withdraw(story, by=citra, because="Salah.")

    assert str(story.pk) in stand_in.documents
    assert shown(text="padi") == []


def test_shows_nothing_that_does_not_answer_whatever_the_server_proposes(stand_in: StandIn) -> None:
    story = make.article(headline="Panen kopi")
    told()
    stand_in.documents[str(story.pk)]["title"] = "padi"

    assert shown(text="padi") == []


def test_shows_no_story_before_its_time(stand_in: StandIn, only_proposed: None) -> None:
    make.article(headline="Panen padi", published_at=make.TOMORROW)
    story = make.article(headline="Harga padi")
    make.article(headline="Beras padi", status="draft", published_at=None)
    told()

    assert shown(text="padi") == [story.pk]


@pytest.mark.parametrize(
    ("status", "answer", "why"),
    [
        (503, {"error": {"type": "cluster_block_exception"}, "status": 503}, "503, cluster_block_exception"),
        (401, "Unauthorized", "401, Unauthorized"),
        (200, "<html>", "what it says is not OpenSearch's"),
        (200, {"hits": []}, "what it says is not OpenSearch's"),
        (
            200,
            {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": [{"sort": ["a"]}]}},
            "what it says is not OpenSearch's",
        ),
        (200, {"timed_out": True, "_shards": {"failed": 0}, "hits": {"hits": []}}, "it searched only a part"),
        (200, {"timed_out": False, "_shards": {"failed": 1}, "hits": {"hits": []}}, "it searched only a part"),
    ],
)
def test_a_server_that_gives_no_good_answer_is_done_without_and_it_is_said_once(
    status: int, answer: Any, why: str, stand_in: StandIn, broken: Callable[..., None], caplog: Any
) -> None:
    story = make.article(headline="Panen padi")
    told()
    assert shown(text="padi") == [story.pk]

    broken(status, answer)
    assert [shown(text="padi") for _ in range(3)] == [[story.pk]] * 3
    stand_in.says = None
    assert shown(text="padi") == [story.pk]

    gone, back = [record.getMessage() for record in caplog.records if record.name == opensearch.__name__]
    assert why in gone
    assert "Searches are answered by the database." in gone
    assert back.endswith("answers again.")
    assert "rahasia" not in caplog.text


def test_a_server_that_is_gone_is_not_waited_for_again_and_again(
    stand_in: StandIn, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    story = make.article(headline="Panen padi")
    settings.SEARCH_SERVER = {**settings.SEARCH_SERVER, "address": "http://127.0.0.1:9"}

    assert [shown(text="padi") for _ in range(3)] == [[story.pk]] * 3
    assert [record.levelno for record in caplog.records if record.name == opensearch.__name__] == [logging.ERROR]
    with pytest.raises(Away, match="is left alone for a while"):
        server().refresh()  # type: ignore[union-attr]


def test_a_server_without_our_index_is_not_asked(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    story = make.article(headline="Panen padi")

    assert shown(text="padi") == [story.pk]
    assert stand_in.searches() == 0
    assert stand_in.indexes == {}
    assert "it has no index of this version. Run manage.py search_index" in caplog.text


def test_a_server_that_was_not_told_of_all_for_a_while_is_not_asked(stand_in: StandIn) -> None:
    told()
    story = make.article(headline="Panen padi")
    assert shown(text="padi") == []  # it is told in a moment

    SearchErrand.objects.update(made_at=timezone.now() - telling.PATIENCE - timedelta(seconds=1))

    assert shown(text="padi") == [story.pk]


def test_an_index_that_was_just_made_is_not_asked_before_it_was_told_of_all(stand_in: StandIn) -> None:
    story = make.article(headline="Panen padi")
    there = server()
    assert there

    telling.prepare(there)
    before = shown(text="padi"), stand_in.searches()
    list(telling.tell())
    after = shown(text="padi"), stand_in.searches()

    assert (before, after) == (([story.pk], 0), ([story.pk], 1))


def test_while_one_finds_out_whether_it_is_back_the_others_do_not_wait(
    stand_in: StandIn, broken: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told()
    there = server()
    assert there
    broken(503, "Sebentar")
    with pytest.raises(Away, match="503, Sebentar"):
        there.refresh()
    refused: list[str] = []

    def another() -> None:
        try:
            there.refresh()
        except Away as fault:
            refused.append(str(fault))

    stand_in.says, stand_in.meanwhile = None, another
    monkeypatch.setattr(opensearch, "RESTS_SECONDS", 10.0)
    there.refresh()

    assert refused == [f"{there} is left alone for a while."]


def test_a_connection_that_had_ended_is_no_fault(stand_in: StandIn, only_proposed: None) -> None:
    story = make.article(headline="Panen padi")
    told()
    stand_in.hangs_up = 1

    assert shown(text="padi") == [story.pk]


def test_a_server_that_proposes_the_same_again_and_again_is_done_without(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "THEN", 2)
    stories = [make.article(headline="Subak", published_at=make.NOW - timedelta(days=days)) for days in range(30)]
    told()
    Article.objects.filter(pk__in=[story.pk for story in stories[:29]]).update(status="withdrawn")
    places = [[hidden, story.pk] for hidden, story in enumerate(stories[:2])] * 20
    shards = {"total": 1, "successful": 1, "failed": 0}
    stand_in.says = (200, {"timed_out": False, "_shards": shards, "hits": {"hits": [{"sort": at} for at in places]}})

    assert shown(text="subak") == [stories[29].pk]


def test_a_story_that_was_moved_in_time_is_on_no_page_where_it_does_not_belong(stand_in: StandIn) -> None:
    stories = [make.article(headline="Subak", published_at=make.NOW - timedelta(days=days)) for days in range(4)]
    told()
    walk = walk_of(Asked.read("subak"))
    first = walk.newest(2)

    Article.objects.filter(pk=stories[3].pk).update(published_at=make.NOW + timedelta(seconds=-1))
    SearchEntry.objects.filter(pk=stories[3].pk).update(listed_at=make.NOW + timedelta(seconds=-1))

    assert [place.pk for place in walk.newest(2, before=first[-1])] == [stories[2].pk]


def test_a_password_may_have_any_letters(stand_in: StandIn, settings: Any) -> None:
    story = make.article(headline="Panen padi")
    settings.SEARCH_SERVER = {**settings.SEARCH_SERVER, "password": "sandi €"}

    assert shown(text="padi") == [story.pk]


def test_readers_see_what_it_proposes(client: Client, stand_in: StandIn, only_proposed: None) -> None:
    make.article(headline="Panen padi", body="<p>Petani menunggu hujan.</p>")
    told()

    page = client.get("/search/", {"q": "hujan"}).content.decode()

    assert "Panen padi" in page
    assert "<mark>hujan</mark>" in page
