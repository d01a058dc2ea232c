"""The map that search engines read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles import sitemaps
from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=NS)


def test_holds_every_address_once(client: Client) -> None:
    times = [datetime(2024, 1, 31, 15, 30, tzinfo=UTC), datetime(2024, 1, 31, 16, tzinfo=UTC), make.YESTERDAY]
    stories = [make.article(published_at=at, authors=(make.author(),)) for at in times]

    maps = locations(client, "/sitemap.xml")
    found = [loc for each in maps for loc in locations(client, each.removeprefix("http://localhost:8000"))]

    assert len(found) == len(set(found))
    assert {f"http://localhost:8000{story.get_absolute_url()}" for story in stories} <= set(found)
    assert {"http://localhost:8000/", "http://localhost:8000/berita/"} <= set(found)
    # Midnight in Bali parts the months: 16:00 in London is the first of February.
    assert "http://localhost:8000/sitemap/2024-02.xml" in maps


def test_says_when_a_story_last_changed(client: Client) -> None:
    at, changed = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 3, 5, 7, tzinfo=UTC)
    make.article(published_at=at, updated_at=changed)
    make.article(published_at=at)

    page = etree.fromstring(client.get("/sitemap/2024-03.xml").content)

    assert page.xpath("//s:lastmod/text()", namespaces=NS) == ["2024-03-01", "2024-03-05"]


def test_says_in_the_index_when_a_month_last_changed(client: Client) -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    make.article(published_at=at, updated_at=datetime(2024, 3, 5, 7, tzinfo=UTC))
    make.article(published_at=at, updated_at=datetime(2024, 5, 9, tzinfo=UTC), status="draft")
    make.article(published_at=datetime(2024, 4, 2, tzinfo=UTC), embargo_until=datetime(2024, 6, 1, tzinfo=UTC))

    page = etree.fromstring(client.get("/sitemap.xml").content)
    found = dict(
        zip(
            page.xpath("//s:loc/text()", namespaces=NS)[1:],
            page.xpath("//s:lastmod/text()", namespaces=NS),
            strict=True,
        )
    )

    assert {address[-11:]: said[:10] for address, said in found.items()} == {
        "2024-04.xml": "2024-06-01",
        "2024-03.xml": "2024-03-05",
    }


def test_parts_a_month_of_more_stories_than_one_file_may_hold(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 2)
    monkeypatch.setattr(sitemaps.OurSitemap, "limit", 2)
    stories = [make.article(published_at=datetime(2024, 3, day, tzinfo=UTC)) for day in range(1, 6)]

    maps = [address.removeprefix(HERE) for address in locations(client, "/sitemap.xml")[1:]]
    found = [location for each in maps for location in locations(client, each)]

    assert maps == ["/sitemap/2024-03.xml", "/sitemap/2024-03.xml?p=2", "/sitemap/2024-03.xml?p=3"]
    assert sorted(found) == sorted(HERE + story.get_absolute_url() for story in stories)
    assert client.get("/sitemap/2024-03.xml?p=4").status_code == 404


def test_is_answered_anew_when_a_story_was_withdrawn(client: Client) -> None:
    """By its ETag: the time of the last change goes back."""
    make.article(published_at=make.YESTERDAY - timedelta(hours=1))
    story = make.article()
    address = f"/sitemap/{timezone.localdate(make.YESTERDAY):%Y-%m}.xml"
    first = client.get(address)
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304

    Article.objects.filter(pk=story.pk).update(status="withdrawn")

    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert "Last-Modified" not in first


def test_leaves_out_authors_without_a_public_story(client: Client) -> None:
    make.article(published_at=make.TOMORROW, authors=(make.author("Belum Terbit"),))

    assert "belum-terbit" not in client.get("/sitemap/parts.xml").content.decode()


@pytest.mark.parametrize("address", ["/sitemap/2024-13.xml", "/sitemap/0001-01.xml", "/sitemap/9999-12.xml"])
def test_answers_404_for_a_month_that_is_none(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_is_named_in_robots_txt(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://localhost:8000/sitemap.xml\n" in response.content.decode()
    assert response.content.startswith(b"User-agent: *\nDisallow: /admin/\n")


def test_is_empty_but_sound_for_a_new_site(client: Client) -> None:
    assert locations(client, "/sitemap.xml") == ["http://localhost:8000/sitemap/parts.xml"]
    assert locations(client, "/sitemap/parts.xml") == ["http://localhost:8000/"]
