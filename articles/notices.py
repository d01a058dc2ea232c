"""What people at the desk are told by mail: each event once, in their language, and never at the cost of the event.

A notice is written down with the event, in its transaction, and sent after it on a thread of its own. What could not be
sent then, and what time alone brings, `manage.py publish_due` sends.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from articles import colleagues, roles
from articles.models import Article, Assignment, MailNotice, Note, NoticeKind, Person
from articles.models.fields import clean_line

logger = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=1)  # for what is overdue; what could not be sent for so long is stale
KEPT_FOR = timedelta(days=30)
MOST_FAILURES = 5
LONGEST_SUBJECT = 150

_asked, _sender = Event(), Lock()


# ---- Events -------------------------------------------------------------------------------------------------------


def about_assignment(assignment: Assignment) -> None:
    if assignment.article is not None:
        _tell(
            [assignment.person],
            NoticeKind.ASSIGNMENT,
            assignment.article,
            f"assignment {assignment.pk}",
            by=assignment.by,
            about_at=assignment.deadline_at,
        )


def about_mentions(note: Note, people: Iterable[Any]) -> None:
    if note.article is not None:
        _tell(people, NoticeKind.MENTION, note.article, f"note {note.pk}", by=note.by)


def about_review(article: Article, *, by: Any) -> None:
    """To the editors of its section."""
    people = colleagues.editors_of(article.section)
    _tell(people, NoticeKind.REVIEW, article, f"story {article.pk} version {article.version}", by=by)


def about_sent_back(article: Article, *, by: Any) -> None:
    people = colleagues.writers_of(article)
    _tell(people, NoticeKind.SENT_BACK, article, f"story {article.pk} version {article.version}", by=by)


def about_published(article: Article, *, by: Any) -> None:
    """To its writers, when readers see it for the first time; before that, nothing."""
    if event := _coming_out(article):
        people = colleagues.writers_of(article)
        _tell(people, NoticeKind.PUBLISHED, article, event, by=by, about_at=article.first_published_at)


def _coming_out(article: Article, at: datetime | None = None) -> str:
    """The event that readers see it for the first time; "" if they do not, or saw it elsewhere before."""
    first = article.first_published_at
    if first is None or not article.is_public(at) or getattr(article, "imported_from", None) is not None:
        return ""
    return f"story {article.pk} out {first.isoformat()}"


# ---- What time brings: only written down; deliver() sends it ------------------------------------------------------


def about_coming_out(article: Article, at: datetime | None = None) -> None:
    """Of one whose time has come: that is the deed of who saved it last."""
    if event := _coming_out(article, at):
        people = colleagues.writers_of(article)
        by, first = article.saved_by, article.first_published_at
        _write_down(people, NoticeKind.PUBLISHED, article, event, by=by, about_at=first)


def about_what_is_overdue(at: datetime | None = None) -> None:
    """To whom it was assigned, and to who assigned it. A deadline that is changed is another event."""
    at = at or timezone.now()
    overdue = Assignment.objects.overdue(at).filter(deadline_at__gt=at - LOOKED_BACK)
    for assignment in overdue.select_related("article", "person", "by"):
        people = [person for person in (assignment.person, assignment.by) if person is not None]
        if assignment.article is not None:
            event = f"assignment {assignment.pk}"
            _write_down(people, NoticeKind.OVERDUE, assignment.article, event, about_at=assignment.deadline_at)


def forget_old(at: datetime | None = None) -> int:
    """Long after LOOKED_BACK, when none of them could be made again. Returns how many."""
    at = at or timezone.now()
    return MailNotice.objects.filter(made_at__lt=at - KEPT_FOR).delete()[0]


# ---- Telling ------------------------------------------------------------------------------------------------------


def _tell(people: Iterable[Any], kind: NoticeKind, article: Article, event: str, **more: Any) -> None:
    """As part of the event; sent once that is done, and not if it was taken back."""
    if _write_down(people, kind, article, event, **more):
        transaction.on_commit(_send_aside, robust=True)


def _write_down(
    people: Iterable[Any],
    kind: NoticeKind,
    article: Article,
    event: str,
    *,
    by: Any = None,
    about_at: datetime | None = None,
) -> bool:
    """Write it down for each who wants to know; nobody is told of what one did oneself."""
    wanted = {person.pk: person for person in people if person != by and person.email and person.is_active}
    unwilling = Person.objects.filter(user__in=wanted).values_list("user", "notices_off")
    for number, kinds in unwilling if wanted else ():
        if kind in kinds:
            del wanted[number]
    told = [
        MailNotice(person=person, kind=kind, article=article, event=event, by=by, about_at=about_at)
        for person in wanted.values()
    ]
    MailNotice.objects.bulk_create(told, ignore_conflicts=True)
    return bool(told)


def _send_aside() -> None:
    """Nobody waits for a mail server. One thread at most: what comes meanwhile, it sends too."""
    _asked.set()
    if _sender.acquire(blocking=False):
        try:
            Thread(target=_send_on_thread, name="notices").start()
        except BaseException:
            _sender.release()
            raise


def _send_on_thread() -> None:
    try:
        while _asked.is_set():
            _asked.clear()
            deliver()
    except Exception:  # a thread has nobody else to tell
        logger.exception("Notices were not sent.")
    finally:
        connections.close_all()
        _sender.release()
    if _asked.is_set():  # asked for between the last look and the release
        _send_aside()


# ---- Sending ------------------------------------------------------------------------------------------------------


def deliver(at: datetime | None = None) -> int:
    """Send what waits and is not stale. Two at once send each notice once. Returns how many were sent.

    A server that cannot be reached ends it; what is left waits.
    """
    at = at or timezone.now()
    waiting = MailNotice.objects.waiting().filter(failures__lt=MOST_FAILURES, made_at__gt=at - LOOKED_BACK)
    sent = 0
    connection = get_connection()
    for notice in waiting.select_related("person", "article", "by").defer("article__body").order_by("pk"):
        try:
            connection.open()
        except OSError as fault:  # no fault of the notice
            logger.warning("The mail server is not reached: %s. What waits is sent later.", type(fault).__name__)
            break
        if not MailNotice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=timezone.now()):
            continue  # another is about it
        try:
            sent += _send(notice, connection)
        except (OSError, ValueError) as fault:  # SMTP's own errors are among them
            _give_back(notice, fault)
            connection.close()  # its state is not known
    connection.close()
    return sent


def _send(notice: MailNotice, connection: Any) -> int:
    person = notice.person
    # Between the event and now much may have changed.
    if not (person.is_active and person.is_staff and roles.may_see(person, notice.article)):
        return 0
    with translation.override(_language_of(person)):
        mail = EmailMessage(
            _subject(notice),
            render_to_string(f"notices/{notice.kind}.txt", _context(notice)),
            to=[person.email],
            connection=connection,
            headers={"Auto-Submitted": "auto-generated"},
        )
    return mail.send()


def _give_back(notice: MailNotice, fault: Exception) -> None:
    MailNotice.objects.filter(pk=notice.pk).update(sent_at=None, failures=F("failures") + 1)
    logger.warning("Notice %d was not sent: %s. manage.py publish_due tries again.", notice.pk, type(fault).__name__)


def _language_of(person: Any) -> str:
    chosen = Person.objects.filter(user=person).values_list("language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _subject(notice: MailNotice) -> str:
    """One line, whatever stands in a headline or a name: nothing in it begins another header."""
    words = clean_line(render_to_string(f"notices/{notice.kind}_subject.txt", _context(notice)))
    return words if len(words) <= LONGEST_SUBJECT else f"{words[: LONGEST_SUBJECT - 1]}…"


def _context(notice: MailNotice) -> dict[str, Any]:
    article = notice.article
    return {
        "site": settings.SITE_NAME,
        "headline": article.headline,
        "who": clean_line(colleagues.name_of(notice.by)),
        "when": notice.about_at,
        "is_own": notice.by_id is None,
        "address": settings.SITE_ADDRESS + reverse("admin:articles_article_change", args=[article.pk]),
        "notes": settings.SITE_ADDRESS + reverse("admin:articles_article_notes", args=[article.pk]),
        "public": settings.SITE_ADDRESS + article.get_absolute_url(),
        "account": settings.SITE_ADDRESS + reverse("admin:account_notices"),
    }
