"""A story as readers will see it: as it is saved, or as it stands in a form that is not."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import all_valid
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import story_page
from articles.models import Article

from ..numbers import story_number
from .form import ArticleForm
from .saving import settle_rows, tell_readers
from .stories import status_mark

FRAMED = "articles/story_in_frame.html"


def preview_view(model_admin: Any, request: HttpRequest, object_id: str = "") -> HttpResponse:
    """GET shows what is saved. POST shows the form that was sent, and keeps nothing of it."""
    number = story_number(unquote(object_id))
    story = Article.objects.filter(pk=number).first() if number is not None else None
    if request.method == "POST":
        return _of_the_form(model_admin, request, story)
    if not object_id:
        return HttpResponseRedirect(reverse("admin:articles_article_add"))  # a reload without its form
    if story is None:
        raise Http404
    if not model_admin.has_view_permission(request, story):
        raise PermissionDenied
    page = story_page.as_if_public(story.pk)
    return _page(model_admin, request, story, document=story_page.document(page, FRAMED) if page else "")


def _of_the_form(model_admin: Any, request: HttpRequest, story: Article | None) -> HttpResponse:
    may = model_admin.has_change_permission(request, story) if story else model_admin.has_add_permission(request)
    if not may:
        raise PermissionDenied
    settle_rows(request, story.pk if story else 0)
    form, formsets = _sent(model_admin, request, story)
    # Each says what is wrong with it, not only the first.
    if not all([form.is_valid(), all_valid(formsets)]):
        return _page(model_admin, request, story, is_unsaved=True, problems=_problems(form, formsets))
    document = _as_if_saved(model_admin, request, form, formsets)
    return _page(model_admin, request, story, is_unsaved=True, document=document)


def _sent(model_admin: Any, request: HttpRequest, story: Article | None) -> tuple[ArticleForm, list[Any]]:
    """The form and its rows, on a story of their own: the page says how the saved one stands."""
    own = Article.objects.get(pk=story.pk) if story else None
    form_class = model_admin.get_form(request, own, change=own is not None)
    form = form_class(request.POST, request.FILES, instance=own)
    formsets, _inlines = model_admin._create_formsets(request, form.instance, change=own is not None)
    return form, formsets


def _as_if_saved(model_admin: Any, request: HttpRequest, form: ArticleForm, formsets: list[Any]) -> str:
    """Write it all, read the page as readers would, and take everything back."""
    is_change = form.instance.pk is not None
    with transaction.atomic():
        article = model_admin.save_form(request, form, change=is_change)
        tell_readers(article, form)
        article.save()
        model_admin.put_related(request, form, formsets, is_change)
        page = story_page.as_if_public(article.pk)
        document = story_page.document(page, FRAMED) if page else ""
        transaction.set_rollback(True)
    return document


def _problems(form: ArticleForm, formsets: list[Any]) -> list[str]:
    """Sentences, each after the name of its field."""
    found = []
    for part in [form, *(row for formset in formsets for row in formset.forms)]:
        for name, sentences in part.errors.items():
            label = part.fields[name].label if name in part.fields else ""
            found += [f"{label}: {sentence}" if label else str(sentence) for sentence in sentences]
    for formset in formsets:
        found += [str(sentence) for sentence in formset.non_form_errors()]
    return found


def _page(
    model_admin: Any,
    request: HttpRequest,
    story: Article | None,
    *,
    document: str = "",
    problems: list[str] | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "story": story,
        "story_status": status_mark(story) if story else "",
        "document": document,
        "problems": problems or [],
        "is_unsaved": is_unsaved,
        "title": _("Preview of “%(headline)s”") % {"headline": story.headline} if story else _("Preview"),
    }
    return TemplateResponse(request, "admin/articles/article/preview.html", context)
