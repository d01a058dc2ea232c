"""The map that search engines read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from articles import listing, sitemaps
from articles.listing import archive
from articles.models import Article
from tests import make
from tests.site.test_pages_of_lists import plan_of

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


def months(client: Client) -> dict[str, str]:
    """What the index says of each: the day of its last change, or nothing."""
    maps = etree.fromstring(client.get("/sitemap.xml").content).xpath("//s:sitemap", namespaces=NS)[1:]
    return {each.findtext("s:loc", "", NS)[-11:-4]: each.findtext("s:lastmod", "", NS)[:10] for each in maps}


def test_says_in_the_index_when_a_month_last_changed(client: Client) -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    make.article(published_at=at, saved_at=datetime(2024, 3, 5, 7, tzinfo=UTC))
    make.article(published_at=at, saved_at=datetime(2024, 5, 9, tzinfo=UTC), status="draft")
    make.article(published_at=make.TOMORROW, saved_at=datetime(2024, 5, 9, tzinfo=UTC))
    make.article(
        published_at=datetime(2024, 4, 2, tzinfo=UTC), embargo_until=datetime(2024, 6, 1, tzinfo=UTC), saved_at=at
    )
    make.article(published_at=datetime(2024, 5, 2, tzinfo=UTC), saved_at=at)

    assert months(client) == {"2024-05": "2024-05-02", "2024-04": "2024-06-01", "2024-03": "2024-03-05"}


def test_says_in_the_index_that_a_story_was_withdrawn(client: Client) -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    make.article(published_at=at, saved_at=at)
    make.article(published_at=at, saved_at=datetime(2024, 8, 9, tzinfo=UTC), status="withdrawn")
    # Withdrawn before its time: nobody has seen it.
    make.article(
        published_at=datetime(2024, 3, 30, tzinfo=UTC), saved_at=datetime(2024, 3, 9, tzinfo=UTC), status="withdrawn"
    )
    make.article(published_at=datetime(2024, 2, 9, tzinfo=UTC), saved_at=at, status="withdrawn")

    assert months(client) == {"2024-03": "2024-08-09"}


def test_says_nothing_of_a_month_whose_last_change_is_too_long_ago_to_look_for(
    client: Client, monkeypatch: Any
) -> None:
    """A time that is too early would keep search engines from a change."""
    monkeypatch.setattr(archive, "LATELY", 2)
    for month in (1, 2, 3, 4):
        make.article(published_at=datetime(2024, month, 1, tzinfo=UTC), saved_at=datetime(2025, month, 9, tzinfo=UTC))
    make.article(published_at=datetime(2025, 8, 1, tzinfo=UTC), saved_at=datetime(2024, 1, 1, tzinfo=UTC))

    assert months(client) == {
        "2025-08": "2025-08-01",
        "2024-04": "2025-04-09",
        "2024-03": "",
        "2024-02": "",
        "2024-01": "",
    }


def test_looks_for_what_changed_lately_along_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LATELY", 10)  # few beside the archive, as a thousand are beside one of twenty years
    # Of what an archive has none of, PostgreSQL reads by any index that it likes.
    Article.objects.filter(pk__in=[story.pk for story in make.archive()[::2]]).update(status="withdrawn")
    make.analyze()
    with CaptureQueriesContext(connection) as queries:
        archive._changed_lately()

    by_save, of_withdrawn, by_embargo = [plan_of(query) for query in queries]
    assert "article_last_saved" in by_save
    assert "article_last_saved" in of_withdrawn
    assert "article_under_embargo" in by_embargo


def test_counts_only_months_that_can_be_too_long_for_one_file(django_assert_num_queries: Any) -> None:
    for day in range(1, 9):
        make.article(published_at=datetime(2024, 3, day, tzinfo=UTC))
    make.article(published_at=datetime(2024, 4, 1, tzinfo=UTC))

    with django_assert_num_queries(3):
        found = listing.crowded(7)

    assert found == {date(2024, 3, 1): 8}


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
