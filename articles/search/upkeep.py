"""Entries are kept in line with their stories in the transaction that changes a story.

Signals do it for what is saved by itself. Whoever writes many rows in one statement, which sends no signal, says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from articles import words
from articles.body.plain_text import plain_text
from articles.models import Article, Author, Byline, SearchEntry, Tag, TaggedArticle
from articles.models.search_entry import ages_of

from . import telling

AT_ONCE = 500  # stories
MOST_TERMS = 12_000  # of a text; PostgreSQL counts places up to 16,383
WRITTEN = ("listed_at", "ages", "title", "names", "text")
COLUMNS = ("pk", "kicker", "headline", "standfirst", "place", "body", "status", "published_at")


def index(stories: Iterable[Article]) -> None:
    """Of these, as they are in memory; their tags and bylines as they are in the database."""
    for some in _batches(stories):
        entries = list(entries_of(some))
        with transaction.atomic(savepoint=False):
            SearchEntry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["article"],
                update_fields=WRITTEN,
            )
            telling.remember(entry.pk for entry in entries)


def index_of(stories: QuerySet[Article]) -> None:
    """Of these, as they are in the database."""
    index(stories.only(*COLUMNS).order_by("pk").iterator(chunk_size=AT_ONCE))


def differing(stories: Sequence[Article]) -> Iterator[tuple[int, str]]:
    """Of these the stories whose entry is not what it should be, and why: "missing", or the column."""
    kept = SearchEntry.objects.in_bulk([story.pk for story in stories])
    for entry in entries_of(stories):
        was = kept.get(entry.article_id)
        if was is None:
            yield entry.article_id, "missing"
        elif wrong := next((name for name in WRITTEN if getattr(was, name) != getattr(entry, name)), ""):
            yield entry.article_id, wrong


def entries_of(stories: Sequence[Article]) -> Iterator[SearchEntry]:
    """What the entries of these should say. Two queries."""
    names = _names_of(stories)
    for story in stories:
        yield SearchEntry(
            article_id=story.pk,
            listed_at=story.listed_at,
            ages=ages_of(story.listed_at),
            title=_terms([story.kicker, story.headline]),
            names=names[story.pk],
            text=_terms(plain_text(story.body).splitlines()),
        )


def _names_of(stories: Sequence[Article]) -> dict[int, str]:
    """By number. Two queries."""
    numbers = [story.pk for story in stories]
    found: dict[int, list[str]] = defaultdict(list)
    tags = TaggedArticle.objects.filter(content_object__in=numbers).order_by("content_object", "tag")
    bylines = Byline.objects.filter(article__in=numbers).order_by("article", "position", "pk")
    for rows in (bylines.values_list("article", "author__name"), tags.values_list("content_object", "tag__name")):
        for number, name in rows:
            found[number].append(name)
    return {story.pk: _terms([story.standfirst, story.place, *found[story.pk]]) for story in stories}


def _terms(lines: Iterable[str]) -> str:
    found: list[str] = []
    for line in lines:
        if line:
            found += words.terms(line)
            found.append(words.BREAK)
    return " ".join(found[:MOST_TERMS])


def _batches(stories: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for story in stories:
        batch.append(story)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def connect() -> None:
    post_save.connect(_story_saved, sender=Article)
    for noun in (Byline, TaggedArticle):
        post_save.connect(_name_hung, sender=noun)
        post_delete.connect(_name_hung, sender=noun)
    post_delete.connect(_story_deleted, sender=Article)
    post_save.connect(_author_saved, sender=Author)
    post_save.connect(_tag_saved, sender=Tag)


def _story_saved(instance: Article, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        index([instance])


def _story_deleted(instance: Article, **_signal: Any) -> None:
    telling.remember([instance.pk])


def _name_hung(instance: Any, raw: bool = False, origin: Any = None, **_signal: Any) -> None:
    number = instance.content_object_id if isinstance(instance, TaggedArticle) else instance.article_id
    goes_with_its_story = isinstance(origin, Article) or getattr(origin, "model", None) is Article
    if raw or goes_with_its_story:
        return
    # They come one by one, and the text is long: it is not read again for each.
    stories = list(Article.objects.filter(pk=number).only("standfirst", "place"))
    with transaction.atomic(savepoint=False):
        for pk, names in _names_of(stories).items():
            SearchEntry.objects.filter(pk=pk).update(names=names)
        telling.remember(story.pk for story in stories)


def _author_saved(instance: Author, created: bool, raw: bool = False, **_signal: Any) -> None:
    if not (created or raw):
        index_of(Article.objects.filter(bylines__author=instance))


def _tag_saved(instance: Tag, created: bool, raw: bool = False, **_signal: Any) -> None:
    if not (created or raw):
        index_of(Article.objects.filter(tagged_articles__tag=instance))


def fill(**_signal: Any) -> None:
    """After an update from a version that had no entries."""
    if not SearchEntry.objects.exists():
        index_of(Article.objects.all())
