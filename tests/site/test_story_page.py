"""What a reader sees of a story."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import html

from articles.models import Article, RelatedLink
from articles.models.article import Kind
from tests import make

pytestmark = pytest.mark.django_db

MIDNIGHT_IN_BALI = datetime(2024, 11, 15, 16, tzinfo=UTC)
BLOCK = '<aside data-related-link="r1"></aside>'


def page(client: Client, story: Article) -> html.HtmlElement:
    response = client.get(story.get_absolute_url())
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_has_one_headline_and_the_marks_of_a_page(client: Client) -> None:
    seen = page(client, make.article(headline="Panen <raya> & pesta"))

    assert seen.xpath("//h1//text()") == ["Panen <raya> & pesta"]
    assert [len(seen.xpath(f"//{mark}")) for mark in ("main", "body/header", "body/footer")] == [1, 1, 1]
    assert seen.xpath("//a[@class='skip-link']/@href") == ["#content"]


def test_tells_the_time_in_bali_by_name(client: Client) -> None:
    seen = page(client, make.article(published_at=MIDNIGHT_IN_BALI))

    (time,) = seen.xpath("//*[@class='byline-times']/time")
    assert time.get("datetime") == "2024-11-16T00:00:00+08:00"
    assert time.text.startswith("Sabtu, 16 November 2024, 00")
    assert time.text.endswith(" WITA")


def test_stands_in_the_archive_of_the_day_in_bali(client: Client) -> None:
    make.article(headline="Lewat tengah malam", published_at=MIDNIGHT_IN_BALI)

    assert "Lewat tengah malam" in client.get("/archive/2024/11/16/").content.decode()
    assert client.get("/archive/2024/11/15/").status_code == 404


def test_says_when_it_was_updated_only_if_it_was(client: Client) -> None:
    plain = page(client, make.article(published_at=MIDNIGHT_IN_BALI, updated_at=MIDNIGHT_IN_BALI))
    changed = page(client, make.article(published_at=MIDNIGHT_IN_BALI, updated_at=make.NOW))

    assert len(plain.xpath("//*[@class='byline-times']//time")) == 1
    assert len(changed.xpath("//*[@class='byline-times']//time")) == 2


def test_shows_the_photo_with_its_words_and_measures(client: Client) -> None:
    photo = make.photo(caption="Padi <muda>", credit="Dewa & Gede")
    seen = page(client, make.article(lead_photo=photo))

    (image,) = seen.xpath("//figure/img")
    assert image.get("alt") == "Subak di Jatiluwih"
    assert (image.get("width"), image.get("height")) == (str(photo.width_px), str(photo.height_px))
    assert "Padi <muda>" in seen.xpath("string(//figcaption)")
    assert "Dewa & Gede" in seen.xpath("string(//figcaption)")


def test_puts_the_current_headline_in_the_place_of_a_block(client: Client) -> None:
    target = make.article(headline="Judul pertama")
    story = make.article(body=f"<p>a</p>{BLOCK}<p>b</p>")
    make.link(story, key="r1", target=target)

    target.headline = "Judul <kedua>"
    target.save()

    (link,) = page(client, story).xpath("//*[@class='read-also']/a")
    assert (link.text, link.get("href")) == ("Judul <kedua>", target.get_absolute_url())


def test_says_where_a_link_outside_leads(client: Client) -> None:
    story = make.article()
    make.link(story, url="https://www.bmkg.go.id/cuaca", label="Prakiraan <cuaca>")

    (item,) = page(client, story).xpath("//*[@class='related-links']/li")
    assert item.xpath("string(a)") == "Prakiraan <cuaca>"
    assert item.xpath("string(span)") == "bmkg.go.id"


def test_shows_no_link_that_is_not_to_the_web(client: Client) -> None:
    story = make.article(body=f"<p>a</p>{BLOCK}")
    make.link(story, key="r1", url="https://a.example")
    # As a loaded dump might have it: the form of the desk refuses it.
    RelatedLink.objects.update(url="javascript:alert(1)")

    assert "javascript:" not in client.get(story.get_absolute_url()).content.decode()


def test_marks_what_was_paid_for_wherever_it_stands(client: Client) -> None:
    make.article(headline="Berita biasa", published_at=make.YESTERDAY)
    story = make.article(kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji", tags=("uang",), published_at=make.NOW)

    for address in (story.get_absolute_url(), "/", "/berita/", "/tag/uang/", "/search/?q=naskah"):
        assert re.search(r"Advertorial[^<]*Bank Uji", client.get(address).content.decode()), address


def test_never_leads_the_front_page_with_an_advertorial(client: Client) -> None:
    make.article(headline="Berita biasa", published_at=make.YESTERDAY)
    make.article(kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji", published_at=make.NOW)

    seen = html.fromstring(client.get("/").content.decode())

    assert seen.xpath("string(//*[contains(@class,'is-lead')]//h2/a)") == "Berita biasa"


def test_says_at_the_end_that_it_is_not_yet_verified(client: Client) -> None:
    story = make.article(unverified_reason="keterangan saksi <berbeda>")

    note = page(client, story).xpath("string(//*[@class='story-unverified']/em)")

    assert note.startswith("[")
    assert "keterangan saksi <berbeda>" in note
    assert note.endswith("]")


def test_describes_itself_without_giving_a_way_out(client: Client) -> None:
    name = "</script><script>alert(1)</script>"
    story = make.article(headline=name, standfirst=f"{name} \u2028 <!--", authors=(make.author(name),))

    page = client.get(story.get_absolute_url()).content.decode()
    data, way = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    assert json.loads(data)["headline"] == name
    assert json.loads(data)["author"][0]["name"] == name
    assert json.loads(way)["itemListElement"][-1]["name"] == name
    assert "<script>alert" not in page


def test_holds_no_style_and_no_script_of_its_own(client: Client) -> None:
    story = make.article(lead_photo=make.photo(focal_x_percent=17, focal_y_percent=100))

    for address in ("/", story.get_absolute_url(), "/archive/"):
        seen = html.fromstring(client.get(address).content.decode())
        assert not seen.xpath("//style | //@style | //script[not(@type='application/ld+json')] | //@onclick")
    assert "focus-x-20 focus-y-100" in client.get("/").content.decode()
