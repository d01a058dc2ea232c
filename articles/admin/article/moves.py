"""The page of each move: what it will do, said before it is done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import history, publishing, roles, workflow
from articles.deeds import shown
from articles.models import Article
from articles.models.fields import within_reach
from articles.prepublish import Concern
from articles.workflow import Move, Status

from ..instants import LocalInstantField
from ..numbers import story_number
from .before_publishing import InSpiteOf, concerns_of, forbids, to_mend

LOOKED_BACK = 20  # versions


class MoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def instant(self) -> datetime | None:
        """The time that was filled in."""
        if not self.is_bound:
            return None
        self.is_valid()
        return self.cleaned_data.get("at")


class NoteForm(MoveForm):
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What is to be done. It stands in the history of the story."),
    )


class PublishForm(InSpiteOf, MoveForm):
    pass


class ScheduleForm(InSpiteOf, MoveForm):
    at = LocalInstantField(label=gettext_lazy("Readers see it from"), validators=[within_reach])


class RescheduleForm(MoveForm):
    at = LocalInstantField(
        label=gettext_lazy("Readers see it from"),
        required=False,
        validators=[within_reach],
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
    workflow.SUBMIT.name: NoteForm,
    workflow.SEND_BACK.name: NoteForm,
    workflow.PUBLISH.name: PublishForm,
    workflow.REPUBLISH.name: PublishForm,
    workflow.SCHEDULE.name: ScheduleForm,
    workflow.RESCHEDULE.name: RescheduleForm,
    workflow.WITHDRAW.name: WithdrawForm,
}
DEEDS: dict[str, Callable[..., None]] = {
    workflow.SUBMIT.name: publishing.submit,
    workflow.SEND_BACK.name: publishing.send_back,
    workflow.PUBLISH.name: publishing.publish,
    workflow.SCHEDULE.name: publishing.schedule,
    workflow.UNSCHEDULE.name: publishing.unschedule,
    workflow.RESCHEDULE.name: publishing.reschedule,
    workflow.WITHDRAW.name: publishing.withdraw,
    workflow.REPUBLISH.name: publishing.republish,
}


def moves_for(user: Any, article: Article) -> list[Move]:
    """Those that the state allows and the person may make, in the order of their buttons."""
    return [move for move in workflow.moves_from(article.stage()) if roles.may_move(user, move, article)]


def move_view(model_admin: Any, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("section"), pk=story_number(unquote(object_id)))
    try:
        move = workflow.move_named(name)
    except KeyError:
        raise Http404 from None
    if request.method == "POST" and _was_made(request, article, move):
        return _already_done(request, article)
    if not roles.may_move(request.user, move, article):
        raise PermissionDenied
    if not move.allows(article.stage()):
        return _elsewhere(request, article, move)
    form = _form(request, article, move)
    concerns = concerns_of(article, move, at=form.instant())
    if isinstance(form, InSpiteOf):
        form.face(concerns)
    if request.method == "POST" and form.is_valid():
        if _make(request, article, move, form):
            return _to_story(article)
        if _was_made(request, article, move):
            return _already_done(request, article)
    return _page(model_admin, request, article, move, form, concerns)


def _page(
    model_admin: Any, request: HttpRequest, article: Article, move: Move, form: MoveForm, concerns: list[Concern]
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "move": move,
        "form": form,
        "media": form.media,
        "concerns": to_mend(concerns, _address(article)),
        "is_forbidden": forbids(concerns, move),
        "embargo": article.embargo_until if (article.embargo_until or timezone.now()) > timezone.now() else None,
        "title": move.label,
        "zone": timezone.localtime().strftime("%Z"),
    }
    return TemplateResponse(request, "admin/articles/article/move.html", context)


def _was_made(request: HttpRequest, article: Article, move: Move) -> bool:
    """Whether this very form was sent before."""
    shown = request.POST.get("version", "")
    if not (shown.isascii() and shown.isdigit() and len(shown) < 10):
        return False
    return was_made(article, move, by=request.user, on=int(shown))


def was_made(article: Article, move: Move, *, by: Any, on: int) -> bool:
    """Whether the version after `on` is this person's, by this move."""
    for version in history.versions(article).filter(revision__user=by.pk)[:LOOKED_BACK]:
        if version.field_dict["version"] == on + 1:
            return history.was_move(version, move)
    return False


def _already_done(request: HttpRequest, article: Article) -> HttpResponse:
    messages.info(request, _("This was done already, once. Here is the story as it stands."))
    return _to_story(article)


def _elsewhere(request: HttpRequest, article: Article, move: Move) -> HttpResponse:
    messages.warning(
        request,
        _("“%(move)s” is not possible now: the story is “%(status)s”. Nothing was changed.")
        % {"move": move.label, "status": article.get_status_display()},
    )
    return _to_story(article)


def _to_story(article: Article) -> HttpResponse:
    return HttpResponseRedirect(_address(article))


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


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
    filled_in = {name: value for name, value in form.cleaned_data.items() if name not in {"version", "seen"}}
    try:
        DEEDS[move.name](article, by=request.user, **filled_in)
    except publishing.MoveNotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _done(article))
    return True


def _done(article: Article) -> str:
    if article.is_scheduled() and article.public_from is not None:
        return _("Scheduled: readers see “%(headline)s” from %(when)s on.") % {
            "headline": article.headline,
            "when": shown(article.public_from),
        }
    words = {
        Status.DRAFT: _("“%(headline)s” is a draft again."),
        Status.IN_REVIEW: _("“%(headline)s” waits for an editor."),
        Status.PUBLISHED: _("Readers see “%(headline)s” now."),
        Status.WITHDRAWN: _("“%(headline)s” is withdrawn: readers no longer see it."),
    }
    return words[Status(article.status)] % {"headline": article.headline}
