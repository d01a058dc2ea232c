"""Bring records of legacy articles in: created, updated, unchanged, repeated, skipped or rejected, and nothing between.

A record is (source, source id) for good. A second run changes nothing; a changed source updates a story only while no
editor has worked on it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from articles.body.plain_text import plain_text, word_count
from articles.formats.record import ArticleRecord, Item, LeftOut, Place, Rejection
from articles.importer.lock import ImportIsRunning, one_at_a_time
from articles.importer.story import signs_of_record, signs_of_story, write
from articles.linking import resolve_pending
from articles.models import Article, ImportBatch, ImportedSource, RelatedLink
from articles.remark import Remark, gettext_noop
from articles.workflow import Status

__all__ = ["ImportIsRunning", "Options", "Outcome", "Result", "Summary", "import_items"]

# Stories to a transaction: bounds what a broken-off run has to do again, and what another writer has to wait for.
CHUNK = 50


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"  # the same input holds the story more than once
    SKIPPED = "skipped"  # an editor has worked on the story since, or deleted it: so it stays
    REJECTED = "rejected"


Decision = tuple[Outcome, tuple[Remark, ...]]


@dataclass(frozen=True, slots=True)
class Result:
    place: Place
    outcome: Outcome
    problems: tuple[str, ...] = ()  # sentences
    residue: int = 0  # pieces removed


@dataclass(slots=True)
class Summary:
    batch: ImportBatch | None = None  # None after a dry run
    counts: Counter[Outcome] = field(default_factory=Counter)
    warnings: int = 0
    residue: int = 0
    resolved: int = 0
    pending: int = 0
    was_interrupted: bool = False  # by Ctrl-C; what the finished chunks did stays


@dataclass(frozen=True, slots=True)
class Options:
    source: str
    section: str = "Berita"  # for records that name none
    as_draft: bool = False
    dry_run: bool = False


def import_items(items: Iterable[Item], options: Options, *, report: Callable[[Result], None]) -> Summary:
    """Bring the items in, chunk by chunk; `report` hears of each. A dry run does it all and takes it back.

    Raise ImportIsRunning if another run of this source is under way.
    """
    summary = Summary()
    run = _Run(options)
    stream = iter(items)
    with one_at_a_time(options.source):
        try:
            while chunk := list(islice(stream, CHUNK)):
                results = _bring_in(run, chunk)
                _add(summary, results)
                for result in results:
                    report(result)
            if run.batch is not None and not options.dry_run:
                _close(run.batch, summary)
        except KeyboardInterrupt:
            summary.was_interrupted = True
    summary.batch = None if options.dry_run else run.batch
    return summary


def _add(summary: Summary, results: list[Result]) -> None:
    for result in results:
        summary.counts[result.outcome] += 1
        summary.residue += result.residue
        if result.outcome is not Outcome.REJECTED:
            summary.warnings += len(result.problems)


def _close(batch: ImportBatch, summary: Summary) -> None:
    summary.resolved = resolve_pending()
    summary.pending = RelatedLink.objects.pending().filter(article__imported_from__source=batch.source).count()
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    _refresh_statistics()


def _refresh_statistics() -> None:
    """The planner's view of the tables: without it SQLite sorts a grown archive where an index would do."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config(Article._meta.app_label).get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@dataclass(slots=True)
class _Run:
    options: Options
    batch: ImportBatch | None = None
    # Source ids of this run, in a dry run with what tells their stories from others: the stories are gone by then.
    seen: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


def _bring_in(run: _Run, chunk: list[Item]) -> list[Result]:
    if run.batch is None and not run.options.dry_run:  # by itself: a run that ends in its first chunk is seen too
        run.batch = ImportBatch.objects.create(source=run.options.source)
    with transaction.atomic():
        if run.options.dry_run:
            run.batch = ImportBatch.objects.create(source=run.options.source)
        results = [_one(run, item) for item in chunk if not isinstance(item, LeftOut)]
        _count(run.batch, results)
        transaction.set_rollback(run.options.dry_run)
    return results


def _count(batch: ImportBatch | None, results: list[Result]) -> None:
    """With each chunk, so that a run that was cut short shows what it did."""
    assert batch is not None
    for result in results:
        setattr(batch, result.outcome.value, getattr(batch, result.outcome.value) + 1)
    batch.save()


def _one(run: _Run, item: ArticleRecord | Rejection) -> Result:
    if isinstance(item, Rejection):
        return Result(item.place, Outcome.REJECTED, (item.reason,))
    # In the language of all that a command prints; the desk says the kept remarks in its own.
    with translation.override("en"):
        try:
            outcome, problems = _settle(run, item)
        except ValidationError as refused:
            return Result(item.place, Outcome.REJECTED, tuple(refused.messages))
    if outcome is Outcome.REJECTED:
        return Result(item.place, outcome, problems)
    if item.source_id not in run.seen:
        run.seen[item.source_id] = signs_of_record(item) if run.options.dry_run else frozenset()
    return Result(item.place, outcome, problems, len(item.residue))


def _settle(run: _Run, record: ArticleRecord) -> Decision:
    for _attempt in range(2):
        try:
            with transaction.atomic():  # a story is whole or absent
                return _decide(run, record)
        except IntegrityError as error:  # someone wrote the same row meanwhile: it is there now
            reason = str(error).partition("\n")[0]
    return Outcome.REJECTED, (
        Remark(
            gettext_noop("The database refused this story twice (%(reason)s). Run the command again."), reason=reason
        ),
    )


def _decide(run: _Run, record: ArticleRecord) -> Decision:
    repeated = record.source_id in run.seen
    origin = (
        ImportedSource.objects.filter(source=run.options.source, source_id=record.source_id)
        .select_related("article")
        .first()
    )
    if origin is None:
        return _repeat_in_dry_run(run, record) if repeated else _create(run, record)
    if origin.article is None:
        return Outcome.SKIPPED, (
            Remark(gettext_noop("An editor has deleted this story since it was imported; it stays away.")),
        )
    checksum = record.checksum()
    if checksum == origin.checksum or checksum in origin.other_checksums:
        return (Outcome.REPEATED if repeated else Outcome.UNCHANGED), ()
    if signs_of_record(record).isdisjoint(signs_of_story(origin.article)):
        return _refuse_namesake(origin.article)
    if repeated:
        return _repeat(run, origin, origin.article, record)
    return _update(run, origin, origin.article, record)


def _repeat_in_dry_run(run: _Run, record: ArticleRecord) -> Decision:
    """The story was in a chunk that is taken back by now."""
    if signs_of_record(record).isdisjoint(run.seen[record.source_id]):
        return Outcome.REJECTED, (
            Remark(
                gettext_noop(
                    "Another story of this source and run bears the same name. Give this folder its own --source."
                )
            ),
        )
    return Outcome.REPEATED, ()


def _refuse_namesake(article: Article) -> Decision:
    """Two folders hold files of one name: what the second says is not about the story of the first."""
    return Outcome.REJECTED, (
        Remark(
            gettext_noop(
                "Story %(number)d “%(headline)s” of this source bears the same name, but is another story. "
                "Give this folder its own --source."
            ),
            number=article.pk,
            headline=article.headline,
        ),
    )


def _repeat(run: _Run, origin: ImportedSource, article: Article, record: ArticleRecord) -> Decision:
    """One source, one story, two texts: the one with more words is kept, the first of equals."""
    is_fuller = word_count(plain_text(record.body)) > article.word_count
    dropped = record.checksum()
    problem = Remark(gettext_noop("This story stands here more than once, with different texts; the fullest is kept."))
    if is_fuller and article.version == origin.article_version:
        dropped = origin.checksum
        _update(run, origin, article, record)
    origin.other_checksums = [*origin.other_checksums, dropped]
    origin.save(update_fields=["other_checksums"])
    return Outcome.REPEATED, (problem,)


def _create(run: _Run, record: ArticleRecord) -> Decision:
    # Only here: an update neither publishes a story nor takes it from its readers.
    is_public = record.published_at is not None and not run.options.as_draft
    article = Article(status=Status.PUBLISHED if is_public else Status.DRAFT)
    remarks = write(article, record, source=run.options.source, section=run.options.section)
    assert run.batch is not None
    ImportedSource.objects.create(
        article=article,
        batch=run.batch,
        source=run.options.source,
        source_id=record.source_id,
        checksum=record.checksum(),
        article_version=article.version,
        remarks=_kept(remarks),
        needs_review=bool(remarks),
    )
    return Outcome.CREATED, tuple(remarks)


def _update(run: _Run, origin: ImportedSource, article: Article, record: ArticleRecord) -> Decision:
    claimed = article.version == origin.article_version and Article.objects.all().claim(
        article.pk, version=article.version, by=None
    )
    if not claimed:
        return Outcome.SKIPPED, (
            Remark(gettext_noop("An editor has worked on this story since it was imported; it stays as it is.")),
        )
    article.version += 1
    article.saved_at, article.saved_by = timezone.now(), None
    remarks = write(article, record, source=run.options.source, section=run.options.section)
    origin.checksum, origin.article_version = record.checksum(), article.version
    origin.remarks, origin.needs_review = _kept(remarks), bool(remarks)
    origin.save()
    return Outcome.UPDATED, tuple(remarks)


def _kept(remarks: list[Remark]) -> list[list[object]]:
    return [[remark.sentence, remark.values] for remark in remarks]
