"""A story is found by any words it holds, and no query does harm."""

import re
import time
from urllib.parse import quote

import pytest
from django.test import Client

from articles.models import Article
from articles.search import search
from tests import make

pytestmark = pytest.mark.django_db

FOUND_BY = [
    "subak",
    "SUBAK jatiluwih",
    "jatiluwih   subak",
    "“subak”",
    "café",
    "cafe\u0301",
    "CAFÉ",
    "100%",
    "a_b",
    "pura–desa",
    "pura-desa",
    "kekeringan",
    "tiga hari",
    "tabanan",
    "luwih",
]
NOT_FOUND_BY = ["subak nyepi", "1000%", "a.b", "axb", "%", "_", "%%%", "subak'", '";--', "\\", "' OR '1'='1", ""]
HARMLESS = [
    "\0",
    "a\0b",
    "\x1b[31m",
    "'" * 300,
    '"',
    "%",
    "_",
    "\\",
    "x" * 100_000,
    "a " * 50_000,
    "ﷺ" * 200,
    "()&|!:*",
]


def subak() -> Article:
    return make.article(
        headline="“Subak” Jatiluwih 100% kering",
        kicker="Kekeringan",
        standfirst="Café a_b tutup tiga hari",
        body="<p>Di <b>pura–desa</b></p>",
        place="Tabanan",
    )


@pytest.mark.parametrize("text", FOUND_BY)
def test_finds_a_story_by_its_words(text: str) -> None:
    story = subak()
    make.article()

    found = list(search(text))

    assert found == [story]


@pytest.mark.parametrize("text", NOT_FOUND_BY)
def test_finds_nothing_by_words_it_does_not_hold(text: str) -> None:
    make.article(headline="Subak Jatiluwih kering", standfirst="Tutup aib 100 hari")

    assert list(search(text)) == []


@pytest.mark.parametrize("text", HARMLESS)
def test_comes_to_no_harm(text: str, client: Client) -> None:
    subak()
    began = time.perf_counter()

    response = client.get("/search/", {"q": text})

    assert response.status_code == 200
    assert time.perf_counter() - began < 1
    assert len(response.content) < 20_000


@pytest.mark.parametrize("raw", ["%ff%fe", "%ED%A0%80", "%00%00", "%E2%80%AE", "a&q=b", "&q", "%"])
def test_reads_a_broken_query(raw: str, client: Client) -> None:
    assert client.get(f"/search/?q={raw}").status_code == 200


def test_shows_the_query_as_text(client: Client) -> None:
    page = client.get("/search/?q=" + quote('"><script>alert(1)</script>')).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_keeps_the_query_from_page_to_page(client: Client) -> None:
    for _ in range(25):
        make.article(headline="Padi & kopi")

    page = client.get("/search/", {"q": "padi & kopi"}).content.decode()
    older = re.search(r'href="(\?[^"]+)" rel="next"', page)

    assert older
    assert older[1].startswith("?q=padi+%26+kopi&amp;before=")
    assert client.get("/search/" + older[1].replace("&amp;", "&")).content.decode().count("card-headline") == 5


def test_is_not_for_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex, follow">' in client.get("/search/?q=a").content.decode()
    assert 'rel="canonical"' not in client.get("/search/?q=a").content.decode()
