"""What import_speed.py measures, each in a process of its own, on a new database that goes when it is done."""

import json
import resource
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles import formats, importer
from articles.body.sanitise import sanitise
from articles.importer import Summary
from articles.importer.names import Names
from articles.models import Article, ImportBatch
from articles.models.fields import Derived
from articles.workflow import Status
from benchmarks import corpus


def loop(count: int) -> None:
    """What a first version of an import looks like: a row and its tags, story by story."""
    names = Names([])

    def work() -> None:
        for record in corpus.stories(count):
            article = Article.objects.create(
                headline=record.headline,
                body=record.body,
                section=names.section(record.section),
                status=Status.PUBLISHED,
                published_at=record.published_at,
                first_published_at=record.published_at,
            )
            article.tags.add(*record.tags)

    _timed(work, count)


def jsonl(file: str, count: int) -> None:
    _timed(lambda: call_command("import_articles", file, source="corpus", quiet=True), count)


wxr = jsonl


def where_time_goes(file: str, count: int) -> None:
    """Microseconds of this process for each stage of a story. The first two are measured by themselves."""
    reading = formats.Reading(zone=ZoneInfo(settings.TIME_ZONE))
    began = time.process_time()
    records = [item for item in formats.read_paths([file], reading=reading) if isinstance(item, formats.ArticleRecord)]
    read = time.process_time() - began
    began = time.process_time()
    for record in records:
        _cleaned(record)
    cleaned = time.process_time() - began
    indexed = 0.0

    def close(batch: ImportBatch, summary: Summary) -> None:
        nonlocal indexed
        began = time.process_time()
        importer_close(batch, summary)
        indexed += time.process_time() - began

    importer_close = importer._close
    importer._close = close
    _new_database()
    try:
        began = time.process_time()
        importer.import_items(records, importer.Options("corpus"), report=lambda result: None)
        brought_in = time.process_time() - began
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
    stages = {"reading": read, "cleaning": cleaned, "writing": brought_in - cleaned - indexed, "links": indexed}
    print(json.dumps({stage: seconds / count * 1e6 for stage, seconds in stages.items()}))


def _cleaned(record: formats.ArticleRecord) -> None:
    """What the columns of a story make of its text."""
    article = Article(headline=record.headline, body=sanitise(record.body), standfirst=record.standfirst)
    for field in Article._meta.concrete_fields:
        if isinstance(field, Derived) and field.source is not None:
            field.source(article)


def _new_database() -> None:
    if connection.vendor == "sqlite":  # a real file: Django's own test database would be in memory
        connection.settings_dict["TEST"]["NAME"] = str(settings.DATA_DIR / "benchmark.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _timed(work: Callable[[], None], count: int) -> None:
    _new_database()
    try:
        began = time.monotonic()
        work()
        seconds = time.monotonic() - began
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"rate": count / seconds, "memory": memory}))
