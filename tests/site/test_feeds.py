"""Feeds that any reader can read, whatever the stories hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from lxml import etree

from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = [
    "]]></title><script>alert(1)</script>",
    "Harga & pajak < “naik” > turun",
    "bukan-huruf \uffff \ufffe di tengah",
    "🔥 ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ",
    "&lt;b&gt;sudah luput&lt;/b&gt; &#0; &nbsp;",
]


def feed(client: Client, address: str) -> etree._Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/rss+xml")
    return etree.fromstring(response.content)


@pytest.mark.parametrize("headline", HOSTILE)
def test_is_well_formed_whatever_the_headline(headline: str, client: Client) -> None:
    make.article(headline=headline, standfirst=headline, authors=(make.author(headline),), tags=("api",))

    for address in ("/feed/", "/berita/feed/", "/tag/api/feed/"):
        titles = feed(client, address).xpath("//item/title/text()")

        assert titles == [headline.replace("\uffff", "").replace("\ufffe", "")]


def test_leaves_out_what_xml_cannot_hold(client: Client) -> None:
    make.article()
    with connection.cursor() as cursor:
        # As another program might write it: our own fields refuse it.
        cursor.execute("UPDATE articles_article SET headline = %s", ["tab tegak\x0b lonceng\x07"])

    assert feed(client, "/feed/").findtext(".//item/title") == "tab tegak lonceng"


def test_says_when_a_story_appeared_and_when_it_changed(client: Client) -> None:
    make.article(published_at=make.YESTERDAY, updated_at=make.NOW)

    item = feed(client, "/feed/").find(".//item")

    assert item.findtext("pubDate") == make.YESTERDAY.strftime("%a, %d %b %Y %H:%M:%S +0000")
    assert item.findtext(f"{ATOM}updated", "").startswith(make.NOW.strftime("%Y-%m-%dT%H:%M:%S"))


def test_is_at_the_addresses_the_pages_name(client: Client) -> None:
    story = make.article(tags=("Subak",), authors=(make.author("Ni Luh Sari"),))
    pages = {
        "/": "/feed/",
        "/berita/": "/berita/feed/",
        "/tag/subak/": "/tag/subak/feed/",
        "/author/ni-luh-sari/": "/author/ni-luh-sari/feed/",
        story.get_absolute_url(): "/berita/feed/",
    }

    for page, address in pages.items():
        assert 'type="application/rss+xml" title="' in client.get(page).content.decode()
        assert f'href="{address}"' in client.get(page).content.decode(), page
        assert feed(client, address).find(f".//{ATOM}link").get("href") == f"http://localhost:8000{address}"


def test_holds_the_newest_twenty(client: Client) -> None:
    for i in range(25):
        make.article(headline=f"Nomor {i}", published_at=make.YESTERDAY - timedelta(minutes=i))

    assert feed(client, "/feed/").xpath("//item/title/text()") == [f"Nomor {i}" for i in range(20)]


def test_answers_404_where_there_is_nothing_to_follow(client: Client) -> None:
    make.author("Belum Menulis")
    make.tag("Belum Dipakai")

    for address in ("/x/feed/", "/tag/x/feed/", "/author/x/feed/", "/tag/belum-dipakai/feed/"):
        assert client.get(address).status_code == 404, address
    assert client.get("/author/belum-menulis/feed/").status_code == 404
