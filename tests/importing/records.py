"""Records as a format would give them, and bringing them in, for tests that are not about files."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from articles.formats.record import ArticleRecord, Item, Place
from articles.importer import Options, Result, Summary, import_items

AT = datetime(2019, 5, 4, 2, tzinfo=UTC)
_numbers = count(1)


def record(headline: str = "Panen Raya di Jatiluwih", **fields: Any) -> ArticleRecord:
    """A public story of 2019, named by its headline unless told otherwise."""
    values = {
        "place": Place("arsip.jsonl", next(_numbers)),
        "source_id": headline,
        "headline": headline,
        "body": f"<p>Isi berita “{headline}”, cukup untuk dibaca.</p>",
        "published_at": AT,
        **fields,
    }
    return ArticleRecord(**values)


def bring_in(*items: Item, **options: Any) -> list[Result]:
    results: list[Result] = []
    import_items(items, Options(**{"source": "arsip", **options}), report=results.append)
    return results


def summary_of(*items: Item, **options: Any) -> Summary:
    return import_items(items, Options(**{"source": "arsip", **options}), report=lambda result: None)


def outcomes(results: list[Result]) -> list[str]:
    return [result.outcome.value for result in results]
