"""Which state of the paper a page was made from: another one after every change that readers can see.

A change draws a new mark in its own transaction; a story that comes due, or whose time is over, needs nobody: when
that happens next is part of the state (docs/decisions/0038). A process goes by what it read for less than a second.
"""

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, transaction
from django.db.models import Model, QuerySet, Subquery
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Byline,
    ContentMark,
    LegacyAddress,
    Photo,
    Pin,
    RelatedLink,
    Section,
    StandingPage,
    Tag,
    TagAlias,
    TaggedArticle,
)
from articles.prepared import Prepared, instant
from articles.workflow import Status

logger = logging.getLogger(__name__)

GOES_BY_IT_SECONDS = 0.5
TRIES_AGAIN_SECONDS = 1.0  # after the database could not be asked
WAITS_SECONDS = 0.25  # for another thread that asks

# Sent without arguments, after the transaction that took something from readers, and before its author is answered.
withdrawn_from_readers = Signal()


class OutOfReach(Exception):
    """The database cannot be asked for the state."""


@dataclass(frozen=True, slots=True)
class ContentVersion:
    name: str
    withdrawals: int  # goes up with each
    changes_at: datetime | None  # by itself
    is_last_known: bool = False  # there may be another one by now that nobody here can ask for


# ---- Changing it --------------------------------------------------------------------------------------------------


def bump(*, withdrawn: bool = False) -> None:
    """Readers see something else from the end of this transaction on. `withdrawn`: something they saw is gone.

    Whoever writes in bulk says so; signals say it for what is saved by itself. More often costs nothing: a transaction
    does it once.
    """
    if _is_said(withdrawn=withdrawn):
        return
    with transaction.atomic(savepoint=False):
        row = _free_mark()
        row.mark = secrets.randbits(63)
        row.withdrawals += withdrawn
        row.save()
        transaction.on_commit(_after_withdrawal if withdrawn else _after_change)


def _is_said(*, withdrawn: bool) -> bool:
    """In this transaction, and not in a part of it that was taken back."""
    said = {entry[1] for entry in connection.run_on_commit}
    return _after_withdrawal in said or (_after_change in said and not withdrawn)


def _free_mark() -> ContentMark:
    """One that no other transaction holds until its end. SQLite has one writer: there it is always the first."""
    marks = ContentMark.objects.select_for_update(skip_locked=True).order_by("pk")
    return marks.first() or ContentMark()


def _after_change() -> None:
    forget()


def _after_withdrawal() -> None:
    forget()
    withdrawn_from_readers.send(sender=ContentMark)


# ---- Asking for it ------------------------------------------------------------------------------------------------


def read(*, using: str = DEFAULT_DB_ALIAS) -> ContentVersion:
    """As it is now, or as a replica has it. One query."""
    marks = _MARKS.ask(using=using, now=timezone.now())
    if not marks:  # a database that was emptied by hand
        if using != DEFAULT_DB_ALIAS:
            raise OutOfReach
        ContentMark.objects.create(mark=secrets.randbits(63))
        return read()
    instants: list[datetime] = [at for at in marks[0][3:] if at is not None]
    changes_at = min(instants, default=None)
    # When it changes next is a part of its name: with that instant the name is another one.
    parts = [f"{mark:x}" for _pk, mark, *_rest in marks] + ([changes_at.isoformat()] if changes_at else [])
    return ContentVersion("-".join(parts), sum(row[2] for row in marks), changes_at)


def _marks() -> QuerySet[ContentMark, tuple[Any, ...]]:
    instants = {f"next_{place}": Subquery(row) for place, row in enumerate(_instants(instant("now")))}
    return ContentMark.objects.annotate(**instants).order_by("pk").values_list()


def _instants(now: Any) -> Iterator[QuerySet[Any]]:
    """Of each kind the nearest that is still to come, along its index."""
    published = Article.objects.filter(status=Status.PUBLISHED)
    for rows, column in (
        (published, "published_at"),
        (published.filter(embargo_until__isnull=False), "embargo_until"),
        (published.filter(breaking_until__isnull=False), "breaking_until"),
        (Pin.objects.all(), "begins_at"),
        (Pin.objects.all(), "ends_at"),
    ):
        yield rows.filter(**{f"{column}__gt": now}).order_by(column).values(column)[:1]


_MARKS = Prepared(ContentMark, _marks)


class _Memory:
    """What this process read last."""

    def __init__(self) -> None:
        self.asking = threading.Lock()
        self.version: ContentVersion | None = None
        self.good_until = 0.0  # monotonic
        self.failed = False
        self.forgotten = 0

    def is_good(self) -> bool:
        if time.monotonic() >= self.good_until:
            return False
        version = self.version
        return self.failed or version is None or version.changes_at is None or timezone.now() < version.changes_at


_memory = _Memory()


def current() -> ContentVersion:
    """Raise OutOfReach, at once while the database is known not to answer."""
    if not _memory.is_good():
        with _asking() as is_asker:
            if is_asker and not _memory.is_good():
                _ask()
    if _memory.failed or _memory.version is None:
        raise OutOfReach
    return _memory.version


def last_known() -> ContentVersion | None:
    return _memory.version


def forget() -> None:
    """The next who asks is told what the database says then."""
    _memory.forgotten += 1
    _memory.good_until = 0.0


@contextmanager
def _asking() -> Iterator[bool]:
    """One thread asks; the others wait a little, and then go by what was known before."""
    # A server that does not even refuse keeps its asker for seconds: nobody else waits for that.
    is_asker = _memory.asking.acquire(timeout=0 if _memory.failed else WAITS_SECONDS)
    try:
        yield is_asker
    finally:
        if is_asker:
            _memory.asking.release()


def _ask() -> None:
    forgotten, began = _memory.forgotten, time.monotonic()
    try:
        _memory.version = read()
    except (DatabaseError, InterfaceError):
        if not _memory.failed:
            logger.error("The database cannot be asked. Readers get what was kept, until it can.", exc_info=True)
        _memory.failed, _memory.good_until = True, time.monotonic() + TRIES_AGAIN_SECONDS
        return
    if _memory.failed:
        logger.warning("The database can be asked again.")
    _memory.failed = False
    # A change that was made while the answer was on its way may not be in it.
    if forgotten == _memory.forgotten:
        _memory.good_until = began + GOES_BY_IT_SECONDS


# ---- What is saved by itself --------------------------------------------------------------------------------------

# Shown nowhere before something public bears them.
UNSEEN_WHEN_NEW = (Author, Photo, Tag)
OF_A_STORY: dict[type[Model], str] = {
    Byline: "article",
    RelatedLink: "article",
    TaggedArticle: "content_object",
    LegacyAddress: "article",
}
ALWAYS_SEEN = (Pin, Section, StandingPage, TagAlias)


def watch() -> None:
    post_save.connect(_story_saved, sender=Article)
    post_delete.connect(_story_deleted, sender=Article)
    for noun in (*UNSEEN_WHEN_NEW, *ALWAYS_SEEN):
        post_save.connect(_noun_saved, sender=noun)
        post_delete.connect(_noun_deleted, sender=noun)
    for hung in OF_A_STORY:
        post_save.connect(_hung_on_a_story, sender=hung)
        post_delete.connect(_hung_on_a_story, sender=hung)


def _story_saved(instance: Article, raw: bool = False, **_signal: Any) -> None:
    if raw or instance.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        bump(withdrawn=instance.was_seen() and not instance.is_public())


def _story_deleted(instance: Article, **_signal: Any) -> None:
    if instance.first_published_at is not None:
        bump(withdrawn=True)


def _noun_saved(sender: type[Model], created: bool, raw: bool = False, **_signal: Any) -> None:
    if raw or not (created and sender in UNSEEN_WHEN_NEW):
        bump()


def _noun_deleted(**_signal: Any) -> None:
    bump(withdrawn=True)


def _hung_on_a_story(instance: Any, origin: Any = None, **_signal: Any) -> None:
    """Of a draft nobody sees it."""
    goes_with_its_story = isinstance(origin, Article) or getattr(origin, "model", None) is Article
    if goes_with_its_story or _is_said(withdrawn=False):
        return
    owner = OF_A_STORY[type(instance)]
    if owner in instance._state.fields_cache:
        status = getattr(instance, owner).status
    else:
        number = getattr(instance, f"{owner}_id")
        status = Article.objects.filter(pk=number).values_list("status", flat=True).first()
    if status in {Status.PUBLISHED, Status.WITHDRAWN}:
        bump()
