"""What import_speed.py measures, each in a process of its own, on a new database that goes when it is done."""

import resource
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection

from articles.importer.names import Names
from articles.models import Article
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


def _timed(work: Callable[[], None], count: int) -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        began = time.monotonic()
        work()
        seconds = time.monotonic() - began
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count / seconds:.1f} stories a second, {memory} MB")
