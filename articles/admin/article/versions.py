"""What a story was before, as pages: the list of its versions, one of them, and its return."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import history, readable
from articles.models import Article

from ..numbers import story_number
from ..paginator import CappedPaginator


def history_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    page = CappedPaginator(history.versions(article), 50).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "page": page,
        "imported_from": getattr(article, "imported_from", None),
        "title": _("History of “%(headline)s”") % {"headline": article.headline},
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def version_view(model_admin: Any, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    version = get_object_or_404(history.versions(article), pk=version_id)
    may_restore = model_admin.has_change_permission(request, article)
    if request.method == "POST":
        if not may_restore:
            raise PermissionDenied
        return _restore(request, article, version)
    earlier = version.field_dict
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "version": version,
        "earlier": earlier,
        "earlier_body": readable.at_the_desk(earlier["body"]),
        "may_restore": may_restore,
        "title": _("An earlier version of “%(headline)s”") % {"headline": article.headline},
    }
    return TemplateResponse(request, "admin/articles/article/version.html", context)


def _article(model_admin: Any, request: HttpRequest, object_id: str) -> Article:
    article = get_object_or_404(Article, pk=story_number(unquote(object_id)))
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def _restore(request: HttpRequest, article: Article, version: Any) -> HttpResponse:
    if request.POST.get("version") != str(article.version):
        messages.error(request, _("The story has been changed since you opened this page. Look at it again."))
        return HttpResponseRedirect(request.path)
    try:
        history.restore(article, version, by=request.user)
    except history.NotRestored as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("The earlier text is back, as a new version."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
