"""The notes of a story: read, written, resolved; on a page of their own and, folded, beside the story's form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import colleagues, notes, roles, workflow
from articles.models import Article, Note

from ..numbers import story_number
from ..paginator import CappedPaginator

BESIDE_THE_FORM = 20  # of the notes that stand
A_PAGE = 50
MOST_AT_ONCE = 100  # mentions that one button says are seen


@dataclass(frozen=True, slots=True)
class Shown:
    note: Note
    may_resolve: bool


class NoteForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("New note"),
        max_length=Note.MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the desk alone. @ and a name calls someone."),
    )


def notes_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid() and _add(article, request, form):
        return _answer(request, article)
    if request.method == "POST" and "part" in request.POST:
        return _part(request, article, form)
    return _page(model_admin, request, article, form)


def resolve_view(model_admin: Any, request: HttpRequest, object_id: str, note_id: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _article(model_admin, request, object_id)
    notes_of_it = article.notes.select_related("article").prefetch_related("mentioned")
    note = get_object_or_404(notes_of_it, pk=note_id if note_id < 2**63 else 0)
    if not roles.may_resolve(request.user, note):
        raise PermissionDenied
    notes.resolve(note, by=request.user)
    return _answer(request, article)


def seen_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """From the desk's first page: these mentions are seen. Of others' nothing happens."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    numbers = {number for told in request.POST.getlist("mention")[:MOST_AT_ONCE] if (number := story_number(told))}
    notes.see(by=request.user, mentions=numbers)
    return HttpResponseRedirect(reverse("admin:index"))


def people_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Who can be called by these letters: {"people": [{"username", "name"}]}."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    letters = request.GET.get("q", "")[:60].strip()
    people = colleagues.found(letters)
    return JsonResponse(
        {"people": [{"username": each.get_username(), "name": colleagues.name_of(each)} for each in people]}
    )


def beside_the_form(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the folded part of the story's form asks for."""
    standing = _shown(request, article.notes.open().with_people()[: BESIDE_THE_FORM + 1])
    return {
        "article": article,
        "notes": standing[:BESIDE_THE_FORM],
        "has_more_notes": len(standing) > BESIDE_THE_FORM,
        "note_form": NoteForm(initial={"key": uuid4()}, auto_id="id_note_%s"),
        # Whoever has to act on a note must not have to look for it.
        "notes_unfolded": article.status == workflow.Status.DRAFT
        and any(each.note.move == workflow.SEND_BACK.name for each in standing),
    }


def _shown(request: HttpRequest, found: Iterable[Note]) -> list[Shown]:
    return [Shown(note, roles.may_resolve(request.user, note)) for note in found]


def _add(article: Article, request: HttpRequest, form: NoteForm) -> bool:
    key: UUID | None = form.cleaned_data["key"]
    try:
        notes.add(article, by=request.user, text=form.cleaned_data["text"], key=key)
    except notes.NotNoted as refused:
        form.add_error("text", str(refused))
        return False
    return True


def _answer(request: HttpRequest, article: Article) -> HttpResponse:
    """The part beside the form as it is now, to its script; else the page the form was on."""
    if "part" in request.POST:
        return _part(request, article)
    if request.POST.get("back") == "story":
        messages.success(request, _("The notes are kept."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    return HttpResponseRedirect(reverse("admin:articles_article_notes", args=[article.pk]))


def _part(request: HttpRequest, article: Article, form: NoteForm | None = None) -> HttpResponse:
    context = beside_the_form(request, article)
    if form is not None:
        form.auto_id = "id_note_%s"
        context["note_form"] = form
    return TemplateResponse(request, "admin/articles/article/_notes.html", context)


def _page(model_admin: Any, request: HttpRequest, article: Article, form: NoteForm) -> HttpResponse:
    page = CappedPaginator(article.notes.resolved_last().with_people(), A_PAGE).get_page(request.GET.get("p"))
    shown = _shown(request, page)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "page": page,
        "notes": [each for each in shown if each.note.resolved_at is None],
        "resolved_notes": [each for each in shown if each.note.resolved_at is not None],
        "note_form": form,
        "media": model_admin.media,
        "title": _("Notes on “%(headline)s”") % {"headline": article.headline},
    }
    return TemplateResponse(request, "admin/articles/article/notes.html", context)


def _article(model_admin: Any, request: HttpRequest, object_id: str) -> Article:
    article = get_object_or_404(Article.objects.defer("body"), pk=story_number(unquote(object_id)))
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    return article
