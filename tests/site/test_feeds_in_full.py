"""RSS, Atom and JSON Feed hold the whole story, read by a parser that is not ours."""

import json
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from articles.models import Article, Photo
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"
LISTS = ("/feed/", "/berita/feed/", "/tag/subak/feed/", "/author/ni-luh-sari/feed/")
FORMS = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}
HOSTILE = ["]]></title><script>alert(1)</script>", "Harga & pajak < “naik” >", "🔥 ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ", "&lt;b&gt; &#0;"]


def wide_photo() -> Photo:
    photo = make.photo()
    photo.narrower_px = [480]
    photo.save()
    return photo


def story(**fields: Any) -> Article:
    """With a photo of several widths, whose addresses no feed can make whole."""
    target = make.article(headline="Yang <terkait>", published_at=make.YESTERDAY - timedelta(days=1))
    body = '<p>Alinea pertama.</p><aside data-related-link="r1"></aside><p>Alinea <strong>terakhir</strong>.</p>'
    made = make.article(body=body, authors=(make.author(),), tags=("Subak",), lead_photo=wide_photo(), **fields)
    make.link(made, key="r1", target=target)
    return made


def items(client: Client, address: str) -> list[dict[str, Any]]:
    """As a reading program has them, whatever the form."""
    response = client.get(address)
    assert response.status_code == 200
    if address.endswith("json/"):
        return [
            {"title": item["title"], "id": item["id"], "link": item["url"], "text": item["content_html"]}
            for item in json.loads(response.content)["items"]
        ]
    read = feedparser.parse(response.content, sanitize_html=False)
    assert not read.bozo, read.get("bozo_exception")
    return [
        {
            "title": html.fromstring(f"<p>{entry.title}</p>").text if "&" in entry.title else entry.title,
            "id": entry.id,
            "link": entry.link,
            "text": entry.content[0].value,
        }
        for entry in read.entries
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", LISTS)
def test_holds_the_whole_text(address: str, form: str, client: Client) -> None:
    written = story(standfirst="Berdiri di depan.", unverified_reason="masih dihitung")

    (item,) = [item for item in items(client, address + form) if item["link"] == HERE + written.get_absolute_url()]

    for words in ("Berdiri di depan.", "Alinea pertama.", "<strong>terakhir</strong>", "Yang &lt;terkait&gt;"):
        assert words in item["text"]
    assert "masih dihitung" in item["text"]
    assert client.get(address + form)["Content-Type"].startswith(FORMS[form])


@pytest.mark.parametrize("form", FORMS)
def test_every_address_in_the_text_is_whole(form: str, client: Client) -> None:
    story()

    text = html.fromstring("<div>" + "".join(item["text"] for item in items(client, "/feed/" + form)) + "</div>")

    addresses = text.xpath("//@href | //@src")
    assert len(addresses) >= 2
    assert all(address.startswith(f"{HERE}/") for address in addresses)
    assert not text.xpath("//@srcset")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("headline", HOSTILE)
def test_is_read_whatever_the_headline(headline: str, form: str, client: Client) -> None:
    make.article(headline=headline, standfirst=headline, authors=(make.author(headline),), tags=(headline[:90],))

    response = client.get(f"/feed/{form}")

    if form == "json/":
        assert json.loads(response.content)["items"][0]["title"] == headline
    else:
        read = feedparser.parse(response.content, sanitize_html=False)
        assert not read.bozo
        assert len(read.entries) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_story_keeps_its_identity_when_its_headline_changes(form: str, client: Client) -> None:
    written = make.article(headline="Judul pertama")
    before = items(client, f"/feed/{form}")[0]

    written.headline, written.slug = "Judul kedua", ""
    written.save()

    after = items(client, f"/feed/{form}")[0]
    assert before["id"] == after["id"]
    assert before["link"] != after["link"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", LISTS)
def test_answers_304_until_something_changes(address: str, form: str, client: Client) -> None:
    written = story()
    tag = client.get(address + form)["ETag"]

    unchanged = client.get(address + form, HTTP_IF_NONE_MATCH=tag)
    Article.objects.filter(pk=written.pk).update(headline="Lain", updated_at=timezone.now())
    changed = client.get(address + form, HTTP_IF_NONE_MATCH=tag)

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_tells_who_read_it_that_a_story_was_withdrawn(form: str, client: Client) -> None:
    """Not by the time of the newest story, which goes back."""
    make.article(published_at=make.YESTERDAY - timedelta(days=3))
    written = story()
    first = client.get(f"/feed/{form}")

    Article.objects.filter(pk=written.pk).update(status=Status.WITHDRAWN)
    again = client.get(f"/feed/{form}", HTTP_IF_MODIFIED_SINCE="Wed, 01 Jan 2098 00:00:00 GMT")

    assert "Last-Modified" not in first
    assert again.status_code == 200
    assert "Alinea pertama." not in again.content.decode()


def test_json_feed_says_what_its_version_asks_for(client: Client) -> None:
    story()

    feed = json.loads(client.get("/berita/feed/json/").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("Berita – Tridatu Pos", "id")
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{HERE}/berita/", f"{HERE}/berita/feed/json/")
    assert feed["items"][0]["authors"] == [{"name": "Ni Luh Sari"}]
    assert feed["items"][0]["tags"] == ["Berita", "Subak"]
    assert feed["items"][0]["image"].startswith(f"{HERE}/media/")


def test_shows_only_links_that_a_reader_may_follow(client: Client) -> None:
    written = make.article(body='<p>a</p><aside data-related-link="r1"></aside>')
    make.link(written, key="r1", target=make.article(headline="Rahasia", published_at=make.TOMORROW))

    for form in FORMS:
        assert "Rahasia" not in client.get(f"/feed/{form}").content.decode()
