"""The addresses at which people without an account read a story before it is published: made, listed, ended."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import preview_links, roles
from articles.models import Article, PreviewLink
from articles.models.fields import LineFormField

from ..numbers import story_number
from .stories import status_mark

LISTED = 50


class PreviewLinkForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)  # a form that is sent twice makes one address
    for_whom = LineFormField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy("A name that you will know again. Whoever opens the address reads it too."),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Open for"), choices=preview_links.LASTS.items(), coerce=int, initial=preview_links.USUAL
    )


def list_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Posted to, it makes one."""
    article = _story(request, object_id)
    form = PreviewLinkForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST":
        if not preview_links.are_possible(article):
            return _back(article)
        if form.is_valid() and _made(request, article, form):
            return _back(article)
    return _page(model_admin, request, article, form)


def end_view(model_admin: Any, request: HttpRequest, object_id: str, key: UUID) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _story(request, object_id)
    link = preview_links.end(article, key, by=request.user)
    if link is not None:
        messages.success(request, _("The address for %(whom)s is ended.") % {"whom": link.for_whom})
    return _back(article)


def _story(request: HttpRequest, object_id: str) -> Article:
    """Who may write on a story decides who reads it early."""
    article = get_object_or_404(
        Article.objects.select_related("section", "revises"), pk=story_number(unquote(object_id))
    )
    if not roles.may_change(request.user, article):
        raise PermissionDenied
    return article


def _made(request: HttpRequest, article: Article, form: PreviewLinkForm) -> bool:
    try:
        link = preview_links.make(article, by=request.user, **form.cleaned_data)
    except preview_links.TooMany as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request,
        _("The address for %(whom)s is made. Copy it below: nobody is sent anything.") % {"whom": link.for_whom},
    )
    return True


def _back(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_preview_links", args=[article.pk]))


def _page(model_admin: Any, request: HttpRequest, article: Article, form: PreviewLinkForm) -> HttpResponse:
    now = timezone.now()
    links = (
        PreviewLink.objects.filter(article=article).select_related("made_by", "revoked_by").order_by("-made_at", "-pk")
    )
    is_open = PreviewLink.objects.filter(article=article).open_at(now).values("pk")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "story": article,
        "story_status": status_mark(article),
        "are_possible": preview_links.are_possible(article),
        "open_links": links.filter(pk__in=is_open),
        "ended_links": links.exclude(pk__in=is_open)[:LISTED],
        "site_address": settings.SITE_ADDRESS,
        "form": form,
        "title": _("Preview addresses of “%(headline)s”") % {"headline": article.headline},
    }
    return TemplateResponse(request, "admin/articles/article/preview_links.html", context)
