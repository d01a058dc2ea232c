"""It shows what answers and why, helps when nothing does, and no query does harm."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.search.paper import printed

pytestmark = pytest.mark.django_db

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
    '"' * 199,
    "- " * 100,
    "'; DROP TABLE articles_article; --",
    "a AND b OR NOT (c NEAR d)",
    "title : x* ^y",
    "🔥" * 200,
    "مهرجان الأرز",
    "zzbreak y2026 m202611",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_comes_to_no_harm_and_is_no_longer_a_question_than_any_other(text: str, client: Client) -> None:
    printed()

    with CaptureQueriesContext(connection) as asked:
        response = client.get("/search/", {"q": text})

    assert response.status_code == 200
    assert len(asked) <= 50  # help asks about eight words at the most
    assert max(len(each["sql"] or "") for each in asked.captured_queries) < 20_000
    assert len(response.content) < 30_000


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


def test_marks_the_words_that_answer_where_they_stand(client: Client) -> None:
    printed()

    page = client.get("/search/", {"q": "bayar"}).content.decode()

    assert "<mark>Pembayaran</mark> iuran peserta lancar." in page


def test_shows_a_story_as_every_list_does_but_for_the_words_that_answer(client: Client) -> None:
    authors = (make.author("Ni Luh Sari"), make.author('Wayan "Bli" Arta'))
    for words in ("Harga beras naik.", "Stok beras turun."):
        make.article(body=f"<p>{words}</p>", authors=authors, kicker="Niaga", tags=("padi",))

    found, listed = (client.get(address).content.decode() for address in ("/search/?q=beras", "/tag/padi/"))

    assert cards(found) == cards(listed)
    assert teasers(found) == ["Stok <mark>beras</mark> turun.", "Harga <mark>beras</mark> naik."]
    assert teasers(listed) == ["Stok beras turun.", "Harga beras naik."]


def cards(page: str) -> list[str]:
    return [re.sub(TEASER, "", card) for card in re.findall(r"<article class=.*?</article>", page, re.DOTALL)]


def teasers(page: str) -> list[str]:
    return re.findall(TEASER, page)


TEASER = r'<p class="card-teaser">\s*(.*?)</p>'


def test_shows_no_markup_of_a_text_as_markup(client: Client) -> None:
    make.article(body="<p>beras &lt;img src=x onerror=alert(1)&gt; naik</p>")

    page = client.get("/search/", {"q": "beras onerror"}).content.decode()

    assert "<mark>beras</mark> &lt;img src=x <mark>onerror</mark>=alert(1)&gt; naik" in page


BADUNG, KINTAMANI, ROAD = (
    "Harga beras naik di Pasar Badung",
    "Petani kopi Kintamani panen raya",
    "Jalan ke desa ditutup",
)
LONG_AGO = (make.NOW - timedelta(days=30)).date().isoformat()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"section": "ekonomi"}, [BADUNG, KINTAMANI]),
        ({"section": "tidak-ada"}, []),
        ({"author": "ni luh SARI"}, [KINTAMANI, ROAD]),
        ({"author": "ni-luh-sari"}, [KINTAMANI, ROAD]),
        ({"author": "siapa"}, []),
        ({"tag": "beras"}, [BADUNG]),
        ({"tag": "kopi", "section": "budaya"}, []),
        ({"since": "2000-01-01", "until": "2001-01-01"}, []),
        (
            {"until": (make.NOW - timedelta(days=30)).date().isoformat()},
            [KINTAMANI, ROAD],
        ),
        (
            {"since": "rusak", "until": "9999-99-99", "section": "ekonomi"},
            [BADUNG, KINTAMANI],
        ),
    ],
)
def test_narrows_a_search(filters: dict[str, str], names: list[str], client: Client) -> None:
    printed()

    shown = client.get("/search/", {"q": "harga", **filters}).context["page"].articles

    assert [story.headline for story in shown] == names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sbak", "subak"),
        ("suabk", "subak"),
        ("subakk", "subak"),
        ("harga bersa", "harga beras"),
        ("kintamani kopo", "kintamani kopi"),
    ],
)
def test_says_what_may_be_meant(typed: str, meant: str, client: Client) -> None:
    printed()

    help = client.get("/search/", {"q": typed}).context["help"]

    assert help.nearest.text == meant


def test_never_names_a_word_that_only_a_hidden_story_has(client: Client) -> None:
    make.article(status="draft", headline="Kenari kuning")
    make.article(published_at=make.TOMORROW, headline="Kenari kuning")

    help = client.get("/search/", {"q": "kenarii"}).context["help"]

    assert help.nearest is None


def test_names_the_words_that_have_stories_by_themselves(client: Client) -> None:
    printed()

    help = client.get("/search/", {"q": "kopi legong nyepi", "section": "budaya"}).context["help"]

    assert [way.text for way in help.alone] == ["kopi", "legong"]
    assert help.everywhere == "q=kopi+legong+nyepi"


def test_costs_the_same_however_many_are_found(client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(25):
        make.article(headline="Panen padi", tags=("Padi",), authors=())

    with django_assert_num_queries(5):
        client.get("/search/", {"q": "padi"})


def test_walks_on_from_page_to_page_of_the_best(client: Client) -> None:
    for number in range(45):
        make.article(headline=f"Panen {number}" if number % 2 else f"Kabar {number}", body="<p>panen</p>")

    pages = [client.get("/search/", {"q": "panen", "order": "best", "page": page}) for page in (1, 2, 3)]

    stories = [story.pk for page in pages for story in page.context["page"].articles]
    assert len(set(stories)) == 45
    assert all("Panen" in story.headline for story in pages[0].context["page"].articles)
    assert client.get("/search/", {"q": "panen", "order": "best", "page": 4}).status_code == 404


def test_asks_no_more_to_help_with_many_words(client: Client) -> None:
    words = [f"q{one}x{other}" for one in "bcdfgh" for other in "jklmnp"]

    def asked(some: list[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": " ".join(some)})
        return len(queries)

    assert asked(words) == asked(words[:9])
