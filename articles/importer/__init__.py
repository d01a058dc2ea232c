"""Bring records of legacy articles in: created, updated, unchanged, repeated, skipped or rejected, and nothing between.

A record is (source, source id) for good. A second run changes nothing; a changed source updates a story only while no
editor has worked on it. What a run made can be undone (undo.py) and looked through (verify.py).
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.apps import apps
from django.db import connection, reset_queries, transaction
from django.utils import timezone

from articles.formats.record import ArticleRecord, Item, LeftOut, Rejection
from articles.importer.lock import ImportIsRunning, one_at_a_time
from articles.importer.options import Options, Outcome, Result, Summary
from articles.importer.run import Made, Run
from articles.importer.tie import problem_of
from articles.linking import resolve_pending
from articles.models import Article, ImportBatch, ImportProblem, MadeByImport, RelatedLink

__all__ = ["ImportIsRunning", "Options", "Outcome", "Result", "Summary", "import_items"]

# Stories to a transaction: bounds what a broken-off run has to do again, and what another writer has to wait for.
CHUNK = 200
CHUNK_CHARACTERS = 4_000_000  # of bodies: long stories come in smaller chunks


def import_items(items: Iterable[Item], options: Options, *, report: Callable[[Result], None]) -> Summary:
    """Bring the items in, chunk by chunk; `report` hears of each. A dry run does it all and takes it back.

    Raise ImportIsRunning if another run of this source is under way.
    """
    summary = Summary()
    run = Run(options)
    with one_at_a_time(options.source), _rare_collections():
        try:
            for chunk in _chunks(items, options.since, summary.left_out):
                for result in _bring_in(run, chunk, summary):
                    summary.add(result)
                    report(result)
            if run.batch is not None and not options.dry_run:
                _close(run.batch, summary)
        except KeyboardInterrupt:
            summary.was_interrupted = True
    summary.batch = None if options.dry_run else run.batch
    return summary


@contextmanager
def _rare_collections() -> Iterator[None]:
    """A chunk is forty thousand objects that go together: to look for cycles among them again and again takes longer
    than to write them down.
    """
    usual = gc.get_threshold()
    gc.set_threshold(10_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _chunks(
    items: Iterable[Item], since: date | None, left_out: Counter[str]
) -> Iterator[list[ArticleRecord | Rejection]]:
    """Full ones; what is no story, or older than was asked for, is only counted."""
    chunk: list[ArticleRecord | Rejection] = []
    characters = 0
    for item in items:
        if isinstance(item, LeftOut):
            left_out[item.what] += item.count
            continue
        if since and isinstance(item, ArticleRecord) and _is_older(item, since):
            left_out[f"story before {since}"] += 1
            continue
        chunk.append(item)
        characters += len(item.body) if isinstance(item, ArticleRecord) else 0
        if len(chunk) >= CHUNK or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _is_older(record: ArticleRecord, day: date) -> bool:
    return record.published_at is not None and timezone.localdate(record.published_at) < day


def _bring_in(run: Run, chunk: list[ArticleRecord | Rejection], summary: Summary) -> list[Result]:
    dry_run = run.options.dry_run
    if run.batch is None and not dry_run:  # by itself: a run that ends in its first chunk is seen too
        run.batch = ImportBatch.objects.create(source=run.options.source)
    with transaction.atomic():
        if dry_run:
            run.batch = ImportBatch(source=run.options.source)
            run.batch.save()
        results = run.bring_in(chunk)
        made = list(run.made)
        run.made.clear()
        if not dry_run and run.batch is not None:
            _keep(run.batch, results, made, summary.left_out)
        transaction.set_rollback(dry_run)
    if dry_run:
        run.forget()
    reset_queries()  # which debugging keeps: thousands of statements with two hundred stories each
    summary.made.update({(noun, name) for noun, _number, name in made} - summary.made.keys())
    return results


def _keep(batch: ImportBatch, results: list[Result], made: list[Made], left_out: Counter[str]) -> None:
    """With each chunk, so that a run that was cut short shows what it did."""
    for result in results:
        setattr(batch, result.outcome.value, getattr(batch, result.outcome.value) + 1)
    batch.left_out = dict(left_out)
    batch.save()
    MadeByImport.objects.bulk_create(
        [MadeByImport(batch=batch, noun=noun, object_id=number) for noun, number, _name in made]
    )
    # What is to be checked of a story that was taken is kept with its tie.
    lost = [result for result in results if result.outcome not in (Outcome.CREATED, Outcome.UPDATED)]
    problems = [problem_of(batch, result, problem) for result in lost for problem in result.problems]
    ImportProblem.objects.bulk_create(problems)


def _close(batch: ImportBatch, summary: Summary) -> None:
    summary.resolved = resolve_pending()
    summary.pending = RelatedLink.objects.pending().filter(article__imported_from__source=batch.source).count()
    batch.finished_at = timezone.now()
    batch.left_out = dict(summary.left_out)
    batch.save(update_fields=["finished_at", "left_out"])
    _refresh_statistics()


def _refresh_statistics() -> None:
    """The planner's view of the tables: without it SQLite sorts a grown archive where an index would do."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_app_config(Article._meta.app_label).get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
