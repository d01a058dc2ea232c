"""Bring records of legacy articles in: created, updated, unchanged, repeated, skipped or rejected, and nothing between.

A record is (source, source id) for good. A second run changes nothing; a changed source updates a story only while no
editor has worked on it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles import history
from articles.body.plain_text import plain_text, word_count
from articles.formats.record import ArticleRecord, Place, Rejection
from articles.keys import tag_key
from articles.linking import resolve_pending
from articles.models import (
    Article,
    Author,
    Byline,
    ImportBatch,
    ImportedSource,
    LegacyAddress,
    RelatedLink,
    Section,
)
from articles.models.section import RESERVED_SLUGS
from articles.models.slugs import slug_of
from articles.remark import Remark, gettext_noop
from articles.workflow import Status

# Stories to a transaction: bounds what a broken-off run has to do again, and what another writer has to wait for.
CHUNK = 50

Item = ArticleRecord | Rejection


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"  # the same input holds the story more than once
    SKIPPED = "skipped"  # an editor has worked on the story since: it stays as it is
    REJECTED = "rejected"


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


@dataclass(frozen=True, slots=True)
class Options:
    source: str
    section: str = "Berita"  # for records that name none
    as_draft: bool = False
    dry_run: bool = False


def import_items(items: Iterable[Item], options: Options, *, report: Callable[[Result], None]) -> Summary:
    """Bring the items in, chunk by chunk; `report` hears of each. A dry run does it all and takes it back."""
    summary = Summary()
    run = _Run(options)
    stream = iter(items)
    while chunk := list(islice(stream, CHUNK)):
        for result in _bring_in(run, chunk):
            summary.counts[result.outcome] += 1
            summary.residue += result.residue
            if result.outcome is not Outcome.REJECTED:
                summary.warnings += len(result.problems)
            report(result)
    if not options.dry_run and run.batch is not None:
        summary.batch = run.batch
        summary.resolved = resolve_pending()
        pending = RelatedLink.objects.pending().filter(article__imported_from__source=options.source)
        summary.pending = pending.count()
        _close(run.batch, summary)
    return summary


def _close(batch: ImportBatch, summary: Summary) -> None:
    batch.finished_at = timezone.now()
    for outcome in Outcome:
        setattr(batch, outcome.value, summary.counts[outcome])
    batch.save()
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
    seen: set[str] = field(default_factory=set)  # source ids of this run


def _bring_in(run: _Run, chunk: list[Item]) -> list[Result]:
    with transaction.atomic():
        if run.batch is None or run.options.dry_run:
            run.batch = ImportBatch.objects.create(source=run.options.source)
        results = [_one(run, item) for item in chunk]
        transaction.set_rollback(run.options.dry_run)
    return results


def _one(run: _Run, item: Item) -> Result:
    if isinstance(item, Rejection):
        return Result(item.place, Outcome.REJECTED, (item.reason,))
    try:
        with transaction.atomic():  # a story is whole or absent
            outcome, problems = _decide(run, item)
    except ValidationError as refused:
        # In the language of all that a command prints; the desk says the kept remarks in its own.
        with translation.override("en"):
            return Result(item.place, Outcome.REJECTED, tuple(refused.messages))
    return Result(item.place, outcome, problems, len(item.residue))


def _decide(run: _Run, record: ArticleRecord) -> tuple[Outcome, tuple[Remark, ...]]:
    repeated = record.source_id in run.seen
    run.seen.add(record.source_id)
    origin = (
        ImportedSource.objects.filter(source=run.options.source, source_id=record.source_id)
        .select_related("article")
        .first()
    )
    checksum = record.checksum()
    if origin is None:
        if repeated:  # a dry run, whose first chunk is gone by now
            return Outcome.REPEATED, ()
        return _create(run, record, checksum)
    if checksum == origin.checksum or checksum in origin.other_checksums:
        return (Outcome.REPEATED if repeated else Outcome.UNCHANGED), ()
    if repeated:
        return _repeat(run, origin, record, checksum)
    return _update(run, origin, record, checksum)


def _repeat(
    run: _Run, origin: ImportedSource, record: ArticleRecord, checksum: str
) -> tuple[Outcome, tuple[Remark, ...]]:
    """One source, one story, two texts: the one with more words is kept, the first of equals."""
    fuller = word_count(plain_text(record.body)) > origin.article.word_count
    dropped = origin.checksum if fuller else checksum
    problem = Remark(gettext_noop("This story stands here more than once, with different texts; the fullest is kept."))
    if fuller and origin.article.version == origin.article_version:
        _update(run, origin, record, checksum)
    origin.other_checksums = [*origin.other_checksums, dropped]
    origin.save(update_fields=["other_checksums"])
    return Outcome.REPEATED, (problem,)


def _create(run: _Run, record: ArticleRecord, checksum: str) -> tuple[Outcome, tuple[Remark, ...]]:
    article = Article()
    remarks = _write(run, article, record)
    assert run.batch is not None
    ImportedSource.objects.create(
        article=article,
        batch=run.batch,
        source=run.options.source,
        source_id=record.source_id,
        checksum=checksum,
        article_version=article.version,
        remarks=_kept(remarks),
        needs_review=bool(remarks),
    )
    return Outcome.CREATED, tuple(remarks)


def _update(
    run: _Run, origin: ImportedSource, record: ArticleRecord, checksum: str
) -> tuple[Outcome, tuple[Remark, ...]]:
    article = origin.article
    claimed = article.version == origin.article_version and Article.objects.all().claim(
        article.pk, version=article.version, by=None
    )
    if not claimed:
        return Outcome.SKIPPED, (
            Remark(gettext_noop("An editor has worked on this story since it was imported; it stays as it is.")),
        )
    article.version += 1
    article.saved_at, article.saved_by = timezone.now(), None
    remarks = _write(run, article, record)
    origin.checksum, origin.article_version = checksum, article.version
    origin.remarks, origin.needs_review = _kept(remarks), bool(remarks)
    origin.save()
    return Outcome.UPDATED, tuple(remarks)


def _kept(remarks: list[Remark]) -> list[list[object]]:
    return [[remark.sentence, remark.values] for remark in remarks]


def _write(run: _Run, article: Article, record: ArticleRecord) -> list[Remark]:
    """The story and everything that hangs on it, as the record has it. Returns what a person should check."""
    remarks = list(record.warnings)
    with history.recorded(by=None, comment=_("Imported from %(source)s") % {"source": run.options.source}):
        _fill(run, article, record)
        article.save()
        _put_bylines(article, record.bylines)
        article.tags.set(record.tags)
        _put_links(article, record)
        remarks += _put_addresses(article, record.addresses)
        history.record(article)
    return remarks


def _fill(run: _Run, article: Article, record: ArticleRecord) -> None:
    article.headline = record.headline
    article.standfirst = record.standfirst
    article.body = record.body
    article.edited_by = ", ".join(record.editors)
    article.rights = record.rights
    article.section = _section(record.section or run.options.section)
    article.published_at = record.published_at
    public = record.published_at is not None and not run.options.as_draft
    article.status = Status.PUBLISHED if public else Status.DRAFT
    if public:
        article.first_published_at = article.first_published_at or record.published_at


def _section(name: str) -> Section:
    slug = slug_of(name, otherwise="rubrik")[:50]
    if slug in RESERVED_SLUGS:
        slug = f"rubrik-{slug}"
    return Section.objects.get_or_create(slug=slug, defaults={"name": name, "position": 100})[0]


def _put_bylines(article: Article, names: tuple[str, ...]) -> None:
    article.bylines.all().delete()
    for position, name in enumerate(dict.fromkeys(names)):
        author = Author.objects.filter(key=tag_key(name)).order_by("pk").first() or Author.objects.create(name=name)
        Byline.objects.get_or_create(article=article, author=author, defaults={"position": position})


def _put_links(article: Article, record: ArticleRecord) -> None:
    article.related_links.all().delete()
    for position, reference in enumerate(record.related):
        link = RelatedLink(article=article, key=reference.key, position=position)
        if reference.url:
            link.url, link.label = reference.url, reference.headline
        else:
            link.pending_headline = reference.headline
        link.save()


def _put_addresses(article: Article, addresses: tuple[str, ...]) -> Iterator[Remark]:
    for address in addresses:
        path = LegacyAddress.path_of(address)
        if path == "/" or len(path) > LegacyAddress.MAX_LENGTH:
            yield Remark(gettext_noop("The old address %(address)s cannot lead here."), address=address[:200])
            continue
        legacy, _made = LegacyAddress.objects.get_or_create(path=path, defaults={"article": article})
        if legacy.article_id != article.pk:
            yield Remark(
                gettext_noop("The old address %(path)s already leads to story %(number)d."),
                path=path,
                number=legacy.article_id,
            )
