"""Replicas of the database, which the pages of readers are read from (docs/decisions/0040).

A replica is used only while it has the very marks that the database has (content_version.py): a mark comes to it in
the transaction of the change that drew it. So nobody has to ask how late it is: it has what readers may see, or else
it is passed over. And a replica that has something once has it ever after: what is read from it next is no older.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, connections
from django.db.models import Model

from articles import content_version
from articles.content_version import ContentVersion, OutOfReach

logger = logging.getLogger(__name__)

RESTS_SECONDS = 5.0  # after it could not be asked
CATCHES_UP_SECONDS = 0.1  # after it was behind
IS_SAID_SECONDS = 10.0  # so long behind is no matter of moments


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page is read from, and what that had before the page was made."""

    alias: str
    version: ContentVersion


# ---- Reading from one ---------------------------------------------------------------------------------------------

_reads_from: ContextVar[Source | None] = ContextVar("reads_from", default=None)  # None: the database itself


@contextmanager
def reading_from(source: Source) -> Iterator[None]:
    """What is read within comes from there, until something is written."""
    before = _reads_from.set(source)
    try:
        yield
    finally:
        _reads_from.reset(before)


def source_of_this_page() -> Source | None:
    """None: a transaction, in which one reads what was just written. Raise OutOfReach as content_version does."""
    if connection.in_atomic_block:
        return None
    return _reads_from.get() or Source(DEFAULT_DB_ALIAS, content_version.current())


class Router:
    """Always says which: left open, Django would write a row to where it was read."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        source = None if connection.in_atomic_block else _reads_from.get()
        return source.alias if source else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], instance: Model | None = None, **_hints: Any) -> str:
        # With a row of another noun Django asks where a relation is made by hand: nothing is written by that.
        if instance is None or isinstance(instance, model):
            _reads_from.set(None)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


# ---- Choosing one -------------------------------------------------------------------------------------------------


def source() -> Source | None:
    """A replica that has all that readers may see; None: there is none. Raise OutOfReach as content_version does."""
    content_version.current()
    for replica in _in_turn():
        if (version := replica.asked()) is not None and replica.is_up_to_date(version):
            return Source(replica.alias, version)
    return None


def in_its_place(*, withdrawals: int | None, at_most_seconds_ago: float = 0.0) -> Source:
    """While the database itself cannot be asked: a replica that has heard of so many withdrawals. Raise OutOfReach.

    None: nobody knows how many there were. Always the same replica, as long as it answers: two may have stopped at
    different states.
    """
    if withdrawals is not None:
        for replica in _replicas():
            version = replica.asked(at_most_seconds_ago)
            if version is not None and version.withdrawals >= withdrawals:
                return Source(replica.alias, replace(version, is_last_known=True))
    raise OutOfReach


def failed(source: Source) -> None:
    """It went away while a page was made from it, or took a statement back."""
    next(replica for replica in _replicas() if replica.alias == source.alias).is_gone()


def that_answers() -> str | None:
    return next((replica.alias for replica in _replicas() if replica.asked() is not None), None)


def faults() -> list[str]:
    """For whoever watches over the site: readers do without a replica."""
    found = []
    for replica in _replicas():
        if (version := replica.asked()) is not None:
            replica.is_up_to_date(version)
        if replica.is_away:
            found.append(f"{replica.alias} does not answer")
        elif replica.is_late:
            found.append(f"{replica.alias} is behind")
    return found


class Replica:
    """What this process knows of one."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.rests_until = 0.0  # monotonic, as all of these
        self.is_away = False
        self.behind_since: float | None = None
        self.is_late = False
        self.version: ContentVersion | None = None
        self.asked_at = 0.0

    def asked(self, at_most_seconds_ago: float = 0.0) -> ContentVersion | None:
        """What it has; None: it is not to be asked now, or does not answer."""
        now = time.monotonic()
        if now < self.rests_until:
            return None
        if self.version is not None and now < self.asked_at + at_most_seconds_ago:
            return self.version
        if self.is_away:
            self.rests_until = now + RESTS_SECONDS  # whoever comes meanwhile does not wait for the answer
        try:
            version = self._ask()
        except OutOfReach:
            self.is_gone()
            return None
        if self.is_away:
            logger.warning("%s can be asked again.", self.alias)
        self.is_away, self.rests_until = False, 0.0
        self.version, self.asked_at = version, now
        return version

    def _ask(self) -> ContentVersion:
        """On the connection that the page will be made on. One that was kept open may have ended since: then anew."""
        was_open = connections[self.alias].connection is not None
        try:
            return content_version.read(using=self.alias)
        except (DatabaseError, InterfaceError) as fault:
            connections[self.alias].close()
            if was_open:
                return self._ask()
            raise OutOfReach from fault

    def is_gone(self) -> None:
        connections[self.alias].close()
        if not self.is_away:
            logger.error("%s cannot be asked. Readers' pages are made without it.", self.alias)
        self.is_away, self.rests_until, self.version = True, time.monotonic() + RESTS_SECONDS, None

    def is_up_to_date(self, version: ContentVersion) -> bool:
        if version.name == content_version.current().name or _is_what_there_is_now(version):
            if self.is_late:
                logger.warning("%s is up to date again.", self.alias)
            self.behind_since, self.is_late = None, False
            return True
        self._is_behind()
        return False

    def _is_behind(self) -> None:
        now = time.monotonic()
        self.rests_until = now + CATCHES_UP_SECONDS
        self.behind_since = self.behind_since or now
        if not self.is_late and now - self.behind_since > IS_SAID_SECONDS:
            self.is_late = True
            logger.error("%s has been behind for a while. Readers' pages are made without it.", self.alias)


def _is_what_there_is_now(version: ContentVersion) -> bool:
    """Of two that differ the one that this process remembers may be the older one."""
    content_version.forget()
    return version.name == content_version.current().name


@cache
def _replicas() -> tuple[Replica, ...]:
    return tuple(Replica(alias) for alias in settings.REPLICAS)


_turns = count()


def _in_turn() -> Iterator[Replica]:
    """Each reader's page begins with another one."""
    every = _replicas()
    first = next(_turns)
    for place in range(len(every)):
        yield every[(first + place) % len(every)]
