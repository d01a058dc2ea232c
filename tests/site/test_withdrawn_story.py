"""A story that readers have seen and that was taken back says so, and not a word more of itself."""

import pytest
from django.test import Client

from articles.models import Article
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db

CANARY = "kenarikuning"


def withdrawn(**fields: object) -> Article:
    return make.article(headline=CANARY, body=f"<p>{CANARY}</p>", status=Status.WITHDRAWN, **fields)


def test_answers_410_at_every_address_it_had(client: Client) -> None:
    story = withdrawn(withdrawn_because=CANARY, tags=(CANARY,))

    for address in (story.get_absolute_url(), f"/lama/{story.pk}/judul-lama/", f"/berita/{story.pk}/"):
        response = client.get(address)

        assert response.status_code == 410
        assert CANARY not in response.content.decode()


def test_helps_on_with_search_and_the_latest(client: Client) -> None:
    make.article(headline="Panen raya")

    page = client.get(withdrawn().get_absolute_url()).content.decode()

    assert 'role="search"' in page
    assert "Panen raya" in page
    assert 'content="noindex"' in page


def test_is_the_same_page_for_every_such_story(client: Client) -> None:
    first, second = withdrawn(), withdrawn()

    assert client.get(first.get_absolute_url()).content == client.get(second.get_absolute_url()).content


def test_answers_404_when_it_was_withdrawn_before_its_time_had_come(client: Client) -> None:
    scheduled = withdrawn(published_at=make.TOMORROW)
    embargoed = withdrawn(embargo_until=make.TOMORROW)

    assert [client.get(story.get_absolute_url()).status_code for story in (scheduled, embargoed)] == [404, 404]


def test_has_no_picture_and_no_embedding(client: Client) -> None:
    story = withdrawn()

    for address in (
        f"/picture/{story.pk}-{story.picture_mark}.jpg",
        f"/oembed/?url=http://localhost:8000{story.get_absolute_url()}",
    ):
        assert client.get(address).status_code == 404
