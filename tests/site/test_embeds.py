"""What a story shows from elsewhere waits for the reader, and nothing is asked of anybody before."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from articles.body.embeds import FRAME_HOSTS
from tests import make

pytestmark = pytest.mark.django_db

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BODY = f'<p>a</p><figure data-embed="{YOUTUBE}">Lihat &amp; dengar</figure>'


def test_shows_a_link_and_loads_nothing_from_the_provider(client: Client) -> None:
    page = html.fromstring(client.get(make.article(body=BODY).get_absolute_url()).content.decode())

    (figure,) = page.xpath("//figure[contains(@class, 'embed')]")
    assert figure.xpath("string(.//a/@href)") == YOUTUBE
    assert figure.xpath("string(figcaption)") == "Lihat & dengar"
    assert figure.get("data-frame") == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert not page.xpath("//iframe")
    assert not [address for address in page.xpath("//*/@src | //link/@href") if "youtube" in address]


def test_needs_its_script_and_sheet_only_where_it_stands(client: Client) -> None:
    with_one = client.get(make.article(body=BODY).get_absolute_url()).content.decode()
    without = client.get(make.article().get_absolute_url()).content.decode()

    assert "js/embed.js" in with_one
    assert "embed" not in without.replace("oembed", "")


def test_the_policy_lets_a_frame_show_the_listed_providers_and_no_other() -> None:
    assert set(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]) == set(FRAME_HOSTS)
    assert all(host.startswith("https://") for host in FRAME_HOSTS)


def test_is_a_link_in_a_feed(client: Client) -> None:
    make.article(body=BODY)

    feed = client.get("/feed/json/").json()

    assert f'<a href="{YOUTUBE}">YouTube: {YOUTUBE}</a>' in feed["items"][0]["content_html"]


def test_says_of_links_in_what_was_paid_for_that_they_were(client: Client) -> None:
    body = '<p><a href="https://toko.example/">Toko</a> <a href="/berita/1/x/">Lain</a></p>'
    paid = make.article(body=body, kind="advertorial", sponsor_name="PT Contoh")
    free = make.article(body=body)

    assert '<a href="https://toko.example/" rel="sponsored">' in client.get(paid.get_absolute_url()).content.decode()
    assert "sponsored" not in client.get(free.get_absolute_url()).content.decode()
