"""What a story was before, as pages: the list of its versions, one of them, two side by side, and a return."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.models import Version

from articles import assignments, comparing, history, readable
from articles.models import Article

from ..numbers import story_number
from ..paginator import CappedPaginator
from . import before_publishing

LISTED = 50


@dataclass(frozen=True, slots=True)
class Row:
    at: datetime
    said: str
    version: Version | None = None  # None: what was done beside the story
    place: int = 0  # among the versions of the page
    is_first: bool = False  # of the story: nothing went before it


def history_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    # The texts themselves are not asked for.
    page = CappedPaginator(history.versions(article).defer("serialized_data"), LISTED).get_page(request.GET.get("p"))
    versions = list(page.object_list)
    rows = [
        Row(
            version.revision.date_created,
            history.said(version),
            version,
            place,
            is_first=not page.has_next() and place == len(versions),
        )
        for place, version in enumerate(versions, start=1)
    ]
    context = {
        "page": page,
        "rows": sorted([*rows, *_beside(article, rows, page)], key=lambda row: row.at, reverse=True),
        "can_compare": len(versions) > 1,
        "imported_from": getattr(article, "imported_from", None),
        "overrides": before_publishing.overrides_of(article) if page.number == 1 else [],
        "title": _("History of “%(headline)s”") % {"headline": article.headline},
    }
    return _page(model_admin, request, article, "history", context)


def _beside(article: Article, rows: list[Row], page: Page) -> list[Row]:
    """What was assigned between the oldest version of this page and the oldest of the one before it."""
    since = rows[-1].at if page.has_next() else None
    before = None
    if page.has_previous():
        earlier_page = history.versions(article)[page.start_index() - 2 : page.start_index() - 1]
        before = earlier_page[0].revision.date_created
    return [Row(at, said) for at, said in assignments.told(article, since=since, before=before)]


def version_view(model_admin: Any, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    version = get_object_or_404(history.versions(article), pk=version_id)
    may_restore = model_admin.has_change_permission(request, article)
    if request.method == "POST":
        if not may_restore:
            raise PermissionDenied
        return _restore(request, article, version)
    (snapshot,) = comparing.snapshots(comparing.of_version(version))
    context = {
        "version": version,
        "said": history.said(version),
        "earlier": snapshot,
        "earlier_body": readable.at_the_desk(snapshot.body, snapshot.names),
        "facts": comparing.facts(snapshot),
        "newest": history.versions(article).values_list("pk", flat=True).first(),
        "before": _before(article, version),
        "may_restore": may_restore,
        "title": _("An earlier version of “%(headline)s”") % {"headline": article.headline},
    }
    return _page(model_admin, request, article, "version", context)


def compare_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Two versions by their numbers; without them the newest, and the one before."""
    article = _article(model_admin, request, object_id)
    after = _chosen(article, request.GET.get("after")) or history.versions(article).first()
    before = _chosen(article, request.GET.get("before")) or (_before(article, after) if after else None)
    if before is not None and after is not None and before.pk > after.pk:
        before, after = after, before
    context = {"before": before, "after": after, "title": _("What changed in “%(headline)s”") % {"headline": article}}
    if before is not None and after is not None:
        old, new = comparing.snapshots(comparing.of_version(before), comparing.of_version(after))
        context |= {
            "before_said": history.said(before),
            "after_said": history.said(after),
            "differences": comparing.differences(old, new),
        }
    return _page(model_admin, request, article, "compare", context)


def _chosen(article: Article, number: str | None) -> Version | None:
    if not number:
        return None
    return get_object_or_404(history.versions(article), pk=story_number(number) or 0)


def _before(article: Article, version: Version) -> Version | None:
    return history.versions(article).filter(pk__lt=version.pk).first()


def _article(model_admin: Any, request: HttpRequest, object_id: str) -> Article:
    article = get_object_or_404(Article, pk=story_number(unquote(object_id)))
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def _page(model_admin: Any, request: HttpRequest, article: Article, name: str, context: dict[str, Any]) -> HttpResponse:
    site = {**model_admin.admin_site.each_context(request), "opts": Article._meta, "article": article}
    return TemplateResponse(request, f"admin/articles/article/{name}.html", site | context)


def _restore(request: HttpRequest, article: Article, version: Version) -> HttpResponse:
    if request.POST.get("version") != str(article.version):
        messages.error(request, _("The story has been changed since you opened this page. Look at it again."))
        return HttpResponseRedirect(request.path)
    try:
        gone = history.restore(article, version, by=request.user)
    except history.NotRestored as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("The earlier text is back, as a new version."))
    for sentence in gone:
        messages.warning(request, sentence)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
