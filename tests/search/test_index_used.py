"""A search is answered by an index, never by reading the stories."""

import pytest
from django.db import connection

from articles.models.search_entry import month_of
from articles.search import Asked, SearchWalk
from tests import make

pytestmark = pytest.mark.django_db


def plan(text: str, ages: tuple[str, ...] = ()) -> str:
    entries = SearchWalk(asked=Asked.read(text)).entries(ages).order_by("-listed_at", "-article_id")[:20]
    return str(entries.explain())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
@pytest.mark.parametrize("text", ["subak", "harga beras", '"harga beras"', "harga -beras"])
def test_reads_the_index_of_words_on_postgresql(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are read at once

    assert "Bitmap Index Scan on search_entry_vector" in plan(text)
    assert "Bitmap Index Scan on search_entry_vector" in plan(text, (month_of(make.NOW),))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan of SQLite")
@pytest.mark.parametrize("text", ["subak", "harga beras", '"harga beras"', "harga -beras"])
def test_reads_the_index_of_words_on_sqlite(text: str) -> None:
    assert "articles_searchentry_index VIRTUAL TABLE INDEX" in plan(text)
    assert "SCAN articles_searchentry\n" not in plan(text) + "\n"
