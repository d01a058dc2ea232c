"""Where people are signed in: noted, listed and ended. Django keeps the sessions; SignIn says whose they are."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save
from django.http import HttpRequest
from django.utils import timezone

from articles.models import SignIn
from articles.models.fields import clean_line

SEEN_EVERY = timedelta(minutes=5)
SEEN_AT = "seen_at"  # in the session, as seconds: no question to the database is needed to know that it is recent


def note(request: HttpRequest, user: Any) -> None:
    """Keep that this person is here; writes at most once in SEEN_EVERY."""
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN_AT, 0) < SEEN_EVERY.total_seconds():
        return
    write(request, user, at=now)


def write(request: HttpRequest, user: Any, *, at: datetime | None = None) -> None:
    at = at or timezone.now()
    request.session[SEEN_AT] = int(at.timestamp())
    if request.session.session_key is None:
        request.session.create()
    _, is_new = SignIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "user_agent": clean_line(request.META.get("HTTP_USER_AGENT", "")[:255]),
            "last_seen_at": at,
        },
    )
    if is_new:  # those whose sessions have long run out
        out_of_date = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        SignIn.objects.filter(user=user, last_seen_at__lt=out_of_date).delete()


def follow(session: SessionBase, *, from_key: str) -> None:
    """The session has another key now. As long as it is the same person's it is the same place."""
    former = SignIn.objects.filter(session_key=from_key)
    if SignIn.objects.filter(session_key=session.session_key).exists():
        former.delete()
        return
    former.filter(user_id=session.get(SESSION_KEY, 0)).update(session_key=session.session_key)
    former.delete()  # of who sat here before


def places_of(user: User) -> list[SignIn]:
    """Where this person is signed in, the last seen first. Decodes each of the sessions."""
    rows = list(SignIn.objects.filter(user=user).order_by("-last_seen_at", "-pk"))
    sessions = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now())
    # After a change of the password the other sessions are still there, and let nobody in.
    valid = user.get_session_auth_hash()
    alive = {each.session_key for each in sessions if each.get_decoded().get(HASH_SESSION_KEY) == valid}
    return [row for row in rows if row.session_key in alive]


@transaction.atomic
def end(*, user: User, but: str | None = None, only: Collection[int] | None = None) -> int:
    """End this person's sessions: all of them, those of `only` (ids), or all but the one with the key `but`."""
    rows = SignIn.objects.filter(user=user)
    if only is not None:
        rows = rows.filter(pk__in=only)
    keys = set(rows.values_list("session_key", flat=True)) - {but}
    Session.objects.filter(session_key__in=keys).delete()
    return SignIn.objects.filter(session_key__in=keys).delete()[0]


def _signed_out(request: HttpRequest, **_signal: Any) -> None:
    SignIn.objects.filter(session_key=request.session.session_key).delete()


def _account_saved(instance: User, created: bool, **_signal: Any) -> None:
    if not created and not (instance.is_active and instance.is_staff):
        end(user=instance)


def _roles_changed(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_signal: Any) -> None:
    """Who loses a role signs in again; so does who gains one that asks for a second step."""
    loses = action == "pre_clear" or (action == "post_remove" and pk_set)
    if loses or _asks_for_more(instance, action, reverse, pk_set):
        for user in _people(instance, action, reverse, pk_set):
            end(user=user)


def _asks_for_more(instance: Any, action: str, reverse: bool, pk_set: set[int] | None) -> bool:
    if action != "post_add" or not settings.TWO_STEP_ROLES or not pk_set:
        return False
    groups = {instance.pk} if reverse else pk_set
    return Group.objects.filter(pk__in=groups, name__in=settings.TWO_STEP_ROLES).exists()


def _people(instance: Any, action: str, reverse: bool, pk_set: set[int] | None) -> list[User]:
    if not reverse:
        return [instance]
    if action == "pre_clear":
        return list(instance.user_set.all())
    return list(User.objects.filter(pk__in=pk_set or ()))


def watch() -> None:
    """Called once, when the models are there."""
    user_logged_out.connect(_signed_out, dispatch_uid="places")
    post_save.connect(_account_saved, sender=User, dispatch_uid="places")
    m2m_changed.connect(_roles_changed, sender=User.groups.through, dispatch_uid="places")
