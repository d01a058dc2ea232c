"""The moves of a story, each all or nothing: its state, its place in the lists, its links and its history.

workflow.py says which move is allowed; a move that someone else made first is refused, not made twice.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import assignments, deeds, history, notes, notices, prepublish, roles, workflow
from articles.deeds import Deed, shown
from articles.linking import resolve_around
from articles.models import Article, Override, Submission
from articles.workflow import Move, Status


class MoveNotAllowed(Exception):
    """The message tells the person who tried what stands in the way."""


def submit(article: Article, *, by: Any, note: str = "") -> None:
    _move(article, workflow.SUBMIT, by=by, note=note)


def send_back(article: Article, *, by: Any, note: str = "") -> None:
    """Without a note only to oneself."""
    if not note.strip() and article.created_by_id != by.pk:
        raise MoveNotAllowed(_("Tell the writer in a note what is to be done."))
    _move(article, workflow.SEND_BACK, by=by, note=note)


def publish(article: Article, *, by: Any, because: str = "") -> None:
    """Readers see the story from now on, or from the end of its embargo. `because`: in spite of what is remarked."""
    over = weighed(article, because=because)
    _move(article, workflow.PUBLISH, _from(article, timezone.now()), by=by, note=because, over=over)


def schedule(article: Article, *, by: Any, at: datetime, because: str = "") -> None:
    """Readers see the story from `at` on (aware, still to come)."""
    over = weighed(article, because=because, at=at)
    _refuse_the_past(at)
    _move(article, workflow.SCHEDULE, _from(article, at), by=by, note=because, at=at, over=over)


def unschedule(article: Article, *, by: Any) -> None:
    """The story waits for an editor again. Of a time that never came nothing is left."""
    first = article.first_published_at if article.was_seen() else None
    _move(article, workflow.UNSCHEDULE, {"published_at": None, "first_published_at": first}, by=by)


def reschedule(article: Article, *, by: Any, at: datetime | None = None) -> None:
    """Move a published story's time. Only one that readers have seen can move into the past."""
    if at is not None and not article.was_seen():
        _refuse_the_past(at)
    at = at or timezone.now()
    _move(article, workflow.RESCHEDULE, _from(article, at), by=by, at=at)


def withdraw(article: Article, *, by: Any, because: str) -> None:
    """Readers no longer see the story, from now on. The reason is kept with it."""
    if not because.strip():
        raise MoveNotAllowed(_("Say why the story is withdrawn."))
    _move(article, workflow.WITHDRAW, {"withdrawn_because": because.strip()}, by=by, note=because)


def republish(article: Article, *, by: Any, because: str = "") -> None:
    """Readers see a withdrawn story again, at its old address, as new in the lists."""
    over = weighed(article, because=because)
    changes = _from(article, timezone.now()) | {"withdrawn_because": ""}
    _move(article, workflow.REPUBLISH, changes, by=by, note=because, over=over)


def set_embargo(article: Article, *, by: Any, until: datetime | None) -> None:
    """Readers see nothing of the story before `until`, even if they do now; None: nothing holds it back any more."""
    if until is not None and until <= timezone.now():
        raise MoveNotAllowed(
            _("%(when)s is past. Choose a time that is still to come, or none to lift the embargo.")
            % {"when": shown(until)}
        )
    if until is None and article.embargo_until is None:
        raise MoveNotAllowed(_("The story has no embargo that could be lifted. Give a time to set one."))
    changes: dict[str, Any] = {"embargo_until": until}
    if article.published_at is not None and not article.was_seen():
        changes["first_published_at"] = max(article.published_at, until or timezone.now())
    _move(article, workflow.EMBARGO, changes, by=by, at=until)


def _from(article: Article, at: datetime) -> dict[str, Any]:
    """The times of a story that is out from `at` on. When readers first saw it stays, once they have."""
    first = article.first_published_at if article.was_seen() else max(at, article.embargo_until or at)
    return {"published_at": at, "first_published_at": first}


def _refuse_the_past(at: datetime) -> None:
    if at <= timezone.now():
        raise MoveNotAllowed(
            _("%(when)s is past. Choose a time that is still to come, or publish the story now.") % {"when": shown(at)}
        )


def weighed(article: Article, *, because: str = "", at: datetime | None = None) -> Override | None:
    """Refuse what a rule forbids at that time, and where a reason is needed a story without one.

    What is to be kept of publishing it in spite of the other remarks, not yet saved, and not yet said by whom.
    """
    concerns = prepublish.remarks(article, at=at)
    if lacks := [concern.sentence for concern in concerns if concern.blocking]:
        raise MoveNotAllowed(" ".join(lacks))
    if not because.strip() and (unsaid := [concern.sentence for concern in concerns if concern.needs_reason]):
        raise MoveNotAllowed(" ".join([*unsaid, _("Mend it, or say why it is published all the same.")]))
    codes = list(dict.fromkeys(concern.code.value for concern in concerns))
    return Override(article=article, codes=codes, reason=because.strip()) if codes else None


def what_publishing_lacks(article: Article) -> list[str]:
    """Sentences that say what must be filled in before readers may see the story."""
    return [concern.sentence for concern in prepublish.blockers(article)]


def _move(
    article: Article,
    move: Move,
    changes: dict[str, Any] | None = None,
    *,
    by: Any,
    note: str = "",
    at: datetime | None = None,
    over: Override | None = None,
) -> None:
    if not roles.may_move(by, move, article):
        raise MoveNotAllowed(_("Your role does not allow this: %(move)s.") % {"move": move.label})
    if not move.allows(article.stage()):
        raise MoveNotAllowed(
            _("The story is “%(status)s” by now; this move starts elsewhere. Reload the page.")
            % {"status": article.get_status_display()}
        )
    with transaction.atomic(), history.recorded(by=by, comment=_deed(move, note, at, over), story=article.pk):
        # The version guards the state as well: whoever moved the story first also took its next version.
        if not Article.objects.filter(status=article.status).claim(article.pk, version=article.version, by=by):
            raise MoveNotAllowed(_("Someone changed the story meanwhile. Reload the page and look at it again."))
        article.version += 1
        article.status = move.target or article.status
        for name, value in (changes or {}).items():
            setattr(article, name, value)
        article.saved_by, article.saved_at = by, timezone.now()
        article.save()
        history.record(article)
        if over is not None:
            over.by = by
            over.save()
        if article.status == Status.PUBLISHED:
            resolve_around(article)
        _bring_along(article, move, by=by, note=note)


def _bring_along(article: Article, move: Move, *, by: Any, note: str) -> None:
    """What the desk keeps beside the story: who waits, who is done, what was said, who is told."""
    if move.target is None:  # it stays where it is, with whoever has it in hand
        if article.status == Status.PUBLISHED:
            notices.about_published(article, by=by)
        return
    Submission.objects.filter(article=article).delete()
    if article.status != Status.DRAFT:
        assignments.hand_in(article, by=by)
    if move in {workflow.SUBMIT, workflow.SEND_BACK}:
        notes.keep_of_move(article, by=by, text=note, move=move.name)
    if article.status == Status.IN_REVIEW:
        Submission.objects.create(article=article, by=by)
    if move is workflow.SUBMIT:
        notices.about_review(article, by=by)
    elif move is workflow.SEND_BACK:
        notices.about_sent_back(article, by=by)
    elif article.status == Status.PUBLISHED:
        notices.about_published(article, by=by)


def _deed(move: Move, note: str, at: datetime | None, over: Override | None) -> Deed:
    """For the history: what was done, for when, in spite of what, and what the person said about it."""
    about = at.isoformat() if at is not None else ""
    codes = over.codes if over is not None else None
    return Deed(deeds.MOVED, move=move.name, label=str(move.label), note=note.strip(), at=about, over=codes)
