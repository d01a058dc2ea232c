"""Whether the site does what it should: asked by monitors, by balancers, and by the desk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from articles import replicas, search
from articles.models import Appointment

PATIENCE = timedelta(minutes=5)  # publish_due runs each minute
LEAST_FREE = 1024**3  # bytes
GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    about: str  # a word that stays
    is_well: bool
    words: str

    def __str__(self) -> str:
        return f"{self.about}: {self.words}"


@dataclass(frozen=True, slots=True)
class Overdue:
    """What was to be done some while ago and is not."""

    count: int
    since: datetime


class NotMigrated(Exception):
    """The message names the migrations."""


def everything() -> list[Finding]:
    looks = {"database": database, "migrations": migrations, "due": due, "disk": disk}
    looks |= {"replicas": copies} if settings.REPLICAS else {}
    looks |= {"search": search_server} if settings.SEARCH_SERVER else {}
    return _found(looks)


def serving() -> list[Finding]:
    """Only what this process needs to answer readers: whoever finds fault here sends them elsewhere."""
    found = _found({"database": database, "migrations": migrations})
    if found[0].is_well or (replica := replicas.that_answers()) is None:
        return found
    in_its_place = Finding("database", True, f"does not answer, but {replica} does")
    return [in_its_place, *_found({"migrations": partial(migrations, replica)})]


def _found(looks: dict[str, Callable[[], Finding]]) -> list[Finding]:
    """Never an error. Of a database that does not answer nothing more is asked."""
    findings: list[Finding] = []
    for about, look in looks.items():
        try:
            findings.append(look())
        except (DatabaseError, InterfaceError) as fault:
            findings.append(Finding(about, False, f"no answer ({type(fault).__name__})"))
            break
    return findings


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding("database", True, "answers")


def copies() -> Finding:
    faults = replicas.faults()
    return Finding("replicas", not faults, "; ".join(faults) or "up to date")


def migrations(alias: str = DEFAULT_DB_ALIAS) -> Finding:
    try:
        _refuse_unapplied(alias)
    except NotMigrated as missing:
        return Finding("migrations", False, f"not applied: {missing}. Run manage.py migrate")
    return Finding("migrations", True, "applied")


@cache  # a refusal is not kept; once all are applied they stay so while this code runs
def _refuse_unapplied(alias: str) -> None:
    loader = MigrationLoader(connections[alias])
    missing = sorted(".".join(key) for key in loader.graph.nodes if key not in (loader.applied_migrations or ()))
    if missing:
        raise NotMigrated(", ".join(missing))


def due() -> Finding:
    late = overdue()
    if late is None:
        return Finding("due", True, "all done")
    since = f"{timezone.localtime(late.since):%Y-%m-%d %H:%M %Z}"
    return Finding(
        "due", False, f"{late.count:,} not done, the oldest since {since}. Does publish_due run each minute?"
    )


def overdue(at: datetime | None = None) -> Overdue | None:
    """What publish_due should have done by now; None: nothing."""
    late = Appointment.objects.due((at or timezone.now()) - PATIENCE)
    oldest = late.values_list("due_at", flat=True).first()
    return None if oldest is None else Overdue(late.count(), oldest)


def search_server() -> Finding:
    """Whether it was told of all: while it was not, the database answers searches."""
    oldest = search.telling.oldest_errand()
    if oldest is None or oldest > timezone.now() - PATIENCE:
        return Finding("search", True, "told of all")
    since = f"{timezone.localtime(oldest):%Y-%m-%d %H:%M %Z}"
    return Finding("search", False, f"{search.server()} was not told of all since {since}; the database answers")


def disk() -> Finding:
    """Where the database, the photos and the reports stand."""
    try:
        usage = shutil.disk_usage(settings.DATA_DIR)
    except OSError as fault:
        return Finding("disk", False, f"{settings.DATA_DIR.name}: {fault.strerror}")
    words = f"{usage.free / GIB:.1f} GiB free of {usage.total / GIB:.1f}"
    return Finding("disk", usage.free >= LEAST_FREE, words)
