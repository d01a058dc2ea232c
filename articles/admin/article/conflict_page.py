"""The page of two versions: what I typed beside what was saved, and for each field which of them is to stay."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from js_asset import Media as EditorMedia
from js_asset import Script
from reversion.models import Version

from articles.colliding import LISTS, Pair, Three
from articles.comparing import Content, Snapshot, differences, of_article, snapshots
from articles.comparing.difference import label
from articles.models import Article

from .editor import BodyFormField, with_photos

MINE, THEIRS, MERGED = "mine", "theirs", "merged"
CHOICE = "_choice-"  # before the name of a field
COMPARED = "_compared"  # with which version the choices were made
NOT_TYPED = ("csrfmiddlewaretoken", COMPARED, "take_up")


@dataclass(frozen=True, slots=True)
class Row:
    """One field on the page."""

    name: str
    label: str
    mine: SafeString | str  # marked against what both began with; "": not changed
    theirs: SafeString | str
    chosen: str
    is_missing: bool  # asked for, and not chosen
    merged: str | None  # both together in words, where nobody writes on it
    field: forms.BoundField | None  # or as a field to write in
    collisions: int


def choices(post: QueryDict, pairs: Iterable[Pair]) -> dict[str, str]:
    """What was chosen, of what there is to choose."""
    found = {pair.name: post.get(CHOICE + pair.name, "") for pair in pairs}
    allowed = {pair.name: {MINE, THEIRS} | ({MERGED} if pair.merged is not None else set()) for pair in pairs}
    return {name: choice for name, choice in found.items() if choice in allowed[name]}


def typed_fields(post: QueryDict) -> list[tuple[str, list[str]]]:
    """The form as it was typed, buttons included; without what this page adds to it."""
    added = (CHOICE, f"{MERGED}-")
    return [
        (name, [str(value) for value in values])
        for name, values in post.lists()
        if name not in NOT_TYPED and not name.startswith(added)
    ]


def conflict_page(
    model_admin: Any, request: HttpRequest, stored: Article, begun: Version | None, states: Three, pairs: list[Pair]
) -> HttpResponse:
    form = _merge_form(request.POST, pairs)
    rows = list(_rows(request.POST, states, pairs, form))
    context = _context(model_admin, request, stored) | {
        "rows": rows,
        "missing": [row.label for row in rows if row.is_missing],
        "is_asked_anew": _is_newer_than_compared(request.POST, stored),
        "begun": begun,
        "media": _media(request, model_admin.media + form.media + forms.Media(js=[_own_script()])),
        "title": _("Two versions of “%(headline)s”") % {"headline": stored.headline},
        "is_shown_again": True,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context)


def lost_page(model_admin: Any, request: HttpRequest, stored: Article, mine: Content | None) -> HttpResponse:
    """What was typed on a story that one may no longer change."""
    states = [] if mine is None else snapshots(of_article(stored), mine)
    context = _context(model_admin, request, stored) | {
        "differences": differences(*states) if states else [],
        "new_key": uuid4(),
        "may_begin": model_admin.has_add_permission(request),
        "media": model_admin.media,
        "title": _("Not saved: “%(headline)s”") % {"headline": stored.headline},
    }
    return TemplateResponse(request, "admin/articles/article/out_of_hands.html", context, status=403)


def _context(model_admin: Any, request: HttpRequest, stored: Article) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": stored,
        "original": stored,
        "hidden": [(name, value) for name, values in typed_fields(request.POST) for value in values],
    }


def _is_newer_than_compared(post: QueryDict, stored: Article) -> bool:
    return post.get(COMPARED, "") not in {"", str(stored.version)}


def _own_script() -> Script:
    return Script("js/conflict.js", type="module")


def _media(request: HttpRequest, media: Any) -> EditorMedia:
    return EditorMedia.from_media(media, nonce=str(request.csp_nonce))  # type: ignore[attr-defined]


# ---- Both together, to write on -----------------------------------------------------------------------------------


def _merge_form(post: QueryDict, pairs: Iterable[Pair]) -> forms.Form:
    """What was written on it already stays, whatever was saved since."""
    form = forms.Form(prefix=MERGED)
    for pair in pairs:
        if pair.merged is None or pair.name in LISTS:
            continue
        if pair.name == "body":
            field: forms.Field = BodyFormField(required=False)
        else:
            field = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
        proposed = with_photos(pair.merged) if pair.name == "body" else pair.merged
        field.initial = post.get(f"{MERGED}-{pair.name}", proposed)
        field.label = _("%(field)s: both together") % {"field": label(pair.name)}
        form.fields[pair.name] = field
    return form


def _rows(post: QueryDict, states: Three, pairs: list[Pair], form: forms.Form) -> Iterator[Row]:
    mine, theirs = _marked(states)
    chosen = choices(post, pairs)
    names = _names_of_merged(states, pairs)
    for pair in pairs:
        yield Row(
            name=pair.name,
            label=label(pair.name),
            mine=mine.get(pair.name, "") if pair.is_mine else "",
            theirs=theirs.get(pair.name, "") if pair.is_theirs else "",
            chosen=chosen.get(pair.name, _preselected(pair)),
            is_missing=COMPARED in post and pair.name not in chosen,
            merged=names.get(pair.name),
            field=form[pair.name] if pair.name in form.fields else None,
            collisions=pair.collisions,
        )


def _preselected(pair: Pair) -> str:
    if not pair.collides:
        return MINE if pair.is_mine else THEIRS
    return MERGED if pair.is_settled else ""


def _marked(states: Three) -> tuple[dict[str, SafeString], dict[str, SafeString]]:
    """Each against what both began with; without that against each other."""
    contents = [content for content in (states.base, states.mine, states.theirs) if content is not None]
    *base, mine, theirs = snapshots(*contents)
    before_mine, before_theirs = (base[0], base[0]) if base else (theirs, mine)
    return _by_name(before_mine, mine), _by_name(before_theirs, theirs)


def _by_name(before: Snapshot, after: Snapshot) -> dict[str, SafeString]:
    return {difference.name: difference.marked for difference in differences(before, after)}


def _names_of_merged(states: Three, pairs: Iterable[Pair]) -> dict[str, str]:
    found = {pair.name: tuple(pair.merged) for pair in pairs if pair.name in LISTS and pair.merged is not None}
    together = Content(
        tags=found.get("tags", ()), authors=found.get("bylines", ()), links=found.get("related_links", ())
    )
    [snapshot] = snapshots(together)
    return {name: ", ".join(getattr(snapshot, name)) for name in found}
