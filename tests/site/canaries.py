"""Hidden stories in every state, with a word of its own in every field: where one of the words comes up, it leaked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import models

from articles import deletion, history, preview_links
from articles.models import (
    Article,
    Assignment,
    Author,
    ImportBatch,
    ImportedSource,
    LegacyAddress,
    Note,
    Override,
    Photo,
    Pin,
    Tag,
    UnsavedWork,
)
from articles.workflow import Status
from tests import make

# A Monday morning in Denpasar; a story that is due, and one whose embargo ends.
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
DUE, OVER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
PAST = NOW - timedelta(hours=6)
SHAPE = re.compile(rb"kenari[a-z]{4}")

HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": Status.DRAFT},
    "in review": {"status": Status.IN_REVIEW},
    "draft that had a time": {"status": Status.DRAFT, "published_at": PAST, "first_published_at": PAST},
    "withdrawn": {"status": Status.WITHDRAWN, "published_at": PAST, "first_published_at": PAST},
    "scheduled": {"published_at": DUE, "first_published_at": DUE},
    "embargoed": {"published_at": PAST, "first_published_at": PAST, "embargo_until": OVER},
    "scheduled, and embargoed": {"published_at": DUE, "first_published_at": DUE, "embargo_until": OVER},
    "working copy": {"status": Status.DRAFT, "revises_version": 1},
    "imported as private": {"status": Status.DRAFT},
    "deleted": {"status": Status.DRAFT},
}
COME_OUT = {"scheduled": DUE, "embargoed": OVER, "scheduled, and embargoed": OVER}


@dataclass
class Canaries:
    words: dict[bytes, tuple[str, str]] = field(default_factory=dict)  # → state, field
    stories: dict[str, Article] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)  # addresses that somebody could guess
    _numbers: Iterator[int] = field(default_factory=count)

    def word(self, state: str, name: str) -> str:
        number = next(self._numbers)
        letters = "".join(chr(97 + number // 26**place % 26) for place in range(4))
        self.words[f"kenari{letters}".encode()] = (state, name)
        return f"kenari{letters}"

    def fill(self, state: str, model: type[models.Model]) -> dict[str, str]:
        """A word for each text that somebody writes into a row of this noun."""
        names = [
            column.name
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField)
            and not column.choices
            and not isinstance(column, models.FileField)
            and hasattr(column, "refuse")
            and not hasattr(column, "source")
        ]
        return {name: self.word(state, f"{model.__name__}.{name}") for name in names}

    def hidden_at(self, now: datetime) -> set[bytes]:
        return {word for word, (state, _) in self.words.items() if state not in COME_OUT or now < COME_OUT[state]}


def let_loose() -> Canaries:
    """All of them, and public stories that lead to each."""
    found, owner = Canaries(), make.person("penyimpan", "chief")
    public = make.article(headline="Subak", tags=("bersama",), published_at=PAST, authors=(make.author("Bersama"),))
    for state, fields in HIDDEN.items():
        if "revises_version" in fields:
            fields = fields | {"revises": make.article(published_at=PAST)}
        story = _story(found, state, owner, fields)
        found.stories[state] = story
        _lead_to(found, state, story, public)
    _beside(found, public, owner)
    _history(found, public, owner)
    found.stories["deleted"].linked_from.all().delete()
    found.stories["deleted"].pins.all().delete()
    deletion.delete(Article.objects.get(pk=found.stories["deleted"].pk), by=owner)
    return found


def _story(found: Canaries, state: str, owner: User, fields: dict[str, Any]) -> Article:
    photos = [make.photo(**_words(found, state, Photo, "caption", "credit", "alternative_text")) for _ in range(2)]
    texts = found.fill(state, Article)
    texts["body"] = (
        f"<p>{texts['body']}</p><p>{found.word(state, 'more of the body')}</p>"
        f'<figure data-photo="{photos[1].key}">{found.word(state, "caption in the text")}</figure>'
        f'<aside data-related-link="r1"></aside><p>Penutup.</p>'
    )
    author = Author.objects.create(**found.fill(state, Author))
    tag = Tag.objects.create(**found.fill(state, Tag))
    with history.recorded(by=owner, comment=found.word(state, "note")):
        story = make.article(
            **{**texts, **fields, "lead_photo": photos[0], "authors": (author, Author.objects.get(name="Bersama"))},
            tags=(tag.name, "bersama"),
            created_by=owner,
        )
        make.link(story, key="r1", pending_headline=found.word(state, "pending headline"))
        make.link(story, url=f"https://lain.example/{found.word(state, 'url')}", label=found.word(state, "label"))
        history.record(story)
    found.words |= {photo.key.encode(): (state, "key of a photo") for photo in photos}
    found.words |= {photo.file.name.rpartition("/")[2].encode(): (state, "file of a photo") for photo in photos}
    found.paths += [f"/tag/{tag.slug}/{more}" for more in ("", "feed/", "feed/atom/", "feed/json/")]
    found.paths += [f"/author/{author.slug}/{more}" for more in ("", "feed/", "feed/atom/", "feed/json/")]
    return story


def _words(found: Canaries, state: str, model: type[models.Model], *names: str) -> dict[str, str]:
    return {name: found.word(state, f"{model.__name__}.{name}") for name in names}


def _lead_to(found: Canaries, state: str, story: Article, public: Article) -> None:
    address = story.get_absolute_url()
    make.link(public, target=story)
    leading = make.article(
        body=f'<p>a <a href="{address}">b</a></p><aside data-related-link="r1"></aside>', published_at=PAST
    )
    make.link(leading, key="r1", target=story)
    Pin.objects.create(article=story)
    old = f"/{found.word(state, 'old address')}/{story.pk}"
    LegacyAddress.objects.create(path=old, article=story)
    found.paths += [old, f"{old}/", address, f"/berita/{story.pk}/", f"/x/{story.pk}/y/", f"/?p={story.pk}"]
    found.paths += [f"/picture/{story.pk}-{mark}.jpg" for mark in ("0", story.picture_mark)]
    found.paths += [f"/oembed/?url=http://localhost:8000{address}{more}" for more in ("", "&format=xml")]


def _beside(found: Canaries, public: Article, owner: User) -> None:
    """What is kept beside stories, and is no reader's."""
    story = found.stories["draft"]
    link = preview_links.make(story, key=uuid4(), for_whom=found.word("draft", "for whom"), hours=24, by=owner)
    found.paths += [f"/preview/{link.key.hex}/", f"/preview/{link.key}.x/", link.get_absolute_url()[:-2] + "/"]
    UnsavedWork.objects.create(
        user=owner, key=uuid4(), story=story, fields={"headline": [found.word("draft", "unsaved headline")]}
    )
    Override.objects.create(article=story, by=owner, codes=["child"], reason=found.word("draft", "reason"))
    for each in (story, public):
        Note.objects.create(article=each, by=owner, text=found.word("draft", "a note"))
        Assignment.objects.create(article=each, person=make.person(found.word("draft", "whose task it is")))
    ImportedSource.objects.create(
        article=found.stories["imported as private"],
        batch=ImportBatch.objects.create(source="koran"),
        source="koran",
        source_id=found.word("imported as private", "name in the source"),
        article_version=1,
        needs_review=True,
        original=found.word("imported as private", "original"),
    )


def _history(found: Canaries, public: Article, owner: User) -> None:
    """A public story that once said something else."""
    earlier = found.word("draft", "an earlier version of a public story")
    Article.objects.filter(pk=public.pk).update(standfirst=earlier)
    with history.recorded(by=owner, comment="", story=public.pk):
        history.record(Article.objects.get(pk=public.pk))
    Article.objects.filter(pk=public.pk).update(standfirst="")
