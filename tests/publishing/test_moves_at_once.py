"""A move happens once however often it is asked for, and wholly or not at all."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from articles import history, publishing
from articles.models import Article, RelatedLink
from tests import make
from tests.killing import killed_at, statements_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
REQUESTS = 20
KILLS = 50


def all_at_once(by: User, address: str, form: dict[str, Any], requests: int) -> list[tuple[int, str]]:
    """The same form sent by as many at the same moment, each on a connection of its own: what each was answered."""
    together = threading.Barrier(requests)
    answers: list[tuple[int, str]] = []

    def send() -> None:
        try:
            client = Client()
            client.cookies = cookies.copy()
            together.wait()
            response = client.post(address, form)
            answers.append((response.status_code, response.headers.get("Location", "")))
        finally:
            connections.close_all()

    signed_in = Client()
    signed_in.force_login(by)
    cookies = signed_in.cookies
    threads = [threading.Thread(target=send) for _request in range(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_twenty_equal_requests_at_once_have_one_effect(edo: User) -> None:
    story = make.article(status="draft", tags=("subak",))

    answers = all_at_once(edo, f"/admin/articles/article/{story.pk}/move/publish/", {"version": 1}, REQUESTS)

    assert answers == [(302, f"/admin/articles/article/{story.pk}/change/")] * REQUESTS
    story.refresh_from_db()
    assert story.version == 2
    assert story.is_public()
    assert history.versions(story).count() == 1


def state(story: Article, waiting: RelatedLink) -> tuple[Any, ...]:
    """All that a publish changes, each as done or not done."""
    now = Article.objects.get(pk=story.pk)
    waiting.refresh_from_db()
    return (
        now.status == "published",
        now.published_at is not None,
        now.first_published_at is not None,
        now.version == 2,
        now.saved_by_id is not None,
        now.tagged_articles.get().listed_at is not None,
        now.bylines.get().listed_at is not None,
        waiting.target_id is not None,
        history.versions(now).exists(),
        now.overrides.exists(),
    )


def begun(number: int) -> tuple[Article, RelatedLink]:
    headline = f"Panen raya {number}"
    waiting = make.link(make.article(), key="r1", pending_headline=headline)
    author = make.author(f"Penulis {number}")
    return make.article(status="in_review", headline=headline, tags=("subak",), authors=(author,)), waiting


@pytest.mark.long
def test_a_publish_killed_at_any_moment_is_done_or_not_done_and_never_between(edo: User) -> None:
    # The first fills what Django remembers of permissions and types; the second has as many statements as the others.
    for number in (-2, -1):
        story, waiting = begun(number)
        statements = statements_of(lambda story=story: publishing.publish(story, by=edo))
        assert state(story, waiting) == (True,) * 10

    for kill in range(KILLS):
        story, waiting = begun(kill)

        assert killed_at(1 + kill * statements // KILLS, lambda story=story: publishing.publish(story, by=edo)), kill

        assert state(story, waiting) == (False,) * 10, kill
        publishing.publish(Article.objects.get(pk=story.pk), by=edo)
        assert state(story, waiting) == (True,) * 10, kill
