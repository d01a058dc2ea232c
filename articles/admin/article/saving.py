"""What becomes of a story's form when it is sent: one save, one version; never twice, never over a newer one."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import deeds, history, revising, unsaved, workflow
from articles.deeds import Deed
from articles.linking import put_blocks, resolve_around
from articles.models import Article, Author, Byline

from ..numbers import story_number
from .conflict import Outcome, reconciled
from .form import ArticleForm
from .inline_rows import rows_of, settle
from .kept import as_posted, shown_again, taken_up

LAST_ATTEMPT = 9


class StaleSave(Exception):
    """Someone saved the story first. What this save had begun is taken back."""


def settle_rows(request: HttpRequest, pk: int) -> None:
    """Bind the rows that were posted to those that the story has by now; 0 is a story that is not there."""
    story = Article(pk=pk)
    for prefix, rows, key in rows_of(story):
        request.POST = settle(request.POST, prefix, rows, key)  # type: ignore[assignment]


def tell_readers(article: Article, form: ArticleForm) -> None:
    """That the story has changed since they could first read it."""
    if article.is_public() and form.changes_what_readers_see():
        article.updated_at = timezone.now()


def _what_became_of(number: int) -> str:
    if (story := revising.story_of(number)) is None:
        return gettext("The story was deleted meanwhile. Your text is kept, as a new draft.")
    return gettext(
        "The working copy was published meanwhile, in “%(headline)s”. Your text is kept, as a new draft."
    ) % {"headline": story.headline}


class Saving(admin.ModelAdmin):
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":
            if (work := taken_up(request)) is not None:
                request.POST, request.work = as_posted(work), work  # type: ignore[assignment, attr-defined]
            object_id = self._as_it_is_now(request, object_id)
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST" or getattr(request, "work", None) is not None:
            return show()
        if object_id is None and (story := self._already_begun(request)):
            return self._to_story(request, story)
        return self._saved(request, object_id, show)

    def _saved(self, request: HttpRequest, object_id: str | None, show: Callable[[], Any]) -> Any:
        number = story_number(unquote(object_id)) if object_id is not None else None
        deed = Deed(deeds.BEGAN if number is None else deeds.CHANGED)
        for attempt in range(LAST_ATTEMPT + 1):
            met = Outcome() if number is None else reconciled(self, request, number, must_ask=attempt == LAST_ATTEMPT)
            if met.page is not None:
                return met.page
            try:
                with history.recorded(by=request.user, comment=deed, story=number):
                    answer = show()
            except StaleSave:
                continue  # someone was quicker after the look at what is stored
            except IntegrityError:
                if object_id is None and (story := self._already_begun(request)):
                    return self._to_story(request, story)
                raise
            if met.note and answer.status_code == HTTPStatus.FOUND:
                messages.info(request, met.note)
            return answer
        raise StaleSave

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form if getattr(request, "work", None) is None else shown_again(form)

    def _as_it_is_now(self, request: HttpRequest, object_id: str | None) -> str | None:
        """Bind what was posted to the rows that are there. A story that is gone by now is begun anew, with its text."""
        if object_id is None:
            return None
        number = story_number(unquote(object_id))
        if number is not None and not Article.objects.filter(pk=number).exists():
            messages.warning(request, _what_became_of(number))
            object_id = None
        settle_rows(request, number or 0)
        return object_id

    @staticmethod
    def _already_begun(request: HttpRequest) -> Article | None:
        """The story that this very form has made, if it is sent once more."""
        try:
            return Article.objects.filter(form_key=UUID(request.POST.get("begun_by", ""))).first()
        except ValueError:
            return None

    @staticmethod
    def _to_story(request: HttpRequest, story: Article) -> HttpResponse:
        messages.info(request, _("The story was saved already. This is it."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        if change:
            if not Article.objects.all().claim(obj.pk, version=form.expected_version, by=request.user):
                raise StaleSave
            obj.version = form.expected_version + 1
            tell_readers(obj, form)
        else:
            obj.created_by_id = request.user.pk
            obj.form_key = form.cleaned_data["begun_by"]
        obj.saved_by_id, obj.saved_at = request.user.pk, timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        self.put_related(request, form, formsets, change)
        history.record(form.instance)
        if key := form.cleaned_data["begun_by"]:
            unsaved.settle(by=request.user, key=key)

    def put_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        """All that hangs on the story, once it is written itself."""
        super().save_related(request, form, formsets, change)
        article: Article = form.instance
        put_blocks(article, form.blocks)
        if not change:
            self._sign(request.user, article)
        resolve_around(article)

    @staticmethod
    def _sign(user: Any, article: Article) -> None:
        """A new story without a name bears its writer's."""
        author = Author.objects.filter(user=user).first()
        if author is not None and not article.bylines.exists():
            Byline.objects.create(article=article, author=author)

    # ---- Where a save leads ----

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._on_to_move(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._on_to_move(request, obj) or super().response_change(request, obj)

    @staticmethod
    def _on_to_move(request: HttpRequest, article: Article) -> HttpResponse | None:
        """A move's button saves first: what was typed is never left behind."""
        name = request.POST.get("_move")
        if name not in {move.name for move in workflow.MOVES}:
            return None
        return HttpResponseRedirect(reverse("admin:articles_article_move", args=[article.pk, name]))
