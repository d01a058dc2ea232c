"""While the database cannot be asked readers get what was there, and nothing that was withdrawn from them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client

from articles import content_version, publishing
from articles.pagecache import shared, shelf
from articles.pagecache.shared import WITHDRAWALS
from tests import make

pytestmark = pytest.mark.django_db
Committed = Callable[[Callable[[], Any]], None]
Process = Callable[[], Client]


@pytest.fixture
def no_database() -> Callable[[], Any]:
    """Every statement fails, as it does when the server is gone."""

    def fails(*_statement: Any) -> None:
        raise OperationalError("the server has gone")

    @contextmanager
    def gone() -> Iterator[None]:
        content_version.forget()
        with connection.execute_wrapper(fails):
            yield
        content_version.forget()

    return gone


def restarted() -> None:
    """A process that has never asked the database."""
    content_version._memory.version = None
    content_version.forget()


def test_shows_what_it_has_shown_before_and_says_that_it_is_old(process: Process, no_database: Any) -> None:
    address = make.article(headline="Panen Raya").get_absolute_url()
    one, other = process(), process()
    page = one.get(address)

    with no_database():
        answers = [one.get(address), other.get(address)]

    for answer in answers:
        assert (answer.status_code, answer.content) == (200, page.content)
        assert answer["X-Newsroom-Stale"] == "yes"
        assert int(answer["Age"]) >= 0
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-while-revalidate=3"
        assert "X-Newsroom-State" not in answer
    assert "X-Newsroom-Stale" not in one.get(address)


def test_an_old_page_is_told_whole_and_is_nobody_s_to_keep(reader: Client, no_database: Any) -> None:
    """Who keeps it by an ETag would hear later that it is the same, and go on saying that it is old."""
    address = make.article().get_absolute_url()
    page = reader.get(address)

    with no_database():
        answer = reader.get(address, headers={"if-none-match": page["ETag"]})

    assert (answer.status_code, answer.content) == (200, page.content)
    assert "ETag" not in answer


def test_shows_old_pages_of_an_earlier_state_as_long_as_nothing_was_withdrawn(
    reader: Client, no_database: Any, edo: User, committed: Committed
) -> None:
    address = make.article().get_absolute_url()
    other = make.article(status="in_review")
    reader.get(address)
    committed(lambda: publishing.publish(other, by=edo))

    with no_database():
        answer = reader.get(address)

    assert answer["X-Newsroom-Stale"] == "yes"


def test_never_shows_what_was_withdrawn(process: Process, no_database: Any, citra: User, committed: Committed) -> None:
    story = make.article(headline="Keliru Sekali")
    processes = [process(), process()]
    pages = ["/", "/berita/", "/feed/", story.get_absolute_url()]
    for reader in processes:
        assert all("Keliru Sekali" in reader.get(page).content.decode() for page in pages)

    committed(lambda: publishing.withdraw(story, by=citra, because="keliru"))
    with no_database():
        answers = [reader.get(page) for reader in [*processes, process()] for page in pages]
        restarted()
        answers += [process().get(page) for page in pages]

    assert {answer.status_code for answer in answers} == {503}
    assert not [answer for answer in answers if b"Keliru Sekali" in answer.content]


def test_says_the_withdrawal_where_it_has_been_seen(
    reader: Client, no_database: Any, citra: User, committed: Committed
) -> None:
    story, other = make.article(), make.article()
    committed(lambda: publishing.withdraw(story, by=citra, because="keliru"))
    gone = reader.get(story.get_absolute_url())
    reader.get(other.get_absolute_url())

    with no_database():
        assert (gone.status_code, reader.get(story.get_absolute_url()).status_code) == (410, 410)
        assert reader.get(other.get_absolute_url()).status_code == 200


def test_a_withdrawal_is_known_even_if_the_database_dies_with_it(
    process: Process, no_database: Any, citra: User, committed: Committed
) -> None:
    story = make.article()
    process().get(story.get_absolute_url())
    connection.run_on_commit.clear()
    publishing.withdraw(story, by=citra, because="keliru")

    with no_database():
        content_version._after_withdrawal()
        answer = process().get(story.get_absolute_url())

    assert answer.status_code == 503


def test_a_process_that_has_just_started_shows_what_others_have_made(process: Process, no_database: Any) -> None:
    address = make.article().get_absolute_url()
    process().get(address)
    restarted()

    with no_database():
        assert process().get(address)["X-Newsroom-Stale"] == "yes"


def test_shows_nothing_old_when_nobody_knows_what_was_withdrawn(process: Process, no_database: Any) -> None:
    address = make.article().get_absolute_url()
    reader = process()
    reader.get(address)
    caches["pages"].delete(WITHDRAWALS)

    with no_database():
        assert reader.get(address).status_code == 503


def test_a_cache_that_was_started_anew_hears_it_without_a_change(
    reader: Client, no_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "NOTES_AGAIN_SECONDS", 0.0)
    first, second = (make.article().get_absolute_url() for _ in range(2))
    reader.get(first)
    caches["pages"].clear()
    reader.get(second)

    with no_database():
        assert [reader.get(address)["X-Newsroom-Stale"] for address in (first, second)] == ["yes"] * 2


@pytest.mark.parametrize(
    "address", ["/berita/", "/berita/1/belum-dibaca/", "/search/?q=padi", "/oembed/?url=http://localhost:8000/a/1/b/"]
)
def test_asks_for_patience_where_it_has_nothing(
    reader: Client, no_database: Any, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    reader.raise_request_exception = False

    with caplog.at_level(logging.CRITICAL, "django.request"), no_database():
        answer = reader.get(address)

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert "<h1" in answer.content.decode()


def test_what_needs_no_database_is_there(reader: Client, no_database: Any) -> None:
    with no_database():
        assert reader.get("/robots.txt").status_code == 200


def test_asks_a_dead_database_no_more_than_once_a_second(reader: Client, no_database: Any) -> None:
    asked = []

    def counts(execute: Any, *statement: Any) -> Any:
        asked.append(statement)
        return execute(*statement)

    with no_database(), connection.execute_wrapper(counts):
        for _ in range(50):
            reader.get("/berita/")

    assert len(asked) <= 1


def test_a_page_is_made_without_a_cache_that_is_away(
    reader: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_arguments: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr("articles.pagecache.files.PageFiles.get", away)
    monkeypatch.setattr("articles.pagecache.files.PageFiles.set", away)
    address = make.article().get_absolute_url()

    answers = [reader.get(address) for _ in range(3)]
    shared._state.rests_until = 0.0

    assert [answer.status_code for answer in answers] == [200] * 3
    assert caplog.text.count("cannot be reached") == 1
