"""Drafts that were deleted: gone from the list, and back with a press while someone misses them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import comparing, deletion, readable, revising, roles
from articles.models import Article, DeletedDraft

from ..numbers import story_number
from ..paginator import CappedPaginator

LISTED = 50


class Deleting(admin.ModelAdmin):
    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            return super().delete_view(request, object_id, self._words_for(object_id) | (extra_context or {}))
        except deletion.NotDeleted as reason:
            messages.error(request, str(reason))
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    @staticmethod
    def _words_for(object_id: str) -> dict[str, Any]:
        number = story_number(unquote(object_id)) or 0
        is_copy = Article.objects.filter(pk=number, revises__isnull=False).exists()
        return {"title": _("Discard the working copy")} if is_copy else {}

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Who comes by a working copy that has been published is led to its story."""
        if (story := revising.story_of(story_number(unquote(object_id)) or 0)) is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # untyped
        messages.info(request, _("The working copy has been published. This is its story."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        deletion.delete(obj, by=request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        draft = DeletedDraft.objects.get(number=obj_id)
        revised = deletion.last_version(draft).field_dict.get("revises_id")
        place = reverse("admin:articles_article_deleted_draft", args=[draft.pk])
        words = _("The working copy is discarded.") if revised else _("“%(headline)s” is deleted.")
        words %= {"headline": draft.headline}
        messages.success(request, format_html('{} <a href="{}">{}</a>', words, place, _("Look at it, or recover it")))
        back = reverse("admin:articles_article_change", args=[revised]) if revised else None
        return HttpResponseRedirect(back or reverse("admin:articles_article_changelist"))


def list_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Editors see all, reporters their own."""
    drafts = DeletedDraft.objects.with_people()
    if not roles.may_recover_all(request.user):
        drafts = drafts.of(request.user)
    context = {
        "page": CappedPaginator(drafts, LISTED).get_page(request.GET.get("p")),
        "title": _("Deleted drafts"),
    }
    return _page(model_admin, request, "deleted_list", context)


def draft_view(model_admin: Any, request: HttpRequest, draft_id: int) -> HttpResponse:
    """What it held; posted to, it comes back."""
    draft = get_object_or_404(DeletedDraft.objects.with_people(), pk=draft_id)
    if not roles.may_recover(request.user, draft):
        raise PermissionDenied
    if request.method == "POST":
        return _recover(request, draft)
    (snapshot,) = comparing.snapshots(comparing.of_version(deletion.last_version(draft)))
    context = {
        "draft": draft,
        "earlier": snapshot,
        "earlier_body": readable.at_the_desk(snapshot.body, snapshot.names),
        "facts": comparing.facts(snapshot),
        "title": _("The deleted draft “%(headline)s”") % {"headline": draft.headline},
    }
    return _page(model_admin, request, "deleted_draft", context)


def _recover(request: HttpRequest, draft: DeletedDraft) -> HttpResponse:
    try:
        article, gone = deletion.recover(draft, by=request.user)
    except deletion.NotRecovered as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("admin:articles_article_deleted"))
    messages.success(request, _("“%(headline)s” is a draft again.") % {"headline": article.headline})
    for sentence in gone:
        messages.warning(request, sentence)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _page(model_admin: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    site = {**model_admin.admin_site.each_context(request), "opts": Article._meta}
    return TemplateResponse(request, f"admin/articles/article/{name}.html", site | context)
