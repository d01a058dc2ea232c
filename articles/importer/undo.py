"""Take an import back: what it made goes, what it changed is again what it was, and what editors did stays."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from reversion.models import Revision, Version

from articles import content_version, deeds, exporter, history
from articles.deeds import Deed
from articles.formats import own_stories
from articles.importer.change import rewrite
from articles.importer.names import Names
from articles.importer.options import Options
from articles.importer.photos import Photos
from articles.importer.story import begin
from articles.importer.tie import COLUMNS
from articles.linking import unresolve
from articles.models import (
    Article,
    Author,
    ImportBatch,
    ImportedSource,
    ImportedUpdate,
    MadeByImport,
    Photo,
    RelatedLink,
    Section,
    Tag,
)

CHUNK = 200
Noun = MadeByImport.Noun


@dataclass(slots=True)
class Undoing:
    """What undoing does, or would do."""

    removed: int = 0  # stories
    put_back: int = 0  # stories that the import had changed
    kept: list[Article] = field(default_factory=list)  # an editor has worked on them since
    nouns: dict[str, int] = field(default_factory=dict)  # {"tag": 12}: made by the import, used by nobody any more


def look_ahead(batch: ImportBatch, *, with_edited: bool = False) -> Undoing:
    """What undo() would do now, nouns aside: whether one is used is only known at the end."""
    undoing = Undoing(
        removed=_created(batch, with_edited=with_edited).count(),
        put_back=_changed(batch, with_edited=with_edited).count(),
    )
    if not with_edited:
        undoing.kept = list(_edited(batch))
    return undoing


def undo(
    batch: ImportBatch, *, with_edited: bool = False, advance: Callable[[int], None] = lambda _count: None
) -> Undoing:
    """Broken off, it goes on when called again. `advance` hears how many stories are done."""
    undoing = look_ahead(batch, with_edited=with_edited)
    for updates in _chunks(_changed(batch, with_edited=with_edited).order_by("pk")):
        for update in updates:
            _put_back(update)
        advance(len(updates))
    for ties in _chunks(_created(batch, with_edited=with_edited).order_by("pk")):
        with transaction.atomic():
            _remove(ties)
        advance(len(ties))
    with transaction.atomic():
        undoing.nouns = _remove_unused(batch)
        batch.problems.all().delete()
        batch.undone_at = timezone.now()
        batch.save(update_fields=["undone_at"])
    return undoing


# ---- Which ----


def _created(batch: ImportBatch, *, with_edited: bool) -> QuerySet[ImportedSource]:
    """A story that an editor deleted has left only its tie, which keeps it away: that stays."""
    ties = ImportedSource.objects.filter(batch=batch, article__isnull=False)
    return ties if with_edited else ties.filter(article__version=F("article_version"), article__working_copy=None)


def _changed(batch: ImportBatch, *, with_edited: bool) -> QuerySet[ImportedUpdate]:
    """Those of earlier imports: a story that this one made and changed goes with it."""
    updates = ImportedUpdate.objects.filter(batch=batch, origin__article__isnull=False).exclude(origin__batch=batch)
    return updates if with_edited else updates.filter(origin__article__version=F("origin__article_version"))


def _edited(batch: ImportBatch) -> QuerySet[Article]:
    touched = Q(imported_from__batch=batch) | Q(imported_from__updates__batch=batch)
    by_editors = Q(version__gt=F("imported_from__article_version")) | Q(working_copy__isnull=False)
    stories = Article.objects.filter(touched, by_editors)
    return stories.defer("body").order_by("pk").distinct()


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The rows go while they are walked: always the first that are left. What cannot go must not be among them."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        yield chunk


# ---- A story that the import changed ----


def _put_back(update: ImportedUpdate) -> None:
    origin = update.origin
    assert origin.article_id is not None
    with transaction.atomic():
        article = Article.objects.get(pk=origin.article_id)
        if not Article.objects.all().claim(article.pk, version=article.version, by=None):
            return  # an editor was quicker: it is theirs now
        article = Article.objects.get(pk=article.pk)
        record = own_stories.read_line(update.before)
        made: list[tuple[str, int, str]] = []
        with history.recorded(by=None, comment=Deed(deeds.CHANGED)):
            names = Names(made)
            rewrite(begin(record, article, Options(origin.source), names, Photos(None, made)), origin, names)
        for name in COLUMNS:
            setattr(origin, name, update.tie_before[name])
        origin.save()
        _forget_versions([article.pk], since=update.batch)
        update.delete()


def _forget_versions(numbers: Iterable[int], *, since: ImportBatch | None = None) -> None:
    """Those that imports kept. The first says no more than the story itself once it stands alone."""
    for number in numbers:
        versions = Version.objects.get_for_object_reference(Article, number)
        if since is not None:
            versions = versions.filter(revision__date_created__gte=since.started_at)
        Revision.objects.filter(version__in=list(versions.values_list("pk", flat=True))).delete()
        left = Version.objects.get_for_object_reference(Article, number)
        if since is not None and left.count() == 1:
            Revision.objects.filter(version__in=list(left.values_list("pk", flat=True))).delete()


# ---- Stories that it made ----


def _remove(ties: list[ImportedSource]) -> None:
    numbers = [tie.article_id for tie in ties if tie.article_id is not None]
    content_version.bump(withdrawn=True)
    # In the order of their numbers: whoever saves one of them meanwhile waits, or is waited for.
    locked = Article.objects.filter(pk__in=numbers).select_for_update(of=("self",)).order_by("pk")
    stories = list(locked.only("pk", "headline", "version"))
    RelatedLink.objects.filter(article__in=numbers).delete()
    unresolve(stories)
    if Version.objects.get_for_model(Article).filter(object_id__in=list(map(str, numbers))).exists():
        _forget_versions(numbers)
    ImportedSource.objects.filter(pk__in=[tie.pk for tie in ties]).delete()
    Article.objects.filter(revises__in=numbers).delete()  # an editor's, and asked for
    Article.objects.filter(pk__in=numbers).delete()


# ---- What nobody uses any more ----


def _remove_unused(batch: ImportBatch) -> dict[str, int]:
    counts: dict[str, int] = {}
    # Sub-sections before the sections they are part of.
    for noun, rows in (
        (Noun.TAG, Tag.objects.filter(tagged_articles=None, aliases=None, description="")),
        (Noun.AUTHOR, Author.objects.filter(bylines=None, user=None, about="", role="")),
        (Noun.PHOTO, Photo.objects.filter(articles=None)),
        (Noun.SECTION, Section.objects.filter(articles=None, children=None, description="").exclude(parent=None)),
        (Noun.SECTION, Section.objects.filter(articles=None, children=None, description="", parent=None)),
    ):
        numbers = list(batch.made.filter(noun=noun).values_list("object_id", flat=True))
        unused = _unused(rows, numbers, noun)
        for chunk in _parts(unused):
            rows.model._default_manager.filter(pk__in=chunk).delete()
            MadeByImport.objects.filter(noun=noun, object_id__in=chunk).delete()
        counts[noun] = counts.get(noun, 0) + len(unused)
    return {noun: count for noun, count in counts.items() if count}


def _unused(rows: QuerySet[Any], numbers: list[int], noun: Noun) -> list[int]:
    found = [pk for chunk in _parts(numbers) for pk in rows.filter(pk__in=chunk).values_list("pk", flat=True)]
    return _not_in_a_text(found) if noun == Noun.PHOTO and found else found


def _not_in_a_text(photos: list[int]) -> list[int]:
    with_photos = Article.objects.filter(body__contains="<figure data-photo=").only("body")
    used = {
        key
        for article in with_photos.iterator(chunk_size=CHUNK)
        for key in exporter.PHOTO_IN_BODY.findall(article.body)
    }
    return [photo.pk for photo in Photo.objects.filter(pk__in=photos).only("pk", "key") if photo.key not in used]


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while part := list(islice(left, CHUNK)):
        yield part
