"""The page of each move: what it will do, said before it is done."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import history, publishing, revising, roles, workflow
from articles.deeds import shown
from articles.models import Article
from articles.prepublish import Concern
from articles.workflow import Move, Status

from ..numbers import story_number
from .before_publishing import InSpiteOf, concerns_of, forbids, to_mend
from .move_forms import MoveForm, TimedForm, form_of
from .replacing import what_it_replaces

LOOKED_BACK = 20  # versions

DEEDS: dict[str, Callable[..., None]] = {
    workflow.SUBMIT.name: publishing.submit,
    workflow.SEND_BACK.name: publishing.send_back,
    workflow.PUBLISH.name: publishing.publish,
    workflow.SCHEDULE.name: publishing.schedule,
    workflow.REPLACE.name: revising.replace,
    workflow.UNSCHEDULE.name: publishing.unschedule,
    workflow.RESCHEDULE.name: publishing.reschedule,
    workflow.WITHDRAW.name: publishing.withdraw,
    workflow.REPUBLISH.name: publishing.republish,
    workflow.EMBARGO.name: publishing.set_embargo,
}


def moves_for(user: Any, article: Article) -> list[Move]:
    """Those that the state allows and the person may make, in the order of their buttons."""
    return [move for move in workflow.moves_from(article.stage()) if roles.may_move(user, move, article)]


def move_view(model_admin: Any, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
    try:
        move = workflow.move_named(name)
    except KeyError:
        raise Http404 from None
    number = story_number(unquote(object_id)) or 0
    article = Article.objects.select_related("section", "revises").filter(pk=number).first()
    if article is None:
        return _already_done(request, _taken_up(number, move))
    if request.method == "POST" and _was_made(request, article, move):
        return _already_done(request, _where_it_leads(article, move))
    if not roles.may_move(request.user, move, article):
        raise PermissionDenied
    if not move.allows(article.stage()):
        return _elsewhere(request, article, move)
    form = _form(request, article, move)
    concerns = concerns_of(article, move, at=form.instant())
    if isinstance(form, InSpiteOf):
        form.face(concerns)
    if request.method == "POST" and form.is_valid():
        return _posted(model_admin, request, article, move, form, concerns)
    return _page(model_admin, request, article, move, form, concerns)


def _posted(
    model_admin: Any, request: HttpRequest, article: Article, move: Move, form: MoveForm, concerns: list[Concern]
) -> HttpResponse:
    if isinstance(form, TimedForm) and not form.was_said():
        planned = _tried(request, article, move, form)
        if planned is not None:
            form = form.once_said()
            if isinstance(form, InSpiteOf):
                form.face(concerns)
            return _page(model_admin, request, article, move, form, concerns, planned)
    elif _make(request, article, move, form):
        messages.success(request, _done(article, move))
        return _to_story(_where_it_leads(article, move))
    elif _was_made(request, article, move):
        return _already_done(request, _where_it_leads(article, move))
    elif not Article.objects.filter(pk=article.pk).exists():
        return _already_done(request, _taken_up(article.pk, move))
    return _page(model_admin, request, article, move, form, concerns)


def _page(
    model_admin: Any,
    request: HttpRequest,
    article: Article,
    move: Move,
    form: MoveForm,
    concerns: list[Concern],
    planned: Article | None = None,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "move": move,
        "form": form,
        "planned": planned,
        "must_be_said": isinstance(form, TimedForm) and planned is None,
        "media": form.media,
        "concerns": to_mend(concerns, _address(article)),
        "is_forbidden": forbids(concerns, move),
        "embargo": article.embargo_until if (article.embargo_until or timezone.now()) > timezone.now() else None,
        "title": move.label,
        "zone": timezone.localtime().strftime("%Z"),
    }
    if move == workflow.REPLACE:
        context |= what_it_replaces(article, request.user)
    return TemplateResponse(request, "admin/articles/article/move.html", context)


# ---- Once, and no more --------------------------------------------------------------------------------------------


def _was_made(request: HttpRequest, article: Article, move: Move) -> bool:
    """Whether this very form was sent before, filled in as it is now."""
    form = form_of(move)(request.POST)
    return form.is_valid() and was_made(article, move, by=request.user, on=form.cleaned_data["version"], form=form)


def was_made(article: Article, move: Move, *, by: Any, on: int, form: MoveForm | None = None) -> bool:
    """Whether the version after `on` is this person's, by this move, and says what the form does."""
    for version in history.versions(article).filter(revision__user=by.pk)[:LOOKED_BACK]:
        if version.field_dict["version"] == on + 1:
            deed = history.deed_of(version)
            return history.was_move(version, move) and (form is None or (deed is not None and form.says(deed)))
    return False


def _where_it_leads(article: Article, move: Move) -> Article:
    return article.revises if move == workflow.REPLACE and article.revises is not None else article


def _taken_up(number: int, move: Move) -> Article:
    """The story that a working copy, gone by now, has been published in."""
    story = revising.story_of(number) if move == workflow.REPLACE else None
    if story is None:
        raise Http404
    return story


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


# ---- The form, and the deed ---------------------------------------------------------------------------------------


def _form(request: HttpRequest, article: Article, move: Move) -> MoveForm:
    form_class = form_of(move)
    looked_at = form_class.looked_at(article)
    if request.method != "POST":
        return form_class(initial=looked_at | {"at": article.published_at, "until": article.embargo_until})
    if all(request.POST.get(name) == str(value) for name, value in looked_at.items()):
        return form_class(request.POST)
    # What was filled in stays; sent once more, it is meant for the story as it now is.
    form = form_class(request.POST.dict() | looked_at)
    form.add_error(None, _("The story has been changed since you opened this page. Look at it again, then confirm."))
    return form


def _make(request: HttpRequest, article: Article, move: Move, form: MoveForm) -> bool:
    try:
        DEEDS[move.name](article, by=request.user, **form.filled_in())
    except publishing.MoveNotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _tried(request: HttpRequest, article: Article, move: Move, form: MoveForm) -> Article | None:
    """The story as the move would leave it; nothing of that stays."""
    planned = copy(article)
    with transaction.atomic():
        is_made = _make(request, planned, move, form)
        transaction.set_rollback(True)
    return planned if is_made else None


def _done(article: Article, move: Move) -> str:
    words = {"headline": article.headline}
    if move == workflow.REPLACE:
        return _("The revision of “%(headline)s” is in its place.") % words
    if article.is_scheduled() and article.public_from is not None:
        words["when"] = shown(article.public_from)
        return _("Scheduled: readers see “%(headline)s” from %(when)s on.") % words
    if move == workflow.EMBARGO:
        return _("The embargo of “%(headline)s” is as you set it.") % words
    sentences = {
        Status.DRAFT: _("“%(headline)s” is a draft again."),
        Status.IN_REVIEW: _("“%(headline)s” waits for an editor."),
        Status.PUBLISHED: _("Readers see “%(headline)s” now."),
        Status.WITHDRAWN: _("“%(headline)s” is withdrawn: readers no longer see it."),
    }
    return sentences[Status(article.status)] % words
