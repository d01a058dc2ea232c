"""Working copies at the desk: how one is begun, and what it will change when it takes the place of its story."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import comparing, presence, revising, roles
from articles.deeds import listed, things
from articles.models import Article
from articles.publishing import MoveNotAllowed
from articles.workflow import Stage

from ..numbers import story_number


def revise_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """GET says what a working copy is; POST leads to the one there is, or to a new one."""
    article = get_object_or_404(Article.objects.select_related("section"), pk=story_number(unquote(object_id)))
    if not roles.may_revise(request.user, article):
        raise PermissionDenied
    if request.method == "POST":
        return _revised(request, article)
    if (working_copy := copy_of(article)) is not None:
        return _to(working_copy)
    if article.stage() != Stage.PUBLIC:
        return _to(article)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "title": _("Revise in a working copy"),
    }
    return TemplateResponse(request, "admin/articles/article/revise.html", context)


def _revised(request: HttpRequest, article: Article) -> HttpResponse:
    try:
        return _to(revising.revise(article, by=request.user))
    except MoveNotAllowed as refused:
        messages.warning(request, str(refused))
        return _to(article)


def _to(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def copy_of(article: Article) -> Article | None:
    return Article.objects.select_related("saved_by").defer("body").filter(revises=article).first()


def what_it_replaces(copy: Article, user: Any) -> dict[str, Any]:
    """For the page that asks: what readers get, and what was changed in the story since the copy was begun."""
    assert copy.revises is not None
    # Working copies have neither an embargo nor an end of breaking news of their own: those of the story hold.
    copy.embargo_until, copy.breaking_until = copy.revises.embargo_until, copy.revises.breaking_until
    meanwhile = revising.meanwhile(copy)
    now, then = comparing.of_article(copy.revises), comparing.of_article(copy)
    contents = [now, then] if meanwhile.began_with is None else [now, then, comparing.of_version(meanwhile.began_with)]
    story, revised, *began = comparing.snapshots(*contents)
    return {
        "others": presence.others(copy, than=user),
        "stands_in_the_way": revising.what_stands_in_the_way(copy),
        "differences": comparing.differences(story, revised),
        "meanwhile": meanwhile,
        "changed_meanwhile": [
            difference
            for difference in (comparing.differences(began[0], story) if began else [])
            if difference.name not in revising.NOT_REVISED
        ],
        "names_of_changes": listed(things(meanwhile.fields)),
    }
