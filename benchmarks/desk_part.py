"""What desk_speed.py measures, in a process of its own, in a copy of an archive."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.utils import timezone

from articles import history, notes
from articles.models import Article, Assignment, Author, Byline, ImportedSource, RelatedLink, Section, Tag
from articles.workflow import Status
from benchmarks import corpus
from tests.desk.forms import filled, with_rows

TAGS, LINKS, BYLINES = 8, 5, 3  # of the story whose form is opened
VERSIONS = 30  # and of its history
BUSY, TO_CHECK = 100, 5_000
DESK = "/admin/articles/article/"
KEY = "6f2b1a52-30b5-4f4e-9d0c-0d8a52a6c001"

Request = Callable[[], Callable[[], Any]]


def run(tags: int, authors: int, rounds: int) -> None:
    """In a database that may be changed."""
    setup_test_environment(debug=False)
    fill(tags, authors)
    print(json.dumps({name: measure(name, request, rounds) for name, request in requests().items()}))


# ---- The archive ----


def fill(tags: int, authors: int) -> None:
    more = range(Tag.objects.count(), tags)
    Tag.objects.bulk_create([Tag(name=f"{name(number)} {number}", slug=f"t-{number}") for number in more], 500)
    more = range(Author.objects.count(), authors)
    Author.objects.bulk_create([Author(name=f"{corpus.author(n % 50)} {n}", slug=f"a-{n}") for n in more], 500)
    analyse(Tag, Author)


def name(number: int) -> str:
    words = corpus.WORDS
    return f"{words[number % len(words)]} {words[number // len(words) % len(words)]}"


def analyse(*models: type[Model]) -> None:
    """As a server does by itself after a while."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def full_story(by: User) -> Article:
    """One with everything an editor gives to a large one, changed again and again."""
    first = corpus.story(0, among=1)
    others = list(Article.objects.order_by("-pk")[: LINKS + 1])
    now = timezone.now()
    with history.recorded(by=by, comment=""):
        story = Article.objects.create(
            headline=first.headline,
            body=first.body.replace('<aside data-related-link="r1"></aside>', ""),
            section=others[0].section,
            status=Status.PUBLISHED,
            published_at=now,
            first_published_at=now,
        )
        story.tags.add(*Tag.objects.order_by("-pk")[:TAGS].values_list("name", flat=True))
        for position, author in enumerate(Author.objects.order_by("-pk")[:BYLINES]):
            Byline.objects.create(article=story, author=author, position=position)
        for position, other in enumerate(others[:LINKS]):
            RelatedLink.objects.create(article=story, target=other, position=position)
        history.record(story)
    for _version in range(1, VERSIONS):
        with history.recorded(by=by, comment="", story=story.pk):
            Article.objects.all().claim(story.pk, version=story.version, by=by)
            story.refresh_from_db()
            history.record(story)
    return story


def busy_day(editor: User) -> None:
    """What the first page of the desk has to show of: far more of each than it has room for."""
    now = timezone.now()
    section = Section.objects.order_by("pk")[0]
    waiting = RelatedLink.objects.pending().exclude(pending_headline="").first()
    for number in range(BUSY):
        shared: dict[str, Any] = {"headline": corpus.headline(number), "section": section, "created_by": editor}
        draft = Article.objects.create(**shared)
        Assignment.objects.create(article=draft, person=editor, deadline_at=now - timedelta(hours=number))
        notes.add(draft, by=editor, text=f"@{editor.get_username()} {number}")
        Article.objects.create(**shared, status=Status.IN_REVIEW)
        for at in (now + timedelta(hours=number), now - timedelta(minutes=number)):
            Article.objects.create(**shared, status=Status.PUBLISHED, published_at=at, first_published_at=at)
    if waiting is not None:
        Article.objects.create(headline=waiting.pending_headline, section=section)
    ImportedSource.objects.filter(pk__in=ImportedSource.objects.values("pk")[:TO_CHECK]).update(needs_review=True)
    author = Byline.objects.values_list("author", flat=True)[0]
    Author.objects.filter(pk=author).update(user=editor)  # one who has signed much that is out


# ---- What is asked ----


def requests() -> dict[str, Request]:
    """Name → what gets ready and returns one request, by an editor who is signed in."""
    edo = User.objects.create_user("edo", is_staff=True)
    edo.groups.add(Group.objects.get(name="editor"))
    story = full_story(edo)
    client = Client()
    client.force_login(edo)
    busy_day(edo)
    form, words = f"{DESK}{story.pk}/change/", corpus.headline(1).split()
    common, rare = corpus.PLACES[0], words[-1]

    def get(address: str, **asked: Any) -> Request:
        return lambda: partial(client.get, address, asked)

    return {
        "first page": get("/admin/"),
        "list": get(DESK),
        "list, of a section": get(DESK, section__id__exact=story.section_id),
        "list, a common word": get(DESK, q=common),
        "list, a word few have": get(DESK, q=rare),
        "list, words none has": get(DESK, q="tidak ada yang begini"),
        "form, a new story": get(f"{DESK}add/"),
        "form, a full story": get(form),
        "save, a full story": lambda: partial(client.post, form, saved(client, story)),
        "pulse, with the text": lambda: pulse(client, edo, story),
        "tags, as one types": get("/admin/articles/tag/suggest/", term="pas"),
        "tags, none so named": get("/admin/articles/tag/suggest/", term="tidak ada"),
        "link search, a common word": get(f"{DESK}link-search/", q=common),
        "link search, words none has": get(f"{DESK}link-search/", q="tidak ada yang begini"),
        "history": get(f"{DESK}{story.pk}/history/"),
    }


def saved(client: Client, story: Article) -> dict[str, Any]:
    """The form as it is now, with another headline."""
    story.refresh_from_db()
    data = filled(client, story, headline=f"{story.headline[:100]} {story.version}")
    data = with_rows(data, "bylines", story.bylines.all(), "author")
    return with_rows(data, "related_links", story.related_links.all(), "target", "url", "label")


def pulse(client: Client, by: User, story: Article) -> Callable[[], Any]:
    sent = {"user": by.pk, "key": KEY, "version": story.version, "fields": {"body": [story.body]}}
    return partial(client.post, f"{DESK}{story.pk}/pulse/", json.dumps(sent), content_type="application/json")


def measure(name: str, request: Request, rounds: int) -> dict[str, Any]:
    """Of each round the milliseconds, and the number of queries."""
    request()()
    ask = request()
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    if response.status_code != (302 if name.startswith("save") else 200):
        raise SystemExit(f"{name}: answered {response.status_code}. Nothing is measured.")
    count = len(queries)  # now: the next request empties the log
    return {"ms": [milliseconds(request()) for _round in range(rounds)], "queries": count}


def milliseconds(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000
