"""A save that was begun on an earlier version: brought together by itself where that is safe, else asked about.

The page of two versions sends the form that was typed, untouched, and beside it what was chosen for each field. So it
can be asked again, as often as others are quicker, and nothing typed or chosen goes.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from reversion.models import Version

from articles import colliding, roles, unsaved
from articles.colliding import LISTS, Pair, Three
from articles.comparing import of_article
from articles.models import Article

from ..numbers import story_number
from .conflict_page import CHOICE, COMPARED, MERGED, MINE, THEIRS, choices, conflict_page, lost_page, typed_fields
from .typed import put_body_of, put_rows, put_value, typed


@dataclass(frozen=True, slots=True)
class Outcome:
    page: HttpResponse | None = None  # None: the form that is in request.POST by now may be saved
    note: str = ""  # to be said once it is saved


@dataclass(frozen=True, slots=True)
class Meeting:
    """One person's form and the newer version that it meets."""

    stored: Article
    begun: Version | None
    states: Three
    pairs: list[Pair]


def reconciled(model_admin: Any, request: HttpRequest, number: int, *, must_ask: bool = False) -> Outcome:
    stored = Article.objects.select_related("saved_by").filter(pk=number).first()
    begun_on = story_number(request.POST.get("begun_on", "")) or 0
    if stored is None or stored.version == begun_on:
        return Outcome()
    form = model_admin.get_form(request, stored, change=True)(request.POST, instance=copy(stored))
    if not roles.may_change(request.user, stored):
        return _out_of_hands(model_admin, request, stored, form)
    if not form.is_valid():
        return Outcome()  # what is wrong in it is said first; it stays begun on its version
    meeting = _meet(form, request.POST, stored, begun_on)
    chosen = choices(request.POST, meeting.pairs)
    if request.POST.get(COMPARED) == str(stored.version) and len(chosen) == len(meeting.pairs):
        request.POST = _brought_together(request.POST, meeting, chosen)  # type: ignore[assignment]
        return Outcome()
    if COMPARED not in request.POST and not must_ask and _goes_by_itself(request, meeting):
        by_itself = {pair.name: MINE if pair.is_mine else THEIRS for pair in meeting.pairs}
        request.POST = _brought_together(request.POST, meeting, by_itself)  # type: ignore[assignment]
        return Outcome(note=_note(meeting))
    _keep(request, stored, begun_on)
    return Outcome(conflict_page(model_admin, request, stored, meeting.begun, meeting.states, meeting.pairs))


def _meet(form: Any, post: QueryDict, stored: Article, begun_on: int) -> Meeting:
    begun = colliding.begun_with(stored, begun_on)
    states = colliding.three(begun, typed(form, post), of_article(stored))
    return Meeting(stored, begun, states, colliding.pairs(states))


def _goes_by_itself(request: HttpRequest, meeting: Meeting) -> bool:
    """What was changed meanwhile is nothing of the form, or nothing was typed, or it was oneself, in another field."""
    if not any(pair.is_mine for pair in meeting.pairs) or not any(pair.is_theirs for pair in meeting.pairs):
        return True
    return not any(pair.collides for pair in meeting.pairs) and _saved_only_by(request.user, meeting)


def _saved_only_by(user: Any, meeting: Meeting) -> bool:
    if meeting.begun is None:
        return False
    since = Version.objects.get_for_object(meeting.stored).filter(pk__gt=meeting.begun.pk)
    people = list(since.values_list("revision__user", flat=True))
    every_one_is_kept = len(people) == meeting.stored.version - meeting.begun.field_dict["version"]
    return every_one_is_kept and set(people) == {user.pk}


def _note(meeting: Meeting) -> str:
    if not any(pair.is_theirs for pair in meeting.pairs):
        return ""
    return _("The story was saved meanwhile in other fields. What was saved there is kept, and so is what you typed.")


def _brought_together(post: QueryDict, meeting: Meeting, chosen: dict[str, str]) -> QueryDict:
    """The form as if it had been typed on the stored version."""
    merged = post.copy()
    merged["begun_on"] = str(meeting.stored.version)
    for pair in meeting.pairs:
        merged = _put(merged, meeting, pair, chosen[pair.name])
    return merged


def _put(post: QueryDict, meeting: Meeting, pair: Pair, choice: str) -> QueryDict:
    side = meeting.states.theirs if choice == THEIRS else meeting.states.mine
    wanted = pair.merged if choice == MERGED and pair.name in LISTS else colliding.value(side, pair.name)
    if pair.name in {"bylines", "related_links"}:
        return put_rows(post, pair.name, wanted, meeting.stored)
    if choice == MINE:
        return post
    if choice == MERGED and pair.name not in LISTS:
        post[pair.name] = post.get(f"{MERGED}-{pair.name}", "")
        return post
    if pair.name == "body":
        return put_body_of(post, meeting.stored)
    return put_value(post, pair.name, wanted)


# ---- What is kept -------------------------------------------------------------------------------------------------


def _out_of_hands(model_admin: Any, request: HttpRequest, stored: Article, form: Any) -> Outcome:
    """The story was moved on meanwhile, and is no longer this person's to change."""
    may_type = request.user.has_perm("articles.change_article") and request.user.has_perm("articles.view_article")
    if not may_type or not request.POST.get("begun_on"):
        raise PermissionDenied
    begun_on = story_number(request.POST["begun_on"]) or 0
    if not 0 < begun_on < stored.version:
        raise PermissionDenied
    _keep(request, stored, begun_on)
    mine = None
    if form.is_valid():
        mine = typed(form, request.POST)
    return Outcome(lost_page(model_admin, request, stored, mine))


def _keep(request: HttpRequest, stored: Article, begun_on: int) -> None:
    """As unsaved work: it is there after a dead browser, or once signed in again."""
    try:
        key = UUID(request.POST.get("begun_by", ""))
    except ValueError:
        key = uuid4()
    fields = {name: [value.replace("\0", "") for value in values] for name, values in typed_fields(request.POST)}
    fields = {name: values for name, values in fields.items() if not name.startswith(("_", f"{MERGED}-", CHOICE))}
    if COMPARED not in request.POST:
        # The page of two versions is a form of its own: who goes back from it and types on is not settled with it.
        # Gone to again, it is the same one.
        unsaved.discard(by=request.user, key=key)
        key = uuid5(key, "two versions")
    try:
        unsaved.keep(by=request.user, key=key, story=stored, version=begun_on, fields=fields)
    except unsaved.AlreadySaved:  # one went back to a form that had been saved, and typed on
        key = uuid4()
        unsaved.keep(by=request.user, key=key, story=stored, version=begun_on, fields=fields)
    post = request.POST.copy()
    post["begun_by"] = str(key)
    request.POST = post  # type: ignore[assignment]
