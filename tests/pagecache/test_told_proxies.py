"""A proxy is told the state of the paper as it is, and at once how often something was taken from readers."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from articles import content_version, publishing
from articles.models import ContentMark
from tests import make

pytestmark = pytest.mark.django_db
Committed = Callable[[Callable[[], Any]], None]


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """Its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_is_asked_to_ask_when_a_story_is_withdrawn_and_not_before(
    settings: Any, proxy: tuple[str, list[str]], edo: User, citra: User, committed: Committed
) -> None:
    address, asked = proxy
    settings.EDGE_URLS = [address]
    story = make.article(status="in_review")

    committed(lambda: publishing.publish(story, by=edo))
    before = list(asked)
    committed(lambda: publishing.withdraw(story, by=citra, because="keliru"))

    assert before == []
    assert asked == ["/.state?now=1"]


def test_a_proxy_that_is_away_holds_up_no_withdrawal(
    settings: Any, citra: User, committed: Committed, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EDGE_URLS = ["http://127.0.0.1:9"]
    story = make.article()

    committed(lambda: publishing.withdraw(story, by=citra, because="keliru"))

    assert "was not told of a withdrawal" in caplog.text


def test_gets_the_number_of_withdrawals_as_it_is_now(reader: Client) -> None:
    page = reader.get(make.article().get_absolute_url())
    number = int(page["X-Newsroom-Withdrawals"])
    ContentMark.objects.update(withdrawals=number + 1)  # another process

    answer = reader.get("/healthz/state")

    assert int(answer["X-Newsroom-Withdrawals"]) == number + 1
    assert answer["Cache-Control"] == "no-store"


def test_gets_the_state_that_a_page_is_of_until_anything_changes(reader: Client) -> None:
    story = make.article()
    page = reader.get(story.get_absolute_url())
    before = reader.get("/healthz/state")["X-Newsroom-State"]
    ContentMark.objects.update(mark=1)  # another process

    after = reader.get("/healthz/state")["X-Newsroom-State"]

    assert page["X-Newsroom-State"] == before != after


def test_gets_neither_when_nobody_knows_them(reader: Client) -> None:
    def fails(*_statement: Any) -> None:
        raise content_version.DatabaseError

    reader.get("/healthz/state")
    with connection.execute_wrapper(fails):
        assert reader.get("/healthz/state").status_code == 503
