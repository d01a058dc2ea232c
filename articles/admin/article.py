from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import reversion
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from js_asset import Media as EditorMedia
from js_asset import Script

from articles import history, readable, workflow
from articles.keys import headline_key
from articles.linking import put_blocks, resolve_around
from articles.models import Article, Author, Byline, RelatedLink
from articles.workflow import Status

from . import link_search, moves, versions
from .article_form import ArticleForm, RelatedLinkForm
from .article_list import CappedPaginator, StatusFilter, WaitingFilter, for_list, status_mark
from .inline_rows import settle
from .numbers import story_number
from .times import local_time


class StaleSave(Exception):
    """Someone saved the story first. What this save had begun is taken back."""


class WithoutDetours(admin.options.BaseModelAdmin):
    """Another thing's page is not where a story is written; only a photo or an author may be added on the way."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_add_related &= db_field.name in {"lead_photo", "author"}
        return field


class BylineInline(WithoutDetours, admin.TabularInline):
    model = Byline
    fields = ("author", "position")
    autocomplete_fields = ("author",)
    extra = 1
    verbose_name_plural = _("bylines")


class RelatedLinkInline(WithoutDetours, admin.TabularInline):
    """The ordered list at the end of the story; those in the text are blocks of the editor."""

    model = RelatedLink
    form = RelatedLinkForm
    fk_name = "article"
    fields = ("target", "url", "label", "pending_headline", "position")
    autocomplete_fields = ("target",)
    extra = 1
    verbose_name_plural = _("related links at the end")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RelatedLink]:
        return super().get_queryset(request).at_the_end().select_related("target")  # type: ignore[attr-defined]


@admin.register(Article)
class ArticleAdmin(WithoutDetours, admin.ModelAdmin):
    form = ArticleForm
    inlines = (BylineInline, RelatedLinkInline)
    autocomplete_fields = ("lead_photo",)
    list_display = ("headline_and_kicker", "state", "section", "names", "published", "waiting")
    list_filter = (StatusFilter, WaitingFilter, "section", "kind")
    list_per_page = 50
    list_max_show_all = 50
    search_fields = ("headline_key",)
    search_help_text = _("Words of the headline, or the number of the story")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    actions = None
    save_on_top = False
    view_on_site = False
    fieldsets = (
        (None, {"fields": ("begun_on", "begun_by", "headline", "standfirst", "body")}),
        (_("Where it belongs"), {"fields": ("section", "tags", "lead_photo")}),
        (
            _("More"),
            {
                "fields": (
                    *("kicker", "place", "kind", "sponsor_name"),
                    *("edited_by", "rights", "embargo_until", "breaking_until", "unverified_reason", "slug"),
                ),
                "classes": ("collapse",),
            },
        ),
    )

    class Media:
        js = (Script("js/desk.js", type="module"),)

    # ---- The list ----

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).order_by("-saved_at", "-pk")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.result_list = for_list(changelist.result_list)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        if search_term.strip().isdecimal() and len(search_term) < 19:
            return queryset.filter(pk=int(search_term)), False
        for word in headline_key(search_term.replace("\0", "")[:200]).split():
            queryset = queryset.filter(headline_key__contains=word)
        return queryset, False

    @admin.display(description=_("headline"), ordering="headline_key")
    def headline_and_kicker(self, article: Article) -> SafeString | str:
        if not article.kicker:
            return article.headline
        return format_html('<span class="kicker">{}</span> {}', article.kicker, article.headline)

    @admin.display(description=_("status"))
    def state(self, article: Article) -> SafeString:
        return status_mark(article)

    @admin.display(description=_("bylines"))
    def names(self, article: Article) -> str:
        return ", ".join(str(byline.author) for byline in article.bylines.all())

    @admin.display(description=_("published"), ordering=F("published_at").asc(nulls_first=True))
    def published(self, article: Article) -> str | None:
        return local_time(article.published_at) if article.published_at else None

    @admin.display(description=_("waiting"))
    def waiting(self, article: Any) -> str | None:
        words = []
        if article.pending_count:
            words.append(
                ngettext("%(count)d pending link", "%(count)d pending links", article.pending_count)
                % {"count": article.pending_count}
            )
        if article.to_check:
            words.append(str(_("import to check")))
        return ", ".join(words) or None

    # ---- Rights ----

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.user.has_perm("articles.change_any_article") or self._is_own_draft(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers have seen is withdrawn, never deleted."""
        if not super().has_delete_permission(request, obj) or obj is None:
            return False
        never_seen = obj.status == Status.DRAFT and obj.first_published_at is None
        return never_seen and self.has_change_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a story may delete what only hangs on it: its old addresses, its origin."""
        listed, counts, _permissions_needed, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    @staticmethod
    def _is_own_draft(request: HttpRequest, article: Article) -> bool:
        if article.status != Status.DRAFT:
            return False
        return article.created_by_id == request.user.pk or article.authors.filter(user=request.user.pk).exists()

    # ---- The form ----

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return ((None, {"fields": ("headline", "standfirst", "body_as_read", "section", "tag_names", "lead_photo")}),)

    @admin.display(description=_("text"))
    def body_as_read(self, article: Article) -> SafeString:
        return readable.at_the_desk(article.body)

    @admin.display(description=_("tags"))
    def tag_names(self, article: Article) -> str:
        return ", ".join(article.tags.names())

    def render_change_form(  # type: ignore[override]
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        # The editor's import map is the one inline script of the desk; the nonce is lazy, and falsy until it is read.
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        context["media"] = EditorMedia.from_media(context["media"], nonce=nonce)
        article: Article | None = kwargs.get("obj")
        if article is not None:
            may_change = self.has_change_permission(request, article)
            context |= {
                "story": article,
                "story_status": status_mark(article),
                "moves": moves.moves_for(request.user, article) if may_change else [],
                "pending_links": article.related_links.pending(),
                "imported_from": getattr(article, "imported_from", None),
            }
        return super().render_change_form(request, context, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":
            object_id = self._as_it_is_now(request, object_id)
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return show()
        if object_id is None and (story := self._already_begun(request)):
            return self._to_story(request, story)
        try:
            number = story_number(unquote(object_id)) if object_id is not None else None
            with history.recorded(by=request.user, comment="", story=number):
                return show()
        except StaleSave:
            # Shown again, the form now finds the newer version and says whose it is; what was typed is in it.
            return show()
        except IntegrityError:
            if object_id is None and (story := self._already_begun(request)):
                return self._to_story(request, story)
            raise

    def _as_it_is_now(self, request: HttpRequest, object_id: str | None) -> str | None:
        """Bind what was posted to the rows that are there. A story that is gone by now is begun anew, with its text."""
        if object_id is None:
            return None
        number = story_number(unquote(object_id))
        if number is not None and not Article.objects.filter(pk=number).exists():
            messages.warning(request, _("The story was deleted meanwhile. Your text is kept, as a new draft."))
            object_id = None
        story = Article(pk=number)
        for prefix, rows, key in (
            ("bylines", story.bylines.all(), ("author",)),
            ("related_links", story.related_links.at_the_end(), ("target", "url", "pending_headline")),
        ):
            request.POST = settle(request.POST, prefix, rows, key)  # type: ignore[assignment]
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
            if obj.is_public() and form.changes_what_readers_see():
                obj.updated_at = timezone.now()
        else:
            obj.created_by_id = request.user.pk
            obj.form_key = form.cleaned_data["begun_by"]
        obj.saved_by_id, obj.saved_at = request.user.pk, timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article: Article = form.instance
        put_blocks(article, form.blocks)
        if not change:
            self._sign(request.user, article)
        resolve_around(article)
        history.record(article)

    @staticmethod
    def _sign(user: Any, article: Article) -> None:
        """A new story without a name bears its writer's."""
        author = Author.objects.filter(user=user).first()
        if author is not None and not article.bylines.exists():
            Byline.objects.create(article=article, author=author)

    def log_change(self, request: HttpRequest, obj: Article, message: Any) -> Any:
        entry = super().log_change(request, obj, message)
        reversion.set_comment(entry.get_change_message())
        return entry

    def log_addition(self, request: HttpRequest, obj: Article, message: Any) -> Any:
        reversion.set_comment(str(_("Begun")))
        return super().log_addition(request, obj, message)

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

    # ---- Pages of its own ----

    def get_urls(self) -> list[URLPattern]:
        def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("link-search/", page(link_search.link_search_view), name="articles_article_link_search"),
            path("<path:object_id>/move/<slug:name>/", page(moves.move_view), name="articles_article_move"),
            path(
                "<path:object_id>/history/<int:version_id>/",
                page(versions.version_view),
                name="articles_article_version",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        return versions.history_view(self, request, object_id)
