"""A search server is told of every change, in the order of the changes, and of none that was taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles import content_version, publishing, tagging
from articles.management.commands import publish_due
from articles.models import SearchEntry, SearchErrand
from articles.search import Asked, opensearch, server, servers, telling
from articles.search.opensearch import Server
from articles.search.outside import walk_of
from articles.search.servers import Change
from tests import make
from tests.importing.records import bring_in, record
from tests.search.standin import StandIn

pytestmark = pytest.mark.django_db

Committed = Callable[..., Any]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """Do it as a transaction that ends: what waits for its end is done."""

    def begin() -> Any:
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return begin


@pytest.fixture
def index(stand_in: StandIn) -> StandIn:
    call_command("search_index", verbosity=0)
    return stand_in


def is_in_line() -> bool:
    call_command("search_index", "--check", verbosity=0)
    return not SearchErrand.objects.exists()


def proposed(text: str) -> list[int]:
    query = walk_of(Asked.read(text))._query()  # type: ignore[attr-defined]
    return [place.story for place in ours().propose(query, 100, after=None, newest_first=True)]


def ours() -> Server:
    there = server()
    assert there
    return there


def test_hears_of_whatever_changes_a_story(index: StandIn, edo: User, citra: User, committed: Committed) -> None:
    with committed():
        author = make.author("Ni Luh Sari")
        story = make.article(status="draft", headline="Panen padi", tags=("Subak", "Sawah"), authors=(author,))
        other = make.article(headline="Harga padi")
    assert proposed("padi") == [other.pk]

    with committed():
        publishing.publish(story, by=edo)
        author.name = "Ni Luh Dewi"
        author.save()
        tagging.merge([story.tags.get(name="Sawah")], into=make.tag("Irigasi"))
        story.tags.remove("Subak")
        other.delete()

    assert proposed("padi dewi irigasi") == [story.pk]
    assert proposed("sari") == proposed("subak") == proposed("harga") == []
    assert list(index.documents) == [str(story.pk)]
    assert is_in_line()

    with committed():
        publishing.withdraw(story, by=citra, because="Salah.")

    assert proposed("padi") == []
    assert is_in_line()


def test_hears_of_an_import(index: StandIn, committed: Committed) -> None:
    with committed():
        bring_in(*(record(f"Panen {number}") for number in range(30)))

    assert len(index.documents) == 30
    assert is_in_line()


def test_hears_nothing_of_what_was_taken_back(index: StandIn, committed: Committed) -> None:
    with committed(), transaction.atomic():
        make.article(headline="Panen padi")
        transaction.set_rollback(True)

    assert index.documents == {}
    assert is_in_line()


def test_a_story_is_as_it_was_after_the_last_change_whoever_tells_of_an_earlier_one(index: StandIn) -> None:
    story = make.article(headline="Panen padi")
    early = telling.documents_of([story.pk])[story.pk]
    number = SearchErrand.objects.get().pk
    story.headline = "Panen kopi"
    story.save()
    list(telling.tell())

    ours().take([Change(story.pk, number, early)])
    ours().take([Change(story.pk, number, None)])

    assert proposed("kopi") == [story.pk]
    assert is_in_line()


def test_what_could_not_be_told_is_told_by_publish_due(
    index: StandIn, committed: Committed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(opensearch, "RESTS_SECONDS", 0.0)
    index.says = (503, {"error": {"type": "cluster_block_exception"}, "status": 503})
    with committed():
        stories = [make.article(headline=f"Panen padi {number}") for number in range(5)]
    call_command("publish_due")
    said = capsys.readouterr()
    index.says = None
    monkeypatch.setattr(telling, "AT_ONCE", 2)

    call_command("publish_due")

    assert "503, cluster_block_exception. What it is to be told waits." in said.err
    assert "told of 5 changed stories." in capsys.readouterr().out
    assert sorted(proposed("padi")) == sorted(story.pk for story in stories)
    assert is_in_line()


def test_publish_due_leaves_the_rest_to_the_next_run(index: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish_due, "TELLS_SECONDS", -1.0)
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    for number in range(5):
        make.article(headline=f"Panen padi {number}")

    call_command("publish_due")

    assert (len(index.documents), SearchErrand.objects.count()) == (2, 3)


def test_a_save_tells_no_more_than_a_little_of_what_waits(
    index: StandIn, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    for number in range(5):
        make.article(headline=f"Panen padi {number}")

    with committed():
        make.article(headline="Panen kopi")

    assert SearchErrand.objects.count() == 4
    assert len(index.documents) == 2


def test_a_refused_story_is_named_and_holds_up_no_other(index: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    refused, other = make.article(headline="Panen padi"), make.article(headline="Panen kopi")
    index.refuses = str(refused.pk)

    list(telling.tell())

    assert f"refuses story {refused.pk}: mapper_parsing_exception." in caplog.text
    assert list(index.documents) == [str(other.pk)]
    with pytest.raises(CommandError, match="1 of 2 stories differ"):
        call_command("search_index", "--check")


def test_much_is_told_in_several_bulks(index: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opensearch, "MOST_BYTES", 1000)
    for number in range(5):
        make.article(headline=f"Panen padi {number}")

    list(telling.tell())

    assert sum("_bulk" in each for each in index.asked) > 1
    assert len(index.documents) == 5
    assert is_in_line()


def test_a_document_makes_no_index(index: StandIn, committed: Committed) -> None:
    with committed():
        story = make.article(headline="Panen padi")
    index.indexes.clear()

    with committed():
        story.headline = "Panen kopi"
        story.save()

    assert index.indexes == {}
    assert SearchErrand.objects.count() == 1


def test_readers_and_proxies_hear_of_a_withdrawal_before_the_search_server_does(index: StandIn, citra: User) -> None:
    story = make.article(headline="Panen padi")
    connection.run_on_commit.clear()

    publishing.withdraw(story, by=citra, because="Salah.")

    waiting = [entry[1] for entry in connection.run_on_commit]
    assert waiting.index(content_version._after_withdrawal) < waiting.index(telling._tell_now)


def test_nothing_is_written_down_without_a_search_server() -> None:
    make.article().delete()

    assert not SearchErrand.objects.exists()


def test_the_index_is_made_and_proved_and_mended(stand_in: StandIn, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, missing, right = (make.article(headline=f"Panen {name}") for name in ("padi", "kopi", "jagung"))
    call_command("search_index")
    made = capsys.readouterr().out
    assert is_in_line()
    stand_in.documents[str(wrong.pk)]["digest"] = "lain"
    del stand_in.documents[str(missing.pk)]
    stand_in.documents["987654"] = {**stand_in.documents[str(right.pk)], "story": 987654}

    with pytest.raises(CommandError, match="3 of 3 stories differ"):
        call_command("search_index", "--check")
    named = capsys.readouterr().err
    call_command("search_index")

    assert "3 stories looked at, 0 mended." in made
    for number in (wrong.pk, missing.pk, 987654):
        assert f"Story {number}: the search server knows something else of it." in named
    assert "3 mended" in capsys.readouterr().out
    assert sorted(stand_in.documents) == sorted(str(story.pk) for story in (wrong, missing, right))
    assert is_in_line()


def test_after_a_backup_was_restored_the_index_is_made_anew(stand_in: StandIn) -> None:
    story = make.article(headline="Panen padi")
    call_command("search_index", verbosity=0)
    stand_in.index.versions[str(story.pk)] = 10**9  # of changes that this database knows nothing of
    story.headline = "Panen kopi"
    story.save()
    list(telling.tell())
    with pytest.raises(CommandError, match="1 of 1 stories differ"):
        call_command("search_index", "--check")
    with pytest.raises(CommandError, match=r"still knows something else of 1 stories.*it has seen later changes"):
        call_command("search_index")

    call_command("search_index", "--anew", verbosity=0)

    assert proposed("kopi") == [story.pk]
    assert is_in_line()


def test_the_index_is_made_while_entries_are_wrong(stand_in: StandIn) -> None:
    story = make.article(headline="Panen padi")
    SearchEntry.objects.all().delete()

    call_command("search_index", verbosity=0)

    assert proposed("padi") == [story.pk]
    assert is_in_line()


def test_finds_strangers_that_no_search_has_seen_yet(index: StandIn) -> None:
    index.refreshes = False
    index.documents["987654"] = {"story": 987654, "digest": "lain"}

    with pytest.raises(CommandError, match="1 of 0 stories differ"):
        call_command("search_index", "--check")


def test_an_index_of_another_shape_is_made_anew(stand_in: StandIn) -> None:
    story = make.article(headline="Panen padi")
    call_command("search_index", verbosity=0)
    stand_in.index.mappings["_meta"] = {"newsroom": 0}
    servers._server.cache_clear()  # a process of the new version

    with pytest.raises(CommandError, match="no index of this version"):
        call_command("search_index", "--check")
    servers._server.cache_clear()
    call_command("search_index", verbosity=0)

    assert proposed("padi") == [story.pk]


def test_an_index_that_is_not_ours_is_left_alone(stand_in: StandIn) -> None:
    make.article()
    ours().make()
    stand_in.index.mappings["_meta"] = {}
    stand_in.documents["1"] = {"theirs": True}
    servers._server.cache_clear()

    with pytest.raises(CommandError, match="its index of this name is not ours"):
        call_command("search_index", "--anew")

    assert stand_in.documents == {"1": {"theirs": True}}


def test_a_command_says_that_the_server_is_away(stand_in: StandIn, settings: Any) -> None:
    make.article()
    settings.SEARCH_SERVER = {**settings.SEARCH_SERVER, "address": "http://127.0.0.1:9"}

    with pytest.raises(CommandError, match=r"OpenSearch at http://127.0.0.1:9/warta: no answer") as refused:
        call_command("search_index")

    assert "rahasia" not in str(refused.value)


def test_to_make_anew_takes_a_server() -> None:
    with pytest.raises(CommandError, match="--anew makes the index of SEARCH_URL anew"):
        call_command("search_index", "--anew")


def test_health_says_for_how_long_it_was_told_nothing(index: StandIn, desk: Client) -> None:
    make.article()
    late = timezone.now() - timedelta(minutes=6)

    well = desk.get("/healthz").content.decode()
    SearchErrand.objects.update(made_at=late)
    amiss = desk.get("/healthz")

    assert "search: told of all" in well
    assert amiss.status_code == 503
    assert f"was not told of all since {timezone.localtime(late):%Y-%m-%d %H:%M}" in amiss.content.decode()
    assert "rahasia" not in amiss.content.decode()
