"""What is opinion, and what was paid for, says so wherever it stands."""

import html
import json
import re

import feedparser
import pytest
from django.test import Client

from articles.models import Article
from articles.models.article import Kind
from tests import make

pytestmark = pytest.mark.django_db

KINDS = {
    "Opini": {"kind": Kind.OPINION},
    "Advertorial": {"kind": Kind.ADVERTORIAL, "sponsor_name": "Bank Uji"},
}


def marked(word: str) -> Article:
    story = make.article(headline="Yang ditandai", tags=("uang",), authors=(make.author(),), **KINDS[word])
    neighbour = make.article(
        headline="Berita biasa", body='<p>a</p><aside data-related-link="r1"></aside>', published_at=make.NOW
    )
    make.link(neighbour, target=story, key="r1")
    make.link(neighbour, target=story)
    return story


@pytest.mark.parametrize("word", KINDS)
def test_is_said_before_every_headline(word: str, client: Client) -> None:
    story = marked(word)
    neighbour = Article.objects.get(headline="Berita biasa")
    pages = ["/", "/berita/", "/tag/uang/", "/author/ni-luh-sari/", "/search/?q=ditandai", "/tidak-ada/"]
    pages += [f"/archive/{make.YESTERDAY:%Y/%m}/", neighbour.get_absolute_url(), story.get_absolute_url()]

    for address in pages:
        page = client.get(address).content.decode()
        for match in re.finditer(r"<a (?!class=\"card-photo)[^>]*>Yang ditandai</a>", page):
            assert re.search(rf'class="mark[^>]*>{word}', page[max(0, match.start() - 400) : match.start()]), address


@pytest.mark.parametrize("word", KINDS)
def test_is_said_on_the_story_s_page_in_title_head_and_foot(word: str, client: Client) -> None:
    page = client.get(marked(word).get_absolute_url()).content.decode()

    assert f"<title>{word}" in page
    assert f'property="og:title" content="{word}' in page
    assert 'class="story-note"' in page


@pytest.mark.parametrize("word", KINDS)
@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/feed/json/"])
def test_is_said_in_the_feeds(address: str, word: str, client: Client) -> None:
    marked(word)

    content = client.get(address).content.decode()

    if address == "/feed/json/":
        titles = [item["title"] for item in json.loads(content)["items"]]
    else:
        titles = [html.unescape(entry.title) for entry in feedparser.parse(content).entries]
    assert any(title.startswith(word) for title in titles)


def test_says_who_paid(client: Client) -> None:
    story = marked("Advertorial")

    assert client.get(story.get_absolute_url()).content.decode().count("Bank Uji") > 4
    assert "Bank Uji" in client.get(f"/oembed/?url=http://localhost:8000{story.get_absolute_url()}").json()["html"]


def test_what_was_paid_for_is_no_news_for_search_engines(client: Client) -> None:
    marked("Advertorial")

    assert "Yang ditandai" not in client.get("/sitemap/news.xml").content.decode()
