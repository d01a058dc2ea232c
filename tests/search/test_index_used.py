"""A search is answered by an index, never by reading the stories."""

import re
from itertools import islice, product

import pytest
from django.db import connection

from articles import search
from articles.models import Article
from articles.models.search_entry import month_of
from articles.search import Asked, SearchWalk, walk
from tests import make

pytestmark = pytest.mark.django_db

ASKED = ("subak", "harga beras", '"harga beras"', "harga -beras")


def archive() -> None:
    search.index(make.archive())
    make.analyze()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What autovacuum does in time: new entries wait on a list that every search has to read.
            cursor.execute("SELECT gin_clean_pending_list('search_entry_vector')")


def plan(text: str, ages: tuple[str, ...] = ()) -> str:
    entries = SearchWalk(asked=Asked.read(text)).entries(ages).order_by("-listed_at", "-article_id")[:20]
    return str(entries.explain())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
def test_reads_the_index_of_words_on_postgresql() -> None:
    archive()

    for text in ASKED:
        assert "Bitmap Index Scan on search_entry_vector" in plan(text), text
        assert "Bitmap Index Scan on search_entry_vector" in plan(text, (month_of(make.NOW),)), text


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
def test_looks_at_the_newest_alone_on_postgresql() -> None:
    archive()
    newest = Article.objects.public().newest_first()[: walk.FEW]

    plan = str(walk.each(newest, Asked.read("sawah")).explain())

    assert "Scan using article_newest" in plan
    assert "Index Scan using articles_searchentry_pkey" in plan


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
def test_reads_the_words_of_a_story_where_its_entry_lies_on_postgresql() -> None:
    """A phrase asks for those of each story that has all its words."""
    words = " ".join("".join(letters) for letters in islice(product("bcdfg", repeat=4), 500))
    search.index([make.article(headline=f"Kabar {number}", body=f"<p>{words}</p>") for number in range(30)])

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(
            "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF)"
            " SELECT FROM articles_searchentry WHERE vector @@ 'bbbb <-> gcgg'::tsquery"
        )
        told = "\n".join(line for (line,) in cursor.fetchall()).partition("Planning")[0]
        pages_read = sum(map(int, re.findall(r"(?:hit|read)=(\d+)", told)))
        cursor.execute("SELECT pg_relation_size('articles_searchentry') / current_setting('block_size')::int")
        assert 0 < pages_read <= cursor.fetchone()[0], told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan of SQLite")
def test_reads_the_index_of_words_on_sqlite() -> None:
    archive()

    for text in ASKED:
        assert "articles_searchentry_index VIRTUAL TABLE INDEX" in plan(text), text
        assert "SCAN articles_searchentry\n" not in plan(text) + "\n", text
