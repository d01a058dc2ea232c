"""A reader walks a list to its end; it costs the same everywhere, and new stories do not shift it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import listing, prepared
from articles.listing import walk as walking
from articles.listing import whole
from articles.models import Article, Author, Section, Tag
from tests import make

pytestmark = pytest.mark.django_db

NO_PLACES = [
    *("before=x", "before=", "before=1_2_3", "before=1_", "before=%00", "before=1_1&after=1_1", "before=1'_2"),
    *("after=999999999999999999_1", "before=1_99999999999999999999", "before=١_٢", "before=-99999999999999999_1"),
]
LISTS = ("/berita/", "/tag/subak/", "/author/ni-luh-sari/", "/search/?q=naskah")


def many(number: int, **fields: object) -> list[Article]:
    """Stories at one place in every list, some at the very same instant; newest first."""
    author = make.author()
    at = [make.YESTERDAY - timedelta(minutes=i // 3) for i in range(number)]
    stories = [make.article(published_at=each, authors=(author,), tags=("subak",), **fields) for each in at]
    return sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)


def shown(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'class="card-headline"><a href="/[-\w]+/(\d+)/', page)]


def way(page: str, rel: str) -> str:
    match = re.search(rf'href="(\?[^"]+)" rel="{rel}"', page)
    return match[1].replace("&amp;", "&") if match else ""


def walk(client: Client, address: str, rel: str = "next") -> list[int]:
    found, path = [], address.partition("?")[0]
    while address:
        page = client.get(address).content.decode()
        found += shown(page)
        address = path + way(page, rel) if way(page, rel) else ""
    return found


@pytest.mark.parametrize("address", LISTS)
def test_shows_every_story_once(address: str, client: Client) -> None:
    stories = many(47)

    assert walk(client, address) == [story.pk for story in stories]


@pytest.mark.parametrize("address", LISTS)
def test_leads_back_the_way_it_came(address: str, client: Client) -> None:
    many(65)
    path = address.partition("?")[0]
    first = client.get(address).content.decode()
    second = client.get(path + way(first, "next")).content.decode()
    third = client.get(path + way(second, "next")).content.decode()

    back = client.get(path + way(third, "prev")).content.decode()

    assert shown(back) == shown(second)
    assert shown(client.get(path + way(back, "prev")).content.decode()) == shown(first)


def test_stays_where_it_is_when_a_story_is_published(client: Client) -> None:
    many(45)
    second = "/berita/" + way(client.get("/berita/").content.decode(), "next")
    before = shown(client.get(second).content.decode())

    make.article(published_at=make.NOW - timedelta(seconds=1))

    assert shown(client.get(second).content.decode()) == before


def test_merges_the_stories_of_a_section_and_its_parts(client: Client) -> None:
    bali = make.section("Bali")
    parts = [bali, make.section("Buleleng", parent=bali), make.section("Tabanan", parent=bali)]
    stories = [
        make.article(section=parts[i % 3], published_at=make.YESTERDAY - timedelta(minutes=i)) for i in range(50)
    ]

    assert walk(client, "/bali/") == [story.pk for story in stories]
    assert walk(client, "/buleleng/") == [story.pk for story in stories[1::3]]


@pytest.mark.parametrize("query", NO_PLACES)
@pytest.mark.parametrize("address", ["/berita/?", "/tag/subak/?", "/search/?q=naskah&"])
def test_answers_404_for_a_place_that_is_none(address: str, query: str, client: Client) -> None:
    make.article(tags=("subak",))

    assert client.get(address + query).status_code == 404


def test_takes_no_notice_of_a_query_it_does_not_know(client: Client) -> None:
    many(3)
    plain = client.get("/tag/subak/").content

    for query in ("author__email__startswith=a", "o=-1", "page=7", "_connector=OR", "order_by=password"):
        assert client.get(f"/tag/subak/?{query}").content == plain, query


def test_tells_search_engines_which_page_is_which(client: Client) -> None:
    many(30)
    first = client.get("/berita/?utm_source=x").content.decode()
    second = client.get("/berita/" + way(first, "next")).content.decode()

    assert '<link rel="canonical" href="http://localhost:8000/berita/">' in first
    assert "noindex" not in first
    assert f'<link rel="canonical" href="http://localhost:8000/berita/{way(first, "next")}">' in second
    assert '<meta name="robots" content="noindex, follow">' in second


def test_neither_counts_nor_skips(client: Client) -> None:
    many(45)
    address = "/tag/subak/" + way(client.get("/tag/subak/").content.decode(), "next")

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert not [each["sql"] for each in queries if re.search(r"OFFSET|COUNT\(", each["sql"])]


@pytest.fixture
def written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every walk with its SQL: of a statement that PostgreSQL keeps it may have planned when the tables were empty."""
    monkeypatch.setattr(prepared, "has_a_server_of_its_own", lambda _connection: False)
    monkeypatch.setattr(walking, "_KNOWN", prepared.Prepared(Article, walking._known))


def plan_of(query: dict[str, str]) -> str:
    with connection.cursor() as cursor:
        how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{how} {query['sql'].replace('%', '%%')}")
        return " ".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.usefixtures("written_anew")
def test_begins_in_the_midst_of_a_list_and_not_at_its_top() -> None:
    """SQLite bounds a walk by the first of two conditions: the place in the list must stand before the present."""
    many(3)
    place = listing.Cursor(datetime(2020, 1, 1, 10, tzinfo=UTC), 1)
    lists = [listing.everything(), listing.with_tag(Tag.objects.get()), listing.by_author(Author.objects.get())]

    with CaptureQueriesContext(connection) as queries:
        for each in lists:
            each.newest(20, before=place)
        listing.with_stories([listing.Period.of(2020, 1)])
        listing.Period.of(2020, 1).before()

    for query in queries.captured_queries:
        where = query["sql"].partition("WHERE")[2]
        instants = re.findall(r"(\d{4})-\d\d-\d\d \d\d:", where)
        assert instants[0] in {"2019", "2020"}, where


@pytest.mark.usefixtures("written_anew")
def test_walks_the_indexes_made_for_tags_and_authors() -> None:
    make.archive()
    midst = listing.Cursor(make.NOW - timedelta(days=1500), 1)
    lists = {
        "tag_list": listing.with_tag(Tag.objects.all()[0]),
        "author_list": listing.by_author(Author.objects.all()[0]),
    }

    for index, each in lists.items():
        with CaptureQueriesContext(connection) as queries:
            each.newest(20)
            each.oldest(20, after=midst)
        for query in queries.captured_queries:
            plan = plan_of(query)
            assert index in plan
            assert "TEMP B-TREE" not in plan
            assert "Sort" not in plan


@pytest.mark.usefixtures("written_anew")
def test_walks_the_same_indexes_when_it_reads_the_stories_with_their_places() -> None:
    make.archive()
    midst = listing.Cursor(make.NOW - timedelta(days=1500), 1)
    lists = {
        "article_newest": listing.everything(),
        "article_newest_in_section": listing.in_sections(Section.objects.filter(slug="bagian-1")),
        "tag_list": listing.with_tag(Tag.objects.all()[0]),
        "author_list": listing.by_author(Author.objects.all()[0]),
    }

    for index, each in lists.items():
        with CaptureQueriesContext(connection) as queries:
            each.shown(listing.CARD, 20)
            each.shown(listing.CARD, 20, before=midst)
            each.shown(listing.CARD, 20, after=midst)
        assert len(queries) == 3
        for query in queries.captured_queries:
            plan = plan_of(query)
            assert index in plan
            assert "TEMP B-TREE" not in plan
            assert "Sort" not in plan


@pytest.mark.usefixtures("written_anew")
def test_finds_the_neighbours_of_a_story_along_the_index_of_its_section(monkeypatch: pytest.MonkeyPatch) -> None:
    make.archive()
    monkeypatch.setattr(whole, "_WHOLE", prepared.Prepared(Article, whole._public))
    pk = Article.objects.values_list("pk", flat=True)[1]

    with CaptureQueriesContext(connection) as queries:
        assert listing.story(pk) is not None

    (query,) = queries.captured_queries
    plan = plan_of(query)
    bounds = {
        "sqlite": "article_newest_in_section (section_id=? AND published_at",
        "postgresql": "(section_id = articles_article.section_id) AND (published_at ",
    }
    assert plan.count(bounds[connection.vendor]) == 2
    assert "TEMP B-TREE" not in plan
