"""What time brings besides: readers see a story at its instant, whether or not any of this is done.

A story that is saved makes its appointments (models/appointment.py). Each is kept once, in a transaction of its own:
one that fails is tried again later, and holds up no other.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from articles import notices, unsaved
from articles.linking import resolve_around
from articles.models import Appointment, Article, Occasion
from articles.models.appointment import appointments_of, make_appointments

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 5_000  # the rest waits for the next run
FIRST_WAIT = timedelta(minutes=1)  # after a failure; twice as long after each further one
LONGEST_WAIT = timedelta(hours=1)
MOST_FAILURES_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an appointment."""

    story: int
    occasion: Occasion
    due_at: datetime
    fault: str = ""  # the kind of error; it is tried again


def keep_appointments(at: datetime | None = None) -> Iterator[Kept]:
    """Do what is due. Two that run at once share the work."""
    at = at or timezone.now()
    numbers = list(Appointment.objects.to_keep(at).values_list("pk", flat=True)[:MOST_AT_ONCE])
    for number in numbers:
        if (kept := _keep(number, at)) is not None:
            yield kept


def look_ahead(at: datetime | None = None) -> Iterator[Kept]:
    """What keep_appointments would take up now."""
    for appointment in Appointment.objects.to_keep(at)[:MOST_AT_ONCE]:
        yield _kept(appointment)


def tell(at: datetime | None = None) -> int:
    """Send what people are to be told, of this and of deadlines that have passed. Returns how many were sent."""
    notices.about_what_is_overdue(at)
    return notices.deliver()


def forget_old(at: datetime | None = None) -> int:
    """What was typed long ago and never saved, and what was told long ago. Returns how many rows that were."""
    return unsaved.forget_old(at) + notices.forget_old(at)


def _keep(number: int, at: datetime) -> Kept | None:
    """None: it was nothing to do by now, or another run is about it."""
    appointment = None
    try:
        with transaction.atomic():
            appointment = _taken(number, at)
            if appointment is None or _was_moved(appointment, at):
                return None
            _follow(appointment, at)
            Appointment.objects.filter(pk=number).delete()
    except Exception as fault:  # whatever is wrong with one story: the others are due as well
        logger.exception("Appointment %d of story %s was not kept.", number, appointment and appointment.article_id)
        _put_off(number, at)
        return _kept(appointment, type(fault).__name__) if appointment else None
    return _kept(appointment)


def _taken(number: int, at: datetime) -> Appointment | None:
    """The row is this transaction's; what another one has is left to it."""
    free = Appointment.objects.to_keep(at).select_for_update(skip_locked=True, of=("self",))
    return free.filter(pk=number).select_related("article__section", "article__saved_by").first()


def _was_moved(appointment: Appointment, at: datetime) -> bool:
    """Whether the story says something else by now, whatever the appointment says: it then makes them anew."""
    instant = appointments_of(appointment.article).get(Occasion(appointment.occasion))
    if instant is not None and instant <= at:
        return False
    make_appointments(appointment.article)
    return True


def _follow(appointment: Appointment, at: datetime) -> None:
    """As part of the transaction that takes the appointment away: people are told after (tell).

    Pages that are kept need nobody: the instant is part of their mark (content_version.py).
    """
    article = appointment.article
    if appointment.occasion == Occasion.APPEARS:
        resolve_around(article)
        notices.about_coming_out(article, at)
    elif appointment.occasion == Occasion.BREAKING_ENDS:
        # No change of the story that anyone made: its version stays, and whoever writes on it is not disturbed.
        Article.objects.filter(pk=article.pk, breaking_until__lte=at).update(breaking_until=None)


def _put_off(number: int, at: datetime) -> None:
    """So that one that always fails is tried each hour, and not each minute."""
    failures = Appointment.objects.filter(pk=number).values_list("failures", flat=True).first() or 0
    wait = min(FIRST_WAIT * 2 ** min(failures, 10), LONGEST_WAIT)
    more = min(failures + 1, MOST_FAILURES_COUNTED)
    Appointment.objects.filter(pk=number).update(failures=more, try_again_at=at + wait)


def _kept(appointment: Appointment, fault: str = "") -> Kept:
    return Kept(appointment.article_id, Occasion(appointment.occasion), appointment.due_at, fault)
