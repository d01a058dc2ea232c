"""The page of each move: what it will do, said before it is done."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing, roles, workflow
from articles.models import Article
from articles.models.fields import within_reach
from articles.workflow import Move, Status

from ..numbers import story_number


class MoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(MoveForm):
    at = forms.SplitDateTimeField(
        label=gettext_lazy("Readers see it from"),
        required=False,
        validators=[within_reach],
        widget=AdminSplitDateTime,
        help_text=gettext_lazy("Empty: from now on."),
    )


class WithdrawForm(MoveForm):
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with the story."),
    )


FORMS: dict[str, type[MoveForm]] = {
    workflow.PUBLISH.name: PublishForm,
    workflow.RESCHEDULE.name: PublishForm,
    workflow.WITHDRAW.name: WithdrawForm,
}


def moves_for(user: Any, article: Article) -> list[Move]:
    """Those that the state allows and the person may make, in the order of their buttons."""
    return [move for move in workflow.moves_from(article.status) if roles.may_move(user, move, article)]


def move_view(model_admin: Any, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("section"), pk=story_number(unquote(object_id)))
    try:
        move = workflow.move_named(name)
    except KeyError:
        raise Http404 from None
    if not roles.may_move(request.user, move, article):
        raise PermissionDenied
    form = _form(request, article, move)
    if request.method == "POST" and form.is_valid() and _make(request, article, move, form):
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "move": move,
        "form": form,
        "media": form.media,
        "lacks": publishing.what_publishing_lacks(article) if move.target == Status.PUBLISHED else [],
        "title": move.label,
        "zone": timezone.localtime().strftime("%Z"),
    }
    return TemplateResponse(request, "admin/articles/article/move.html", context)


def _form(request: HttpRequest, article: Article, move: Move) -> MoveForm:
    form_class = FORMS.get(move.name, MoveForm)
    if request.method != "POST":
        return form_class(initial={"version": article.version, "at": article.published_at})
    if request.POST.get("version") == str(article.version):
        return form_class(request.POST)
    # What was filled in stays; sent once more, it is meant for the story as it now is.
    form = form_class(request.POST.dict() | {"version": article.version})
    form.add_error(None, _("The story has been changed since you opened this page. Look at it again, then confirm."))
    return form


def _make(request: HttpRequest, article: Article, move: Move, form: MoveForm) -> bool:
    try:
        _call(request.user, article, move, form.cleaned_data)
    except publishing.MoveNotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _done(article))
    return True


def _call(user: Any, article: Article, move: Move, data: dict[str, Any]) -> None:
    at: datetime | None = data.get("at")
    match move.name:
        case workflow.SUBMIT.name:
            publishing.submit(article, by=user)
        case workflow.SEND_BACK.name:
            publishing.send_back(article, by=user)
        case workflow.PUBLISH.name:
            publishing.publish(article, by=user, at=at)
        case workflow.RESCHEDULE.name:
            publishing.reschedule(article, by=user, at=at)
        case workflow.WITHDRAW.name:
            publishing.withdraw(article, by=user, because=data["because"])


def _done(article: Article) -> str:
    if article.is_scheduled() and article.public_from is not None:
        when = timezone.localtime(article.public_from)
        return _("Scheduled: readers see “%(headline)s” from %(when)s on.") % {
            "headline": article.headline,
            "when": when.strftime("%d/%m/%Y %H.%M %Z"),
        }
    words = {
        Status.DRAFT: _("“%(headline)s” is a draft again."),
        Status.IN_REVIEW: _("“%(headline)s” waits for an editor."),
        Status.PUBLISHED: _("Readers see “%(headline)s” now."),
        Status.WITHDRAWN: _("“%(headline)s” is withdrawn: readers no longer see it."),
    }
    return words[Status(article.status)] % {"headline": article.headline}
