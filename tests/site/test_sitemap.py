"""The map that search engines read."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import etree

from tests import make

pytestmark = pytest.mark.django_db

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
