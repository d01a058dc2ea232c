"""One run: what becomes of each record, and its writing, many new stories at a time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation

from articles import content_version, exporter
from articles.body.plain_text import plain_text, word_count
from articles.formats.record import ArticleRecord, Rejection, Standing
from articles.importer.change import change
from articles.importer.names import Names
from articles.importer.options import Options, Outcome, Result
from articles.importer.photos import Photos
from articles.importer.story import Story, begin, hang, signs_of_record, signs_of_story, stand
from articles.importer.tie import tie_to
from articles.keys import tag_key
from articles.models import Article, ImportBatch, ImportedSource
from articles.models.appointment import make_appointments
from articles.remark import Remark, gettext_noop

Decision = tuple[Outcome, tuple[Remark, ...]]
Named = tuple[str, str]  # (source, source id)
Made = tuple[str, int, str]  # (noun, number, name)

DELETED_HERE = Remark(gettext_noop("An editor has deleted this story since it was imported; it stays away."))
WORKED_ON_HERE = Remark(gettext_noop("An editor has worked on this story since it was imported; it stays as it is."))
WRITTEN_HERE = Remark(gettext_noop("This story was written here; no import writes over it."))
TWO_TEXTS = Remark(gettext_noop("This story stands here more than once, with different texts; the fullest is kept."))
NAMESAKE_IN_RUN = Remark(
    gettext_noop("Another story of this source and run bears the same name. Give this folder its own --source.")
)


@dataclass(slots=True)
class Run:
    options: Options
    batch: ImportBatch | None = None
    made: list[Made] = field(default_factory=list)  # in this chunk
    names: Names = field(init=False)
    photos: Photos = field(init=False)
    seen: set[int] = field(default_factory=set)  # hashes of the names that this run has met
    # In a dry run: what tells the stories of those names from others, for they are gone by then.
    signs: dict[int, frozenset[int]] = field(default_factory=dict)
    origins: dict[Named, ImportedSource] = field(default_factory=dict)  # of this chunk
    results: dict[int, Result] = field(default_factory=dict)  # of this chunk, by place in it

    def __post_init__(self) -> None:
        self.names = Names(self.made)
        self.photos = Photos(self.options.media, self.made, keeps_files=not self.options.dry_run)

    def forget(self) -> None:
        """What was looked up or made may have been taken back."""
        self.names.forget()
        self.made.clear()

    def bring_in(self, chunk: Sequence[ArticleRecord | Rejection]) -> list[Result]:
        """One result for each, in their order. In the language of all that a command prints."""
        told = [self._as_told(item) for item in chunk]
        self.origins = self._known(item for item in told if isinstance(item, ArticleRecord))
        self.results = {}
        new: dict[Named, tuple[int, ArticleRecord]] = {}
        with translation.override("en"):
            for index, item in enumerate(told):
                if isinstance(item, Rejection):
                    self.results[index] = Result(item.place, Outcome.REJECTED, (item.reason,))
                    continue
                if (name := self._name(item)) in new:
                    self._create(list(new.values()))
                    new.clear()
                if _was_written_here(item, self.origins.get(name)):
                    self.results[index] = self._result(item, Outcome.SKIPPED, (WRITTEN_HERE,))
                elif name not in self.origins and not self._is_repeated(item):
                    new[name] = index, item
                else:
                    self._settle(index, item, is_repeated=self._is_repeated(item))
                self._remember(item)
            self._create(list(new.values()))
        return [self.results[index] for index in range(len(chunk))]

    # ---- What is known ----

    def _as_told(self, item: ArticleRecord | Rejection) -> ArticleRecord | Rejection:
        """With the names that the person gave for those of the source."""
        if isinstance(item, Rejection) or not (self.options.authors or self.options.author):
            return item
        named = (self.options.authors.get(tag_key(name), name) for name in item.bylines)
        bylines = tuple(dict.fromkeys(filter(None, named)))
        return replace(item, bylines=bylines or tuple(filter(None, [self.options.author])))

    def _name(self, record: ArticleRecord) -> Named:
        return record.source or self.options.source, record.source_id

    def _known(self, records: Iterable[ArticleRecord]) -> dict[Named, ImportedSource]:
        by_source: dict[str, set[str]] = {}
        for record in records:
            source, source_id = self._name(record)
            by_source.setdefault(source, set()).add(source_id)
        return {
            (origin.source, origin.source_id): origin
            for source, source_ids in by_source.items()
            for origin in _ties().filter(source=source, source_id__in=source_ids)
        }

    def _is_repeated(self, record: ArticleRecord) -> bool:
        return hash(self._name(record)) in self.seen

    def _remember(self, record: ArticleRecord) -> None:
        name = hash(self._name(record))
        self.seen.add(name)
        if self.options.dry_run:
            self.signs.setdefault(name, frozenset(map(hash, signs_of_record(record))))

    # ---- New stories ----

    def _create(self, new: Sequence[tuple[int, ArticleRecord]]) -> None:
        """All at once; if one of them is refused, in halves, until it stands alone. A story is whole or absent."""
        if not new:
            return
        mark = len(self.made)
        try:
            with transaction.atomic():
                ties = self._write([record for _, record in new])
        except (ValidationError, IntegrityError, DataError) as error:
            self._take_back(mark)
            if len(new) > 1:
                half = len(new) // 2
                self._create(new[:half])
                self._create(new[half:])
            else:
                self._settle(*new[0], is_repeated=False, refused=error)
            return
        for (index, record), (story, tie) in zip(new, ties, strict=True):
            self.origins[self._name(record)] = tie
            self.results[index] = self._result(record, Outcome.CREATED, tuple(story.remarks), story.article)

    def _write(self, records: Sequence[ArticleRecord]) -> list[tuple[Story, ImportedSource]]:
        stories = [begin(record, Article(), self.options, self.names, self.photos) for record in records]
        for story in stories:
            stand(story, as_draft=self.options.as_draft)
        content_version.bump()
        Article.objects.bulk_create([story.article for story in stories])
        for story in stories:
            if story.article.is_scheduled():
                make_appointments(story.article)
        hang(stories, self.names)
        # By number: a tie that held its story, which holds its tie, would keep both until a collection.
        ties = [
            tie_to(story, ImportedSource(article_id=story.article.pk, batch=self.batch), self._name(story.record))
            for story in stories
        ]
        ImportedSource.objects.bulk_create(ties)
        return list(zip(stories, ties, strict=True))

    def _take_back(self, mark: int) -> None:
        self.names.forget()
        del self.made[mark:]

    # ---- One story ----

    def _settle(
        self, index: int, record: ArticleRecord, *, is_repeated: bool, refused: Exception | None = None
    ) -> None:
        """Decide on one story by itself; once more if someone wrote the same row meanwhile."""
        error = refused
        for _attempt in range(2):
            if isinstance(error, ValidationError):
                break
            mark = len(self.made)
            try:
                with transaction.atomic():
                    self.results[index] = self._decide(record, is_repeated=is_repeated)
                return
            except (ValidationError, IntegrityError, DataError) as again:
                error = again
                self._take_back(mark)
                self.origins.update(self._known([record]))
        self.results[index] = self._result(record, Outcome.REJECTED, _reasons(error))

    def _decide(self, record: ArticleRecord, *, is_repeated: bool) -> Result:
        origin = self.origins.get(self._name(record))
        if origin is None and is_repeated:
            return self._repeat_in_dry_run(record)
        if origin is None:
            [(story, tie)] = self._write([record])
            self.origins[self._name(record)] = tie
            return self._result(record, Outcome.CREATED, tuple(story.remarks), story.article)
        outcome, remarks = self._compare(origin, record, is_repeated=is_repeated)
        return self._result(record, outcome, remarks, origin.article)

    def _repeat_in_dry_run(self, record: ArticleRecord) -> Result:
        """The story was in a chunk that is taken back by now."""
        signs = frozenset(map(hash, signs_of_record(record)))
        if signs.isdisjoint(self.signs[hash(self._name(record))]):
            return self._result(record, Outcome.REJECTED, (NAMESAKE_IN_RUN,))
        return self._result(record, Outcome.REPEATED)

    def _compare(self, origin: ImportedSource, record: ArticleRecord, *, is_repeated: bool) -> Decision:
        if origin.article is None:
            return Outcome.SKIPPED, (DELETED_HERE,)
        checksum = record.checksum()
        is_known = checksum == origin.checksum or checksum in origin.other_checksums
        if is_known and not (origin.lacks_photos and self.photos.has_any(record.photos)):
            return (Outcome.REPEATED if is_repeated else Outcome.UNCHANGED), ()
        # An export of ours says in other words what the story was once made from.
        if record.may_be_scheduled and exporter.record_of(origin.article).checksum() == checksum:
            return Outcome.UNCHANGED, ()
        if signs_of_record(record).isdisjoint(signs_of_story(origin.article)):
            return Outcome.REJECTED, (_namesake(origin.article),)
        if is_repeated:
            return self._repeat(origin, origin.article, record)
        return self._update(origin, origin.article, record)

    def _repeat(self, origin: ImportedSource, article: Article, record: ArticleRecord) -> Decision:
        """One source, one story, two texts: the later version is kept, else the one with more words, else the first."""
        dropped = record.checksum()
        if _supersedes(record, article) and article.version == origin.article_version:
            dropped = origin.checksum
            self._update(origin, article, record)
        origin.other_checksums = [*origin.other_checksums, dropped]
        origin.save(update_fields=["other_checksums"])
        return Outcome.REPEATED, (TWO_TEXTS,)

    def _update(self, origin: ImportedSource, article: Article, record: ArticleRecord) -> Decision:
        assert self.batch is not None
        if article.version != origin.article_version:
            return Outcome.SKIPPED, (WORKED_ON_HERE,)
        story = change(origin, record, self.batch, self.options, self.names, self.photos)
        if story is None:
            return Outcome.SKIPPED, (WORKED_ON_HERE,)
        return Outcome.UPDATED, tuple(story.remarks)

    def _result(
        self, record: ArticleRecord, outcome: Outcome, problems: tuple[str, ...] = (), article: Article | None = None
    ) -> Result:
        source, source_id = self._name(record)
        return Result(
            place=record.place,
            outcome=outcome,
            problems=problems,
            residue=len(record.residue) if outcome is not Outcome.REJECTED else 0,
            source=source,
            source_id=source_id,
            headline=record.headline,
            article_id=None if article is None or self.options.dry_run else article.pk,
        )


def _ties() -> QuerySet[ImportedSource]:
    ties = ImportedSource.objects.select_related("article")
    return ties.defer("original", "article__body")


def _was_written_here(record: ArticleRecord, origin: ImportedSource | None) -> bool:
    """Whether an export of this very newsroom comes back with a story that no import ever made."""
    if record.source != exporter.HERE or origin is not None:
        return False
    number = record.source_id.partition("@")[0]
    article = Article.objects.stories().filter(pk=int(number)).first() if re.fullmatch("[0-9]{1,18}", number) else None
    return article is not None and exporter.name_of(article) == (record.source, record.source_id)


def _supersedes(record: ArticleRecord, article: Article) -> bool:
    """Agencies send each version of a story whole; whatever else repeats one does not say when it was changed."""
    changed_at, here_since = record.updated_at, article.updated_at or article.published_at
    if changed_at is not None and here_since is not None and changed_at != here_since:
        return changed_at > here_since
    return record.status is not Standing.PUBLISHED or word_count(plain_text(record.body)) > article.word_count


def _namesake(article: Article) -> Remark:
    """Two folders hold files of one name: what the second says is not about the story of the first."""
    return Remark(
        gettext_noop(
            "Story %(number)d “%(headline)s” of this source bears the same name, but is another story. "
            "Give this folder its own --source."
        ),
        number=article.pk,
        headline=article.headline,
    )


def _reasons(error: Exception | None) -> tuple[str, ...]:
    if isinstance(error, ValidationError):
        return tuple(error.messages)
    return (
        Remark(
            gettext_noop("The database refused this story twice (%(reason)s). Run the command again."),
            reason=str(error).partition("\n")[0],
        ),
    )
