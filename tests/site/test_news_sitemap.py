"""The map that Google News reads: the last two days, at most a thousand, and never an empty file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from lxml import etree

from articles.listing import archive
from articles.models.article import Kind
from tests import make

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
HERE = "http://localhost:8000"


def news(client: Client) -> etree._Element:
    response = client.get("/sitemap/news.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return etree.fromstring(response.content)


def titles(client: Client) -> list[str]:
    return news(client).xpath("//n:title/text()", namespaces=NS)


def test_tells_of_each_story_what_google_asks_for(client: Client) -> None:
    story = make.article(headline="Panen raya", published_at=make.YESTERDAY)

    seen = news(client)

    assert seen.xpath("//s:loc/text()", namespaces=NS) == [HERE + story.get_absolute_url()]
    assert seen.xpath("//n:name/text()", namespaces=NS) == ["Tridatu Pos"]
    assert seen.xpath("//n:language/text()", namespaces=NS) == ["id"]
    assert seen.xpath("//n:title/text()", namespaces=NS) == ["Panen raya"]
    (at,) = seen.xpath("//n:publication_date/text()", namespaces=NS)
    assert at[10] == "T"
    assert at.endswith("+08:00")


def test_holds_two_days_and_no_more(client: Client) -> None:
    make.article(headline="Baru", published_at=make.NOW - timedelta(days=1, hours=23))
    make.article(headline="Lama", published_at=make.NOW - timedelta(days=2, hours=1))

    assert titles(client) == ["Baru"]


def test_holds_no_more_than_the_most_newest_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_NEWS", 2)
    for hours in (3, 1, 2):
        make.article(headline=f"Jam {hours}", published_at=make.NOW - timedelta(hours=hours))

    assert titles(client) == ["Jam 1", "Jam 2"]


@pytest.mark.parametrize("headline", ["Harga & pajak < “naik” >", "]]></n:title>", "🔥 ᬅᬓ᭄ᬱᬭ", "&amp; &#0;"])
def test_is_well_formed_whatever_the_headline(headline: str, client: Client) -> None:
    make.article(headline=headline)

    assert titles(client) == [headline]


def test_leaves_out_what_xml_cannot_hold(client: Client) -> None:
    make.article()
    with connection.cursor() as cursor:
        # As another program might write it: our own fields refuse it.
        cursor.execute("UPDATE articles_article SET headline = %s", ["lonceng\x07 berdentang"])

    assert titles(client) == ["lonceng berdentang"]


def test_holds_the_newest_story_as_a_plain_address_after_two_quiet_days(client: Client) -> None:
    make.article(published_at=make.NOW - timedelta(days=9))
    newest = make.article(published_at=make.NOW - timedelta(days=5))

    seen = news(client)

    assert seen.xpath("//s:loc/text()", namespaces=NS) == [HERE + newest.get_absolute_url()]
    assert seen.xpath("//n:news", namespaces=NS) == []


def test_is_not_there_before_the_first_story(client: Client) -> None:
    make.article(published_at=make.TOMORROW)

    assert client.get("/sitemap/news.xml").status_code == 404


def test_holds_no_advertisement(client: Client) -> None:
    make.article(headline="Berita")
    make.article(kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji")

    assert titles(client) == ["Berita"]


def test_is_named_in_robots_txt(client: Client) -> None:
    assert f"Sitemap: {HERE}/sitemap/news.xml\n" in client.get("/robots.txt").content.decode()
