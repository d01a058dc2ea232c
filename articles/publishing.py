"""The moves of a story, each all or nothing: its state, its place in the lists, its links and its history.

workflow.py says which move is allowed; a move that someone else made first is refused, not made twice.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import history, roles, workflow
from articles.linking import resolve_around
from articles.models import Article
from articles.models.article import Kind
from articles.workflow import Move, Status


class MoveNotAllowed(Exception):
    """The message tells the person who tried what stands in the way."""


def submit(article: Article, *, by: Any) -> None:
    _move(article, workflow.SUBMIT, by=by)


def send_back(article: Article, *, by: Any) -> None:
    _move(article, workflow.SEND_BACK, by=by)


def publish(article: Article, *, by: Any, at: datetime | None = None) -> None:
    """Readers see the story from `at` on (aware; default now). A later instant schedules it."""
    if problems := what_publishing_lacks(article):
        raise MoveNotAllowed(" ".join(problems))
    _set_time(article, at or timezone.now())
    article.withdrawn_because = ""
    _move(article, workflow.PUBLISH, by=by)


def reschedule(article: Article, *, by: Any, at: datetime | None = None) -> None:
    """Move a published story's time, either way. One that readers have seen keeps when they first did."""
    _set_time(article, at or timezone.now())
    _move(article, workflow.RESCHEDULE, by=by)


def _set_time(article: Article, at: datetime) -> None:
    """When readers first saw it stays, once they have."""
    if article.first_published_at is None or article.first_published_at > timezone.now():
        article.first_published_at = at
    article.published_at = at


def withdraw(article: Article, *, by: Any, because: str) -> None:
    """Readers no longer see the story, from now on. The reason is kept with it."""
    if not because.strip():
        raise MoveNotAllowed(_("Say why the story is withdrawn."))
    article.withdrawn_because = because.strip()
    _move(article, workflow.WITHDRAW, by=by)


def what_publishing_lacks(article: Article) -> list[str]:
    """Sentences that say what must be filled in before readers may see the story."""
    lacks = []
    if article.section_id is None:
        lacks.append(_("Choose a section: it is part of the story's address."))
    if not article.word_count:
        lacks.append(_("Write the text: the story is empty."))
    if article.kind == Kind.ADVERTORIAL and not article.sponsor_name:
        lacks.append(_("Name the sponsor: readers must be told who paid for an advertorial."))
    return lacks


def _move(article: Article, move: Move, *, by: Any) -> None:
    if not roles.may_move(by, move, article):
        raise MoveNotAllowed(_("Your role does not allow this: %(move)s.") % {"move": move.label})
    if not move.allows(article.status):
        raise MoveNotAllowed(
            _("The story is “%(status)s” by now; this move starts elsewhere. Reload the page.")
            % {"status": article.get_status_display()}
        )
    with transaction.atomic(), history.recorded(by=by, comment=str(move.label), story=article.pk):
        # The version guards the state as well: whoever moved the story first also took its next version.
        if not Article.objects.filter(status=article.status).claim(article.pk, version=article.version, by=by):
            raise MoveNotAllowed(_("Someone changed the story meanwhile. Reload the page and look at it again."))
        article.version += 1
        article.status = move.target
        article.saved_by, article.saved_at = by, timezone.now()
        article.save()
        history.record(article)
        if article.status == Status.PUBLISHED:
            resolve_around(article)
