"""One errand for many stories of the list: a page says what it will do to which, then it is done one by one.

Each story is changed in its own transaction, and only as it was shown: sent again, nothing is done twice.
"""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article

from ...numbers import story_number
from . import pages
from .batch import AT_ONCE, Batch, Item, NotReadable
from .errands import ERRANDS, REFUSALS, Errand, ErrandForm


class BulkMoves(admin.ModelAdmin):
    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Those of the person's roles; which stories they may be done to is asked of each story."""
        if IS_POPUP_VAR in request.GET:
            return {}
        return {
            errand.name: (partial(_begin, errand), errand.name, errand.label)
            for errand in ERRANDS.values()
            if request.user.has_perm(errand.permission)
        }

    def response_action(self, request: HttpRequest, *arguments: Any, **more: Any) -> HttpResponse | None:
        chosen = request.POST.copy()
        numbers = [text for text in chosen.getlist(ACTION_CHECKBOX_NAME) if story_number(text) is not None]
        chosen.setlist(ACTION_CHECKBOX_NAME, numbers)
        request.POST = chosen  # type: ignore[assignment]
        return super().response_action(request, *arguments, **more)


def _begin(errand: Errand, model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> HttpResponse | None:
    """The stories are those that the list shows, or all that its filter finds: Django says which were meant."""
    items: list[Item] = list(stories.order_by("-saved_at", "-pk").values_list("pk", "version")[: errand.most + 1])
    if len(items) > errand.most:
        messages.warning(
            request,
            _("For this no more than %(most)d stories are taken at once. Narrow the list by a filter or a search.")
            % {"most": errand.most},
        )
        return None
    batch = Batch(by=_number(request), errand=errand.name, query=request.META["QUERY_STRING"], items=items)
    remarks = pages.plan(batch, errand, request)
    return pages.plan_page(model_admin, request, batch, errand, errand.form(by=request.user), remarks)


def bulk_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    try:
        batch = Batch.read(request.POST.get("batch", ""), by=request.user)
    except NotReadable:
        messages.warning(request, _("This page is too old, or not yours. Choose the stories in the list again."))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
    errand = ERRANDS[batch.errand]
    if not request.user.has_perm(errand.permission):
        raise PermissionDenied
    is_confirmed = "confirm" in request.POST
    form = errand.form(request.POST if is_confirmed else batch.filled_in, by=request.user)
    if not form.is_valid() or (is_confirmed and _is_to_be_shown_again(batch, errand, request, form)):
        return pages.plan_page(model_admin, request, batch, errand, form)
    _go_on(batch, errand, request, form)
    return pages.progress_page(model_admin, request, batch, errand)


def _is_to_be_shown_again(batch: Batch, errand: Errand, request: HttpRequest, form: ErrandForm) -> bool:
    """Whether what was chosen stands in the way of stories of which the page did not say so."""
    filled_in = {name: request.POST.get(name, "") for name in form.fields}
    was_seen = batch.filled_in == filled_in
    batch.filled_in = filled_in
    if not errand.waits_for_choice or was_seen:
        return False
    said = {number for number, _why in batch.refused}
    pages.plan(batch, errand, request, form.cleaned_data)
    return not said.issuperset(number for number, _why in batch.refused)


def _go_on(batch: Batch, errand: Errand, request: HttpRequest, form: ErrandForm) -> None:
    batch.left, now = batch.left[:-AT_ONCE], batch.left[-AT_ONCE:]
    # From the last to the first: what was saved last stands first in the list, and so their order there stays.
    for number, version in reversed(now):
        if why := _do(errand, request.user, number, version, form.cleaned_data):
            batch.refused.append((number, why))
        else:
            batch.done.append(number)


def _do(errand: Errand, user: Any, number: int, version: int, filled_in: dict[str, Any]) -> str:
    """What stood in the way, in a sentence; "" if it is done, now or by the same page before."""
    article = Article.objects.select_related("section", "revises").filter(pk=number).first()
    if article is None:
        return _("It was deleted meanwhile.")
    if article.version == version:
        if why := errand.why_not(user, article, **filled_in):
            return why
        try:
            errand.do(article, by=user, **filled_in)
            return ""
        except REFUSALS as refused:
            why = str(refused)
            article = Article.objects.get(pk=number)
    else:
        why = _("It was changed meanwhile. Look at it again.")
    return "" if errand.was_done(user, article, version, **filled_in) else why


def _number(request: HttpRequest) -> int:
    assert request.user.pk is not None
    return request.user.pk
