"""Who is to write what, by when: the page of one story, and that of a story which is only an idea so far."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import assignments, colleagues, roles
from articles.models import Article, Assignment, Note, Section
from articles.models.fields import LineFormField, within_reach

from ..instants import LocalInstantField
from ..numbers import story_number


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return colleagues.name_of(person)


class AssignForm(forms.Form):
    person = PersonField(label=gettext_lazy("For"), queryset=User.objects.none())
    deadline_at = LocalInstantField(
        label=gettext_lazy("Deadline"),
        required=False,
        validators=[within_reach],
        help_text=gettext_lazy("Empty: no deadline."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues.who_see_stories()  # type: ignore[attr-defined]


class IdeaForm(AssignForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    headline = LineFormField(
        label=gettext_lazy("Headline"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "headline-input"}),
        help_text=gettext_lazy("What the story is about; it can still change."),
    )
    section = forms.ModelChoiceField(label=gettext_lazy("Section"), queryset=Section.objects.all(), required=False)
    wanted = forms.CharField(
        label=gettext_lazy("What is wanted"),
        required=False,
        max_length=Note.MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Becomes the first note on the story."),
    )

    field_order = ("key", "headline", "section", "wanted", "person", "deadline_at")


def assign_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    article = _article(model_admin, request, object_id)
    if not roles.may_assign(request.user, article):
        raise PermissionDenied
    form = AssignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            assignments.assign(article, by=request.user, **form.cleaned_data)
        except assignments.NotAssigned as refused:
            form.add_error(None, str(refused))
        else:
            name = colleagues.name_of(form.cleaned_data["person"])
            messages.success(request, _("Assigned to %(name)s.") % {"name": name})
            return _to_story(article)
    context = {
        "article": article,
        "form": form,
        "assigned": article.assignments.open().select_related("person").most_pressing_first(),
        "title": _("Assign “%(headline)s”") % {"headline": article.headline},
        "button": _("Assign"),
    }
    return _page(model_admin, request, form, context)


def end_view(model_admin: Any, request: HttpRequest, object_id: str, assignment_id: int) -> HttpResponse:
    """Done, or taken back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _article(model_admin, request, object_id)
    number = assignment_id if assignment_id < 2**63 else 0
    assignment = get_object_or_404(Assignment.objects.select_related("article"), pk=number, article=article)
    deed = assignments.take_back if request.POST.get("end") == "taken_back" else assignments.finish
    try:
        deed(assignment, by=request.user)
    except assignments.NotAssigned:
        raise PermissionDenied from None
    return _to_story(article)


def idea_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """A draft that is a headline and somebody's task."""
    if not request.user.has_perms(("articles.add_article", "articles.change_any_article")):
        raise PermissionDenied
    form = IdeaForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            article = assignments.begin(by=request.user, **form.cleaned_data)
        except assignments.NotAssigned as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(headline)s” is planned and assigned.") % {"headline": article.headline})
            return _to_story(article)
    context = {"form": form, "title": _("Plan a story"), "button": _("Plan and assign")}
    return _page(model_admin, request, form, context)


def above_the_form(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the head of the story's form asks for."""
    open_now = list(article.assignments.open().select_related("person", "article").most_pressing_first())
    return {
        "assigned": [(each, roles.may_end(request.user, each)) for each in open_now],
        "may_assign": roles.may_assign(request.user, article),
    }


def _page(model_admin: Any, request: HttpRequest, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    frame = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "media": form.media,
        "zone": timezone.localtime().strftime("%Z"),
    }
    return TemplateResponse(request, "admin/articles/article/assign.html", frame | context)


def _article(model_admin: Any, request: HttpRequest, object_id: str) -> Article:
    article = get_object_or_404(Article.objects.defer("body"), pk=story_number(unquote(object_id)))
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    return article


def _to_story(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
