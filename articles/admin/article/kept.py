"""Unsaved work, offered back: what was typed when, what of it differs, taken up again or thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import unsaved
from articles.models import Article, UnsavedWork

from .inline_rows import differ, rows_of
from .inlines import BylineInline, RelatedLinkInline

OFFERED = 5
# The button that takes up a work has its key for a value.
TAKE_UP = "take_up"
ROWS = {"bylines": BylineInline.verbose_name_plural, "related_links": RelatedLinkInline.verbose_name_plural}


@dataclass
class Offer:
    work: UnsavedWork
    differs: list[str]  # the names of the fields, as the form calls them
    is_behind: bool  # the story was saved since


def discard_view(model_admin: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    work = unsaved.discard(by=request.user, key=key)
    if work is not None:
        messages.info(request, _("What you had typed and not saved is discarded."))
    if work is None or work.story_id is None:
        return HttpResponseRedirect(reverse("admin:articles_article_add"))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[work.story_id]))


def taken_up(request: HttpRequest) -> UnsavedWork | None:
    """The work whose "Take it up again" was pressed; None for any other sending of the form."""
    try:
        key = UUID(request.POST.get(TAKE_UP, ""))
    except ValueError:
        return None
    return unsaved.find(by=request.user, key=key)


def as_posted(work: UnsavedWork) -> QueryDict:
    """As if the form were sent with what was typed, under the key that it was typed under."""
    post = QueryDict(mutable=True)
    for name, values in work.fields.items():
        post.setlist(name, values)
    post["begun_by"] = str(work.key)
    if work.story_id is not None:
        post["begun_on"] = str(work.version)
    return post


def shown_again(form: type[Any]) -> type[Any]:
    """The form as it shows what was typed, half finished as it may be: nothing is wrong yet, and nothing is saved."""

    class ShownAgain(form):
        def full_clean(self) -> None:
            super().full_clean()
            self._errors.clear()

        def is_valid(self) -> bool:
            self.full_clean()
            return False

    return ShownAgain


def at_the_form(
    model_admin: Any, request: HttpRequest, article: Article | None, *, is_shown_again: bool
) -> dict[str, Any]:
    """What the parts of the form's page ask for that keep and offer back."""
    may_write = (
        model_admin.has_add_permission(request)
        if article is None
        else model_admin.has_change_permission(request, article)
    )
    if not may_write:
        return {}
    return {
        "keeps_unsaved": True,
        "is_shown_again": is_shown_again,
        "work": getattr(request, "work", None),
        "offers": [] if is_shown_again else offers(model_admin, request, article),
    }


def offers(model_admin: Any, request: HttpRequest, article: Article | None) -> list[Offer]:
    """What this person has typed here and not saved, if it says anything that the story does not."""
    works = unsaved.of(request.user) if article is None else unsaved.on(article, by=request.user)
    if article is None:
        return [Offer(work, [], False) for work in works[:OFFERED]]
    return list(_those_that_differ(model_admin, request, article, works))


def _those_that_differ(
    model_admin: Any, request: HttpRequest, article: Article, works: QuerySet[UnsavedWork]
) -> Iterable[Offer]:
    for work in works[:OFFERED]:
        post = as_posted(work)
        form = model_admin.get_form(request, article, change=True)(post, instance=article)
        differs = [str(form.fields[name].label) for name in form.changed_data if name not in {"begun_on", "begun_by"}]
        differs += [
            str(ROWS[prefix])
            for prefix, rows, key in rows_of(article)
            if f"{prefix}-TOTAL_FORMS" in post and differ(post, prefix, rows, key)
        ]
        if differs:
            yield Offer(work, differs, work.version != article.version)
