"""The address that an open form asks every few seconds: keep what is typed, say who else is here and what is newer.

It never touches the story, its version or its history.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from articles import presence, roles, unsaved
from articles.models import Article

from ..numbers import story_number
from ..times import clock

LONGEST_NAME = 200  # characters of a field's name
LATEST_VERSION = 2**31 - 1
# PostgreSQL keeps neither in JSON.
NOT_KEPT = re.compile("[\x00\ud800-\udfff]")


class NotUnderstood(Exception):
    """What was sent is no pulse of a form of ours."""


@dataclass
class Pulse:
    key: UUID
    user: int  # whose form it is: another person may have signed in in this browser since
    version: int  # of the story, when the form was opened; 0 for a new one
    fields: dict[str, list[str]] | None  # None: nothing was typed since the last pulse
    is_leaving: bool


def token_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """For a form that stayed open while its person signed in again in another tab."""
    return JsonResponse({"token": get_token(request), "user": request.user.pk})


def pulse_view(model_admin: Any, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        pulse = _read(request.body)
    except RequestDataTooBig:
        return _refused(413, _("This is more text than the desk can keep unsaved."))
    except NotUnderstood as fault:
        return _refused(400, str(fault))
    story = None
    if object_id is not None:
        story = _story(object_id)
        if story is None:
            return _refused(404, _("The story was deleted meanwhile. Saved, your text becomes a new draft."))
    if pulse.user != request.user.pk:
        return _refused(409, _("Someone else has signed in here meanwhile."), is_someone_else=True)
    may_write = model_admin.has_add_permission(request) if story is None else roles.may_change(request.user, story)
    if not may_write:
        return _refused(403, _("You may not change this story any more."))
    return JsonResponse(_answer(request.user, pulse, story))


def _story(object_id: str) -> Article | None:
    who = ("saved_by__username", "saved_by__first_name", "saved_by__last_name")
    stories = Article.objects.only("version", "saved_at", "status", "created_by", "revises", *who).select_related(
        "saved_by"
    )
    return stories.filter(pk=story_number(unquote(object_id)) or 0).first()


def _answer(user: Any, pulse: Pulse, story: Article | None) -> dict[str, Any]:
    answer: dict[str, Any] = {"kept": "", "others": "", "newer": "", "is_spent": False}
    if pulse.fields is not None:
        try:
            work = unsaved.keep(by=user, key=pulse.key, story=story, version=pulse.version, fields=pulse.fields)
            answer["kept"] = _("Kept %(time)s") % {"time": clock(work.typed_at)}
        except unsaved.AlreadySaved:
            answer["is_spent"] = True
    if story is not None:
        if pulse.is_leaving:
            presence.leave(by=user, key=pulse.key)
        else:
            presence.note(story, by=user, key=pulse.key)
        answer["others"] = _said_of(presence.others(story, than=user))
        answer["newer"] = _said_of_newer(user, story) if story.version > pulse.version else ""
    return answer


def _said_of(others: list[presence.Other]) -> str:
    if not others:
        return ""
    named = [_("%(name)s (since %(time)s)") % {"name": each.name, "time": clock(each.since)} for each in others]
    return _("Also open at: %(names)s.") % {"names": ", ".join(named)}


def _said_of_newer(user: Any, story: Article) -> str:
    time = clock(story.saved_at)
    if story.saved_by_id == user.pk:
        return _("You saved a newer version at %(time)s, in another tab. Reload this page to go on from it.") % {
            "time": time
        }
    who = story.saved_by.get_full_name() or story.saved_by.get_username() if story.saved_by else _("the importer")
    return _("%(who)s saved this story at %(time)s, after you opened it. When you save, you see both.") % {
        "who": who,
        "time": time,
    }


def _refused(status: int, words: str, **more: Any) -> HttpResponse:
    return JsonResponse({"words": words, **more}, status=status)


# ---- What was sent, read as one would read anything from outside ----


def _read(body: bytes) -> Pulse:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise NotUnderstood("This is no JSON.") from fault
    if not isinstance(sent, dict):
        raise NotUnderstood("An object was expected.")
    try:
        key = UUID(sent.get("key"))
    except (ValueError, TypeError, AttributeError) as fault:
        raise NotUnderstood("key: a UUID was expected.") from fault
    return Pulse(
        key=key,
        user=_number(sent, "user"),
        version=_number(sent, "version"),
        fields=_fields(sent["fields"]) if sent.get("fields") is not None else None,
        is_leaving=sent.get("is_leaving") is True,
    )


def _number(sent: dict[str, Any], name: str) -> int:
    number = sent.get(name)
    if type(number) is not int or not 0 <= number <= LATEST_VERSION:
        raise NotUnderstood(f"{name}: a number was expected.")
    return number


def _fields(sent: Any) -> dict[str, list[str]]:
    if not isinstance(sent, dict) or len(sent) > (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0):
        raise NotUnderstood("fields: names and their values were expected.")
    for name, values in sent.items():
        if len(name) > LONGEST_NAME or not isinstance(values, list):
            raise NotUnderstood("fields: a name or its values are not those of a form.")
        for value in (name, *values):
            if not isinstance(value, str) or NOT_KEPT.search(value):
                raise NotUnderstood("fields: a value is no text that can be kept.")
    return {name: values for name, values in sent.items() if _is_typed(name)}


def _is_typed(name: str) -> bool:
    """Not the buttons, nor what belongs to one sending of the form."""
    return not name.startswith("_") and name not in {"csrfmiddlewaretoken", "replaces"}
