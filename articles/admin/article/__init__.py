"""Stories at the desk: their list, their form, and the pages around one story."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Media as EditorMedia
from js_asset import Script

from articles import readable
from articles.models import Article

from ..instants import InstantWidget, LocalInstantField
from ..paginator import CappedPaginator
from . import (
    assigning,
    before_publishing,
    bulk,
    deleted,
    kept,
    link_search,
    moves,
    notes,
    preview,
    preview_links,
    pulse,
    replacing,
    standing,
    suggest,
    versions,
)
from .bulk import BulkMoves
from .columns import Columns
from .deleted import Deleting
from .form import ArticleForm, of_a_copy
from .inlines import BylineInline, RelatedLinkInline, WithoutDetours
from .rights import Rights
from .saving import Saving
from .stories import StatusFilter, WaitingFilter

# Pages beside Django's own: address, view (model_admin, request, …), and name after "articles_article_".
PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("link-search/", link_search.link_search_view, "link_search"),
    ("suggest/", suggest.suggest_view, "suggest"),
    ("pulse/", pulse.pulse_view, "pulse_of_new"),
    ("pulse/token/", pulse.token_view, "token"),
    ("unsaved/<uuid:key>/discard/", kept.discard_view, "discard"),
    ("<path:object_id>/pulse/", pulse.pulse_view, "pulse"),
    ("preview/", preview.preview_view, "preview_new"),
    ("<path:object_id>/preview/", preview.preview_view, "preview"),
    ("<path:object_id>/preview/addresses/", preview_links.list_view, "preview_links"),
    ("<path:object_id>/preview/addresses/<uuid:key>/end/", preview_links.end_view, "preview_link_end"),
    ("idea/", assigning.idea_view, "idea"),
    ("people/", notes.people_view, "people"),
    ("notes/seen/", notes.seen_view, "notes_seen"),
    ("<path:object_id>/notes/", notes.notes_view, "notes"),
    ("<path:object_id>/notes/<int:note_id>/resolve/", notes.resolve_view, "resolve_note"),
    ("<path:object_id>/assign/", assigning.assign_view, "assign"),
    ("<path:object_id>/assign/<int:assignment_id>/end/", assigning.end_view, "end_assignment"),
    ("<path:object_id>/move/<slug:name>/", moves.move_view, "move"),
    ("bulk/", bulk.bulk_view, "bulk"),
    ("<path:object_id>/revise/", replacing.revise_view, "revise"),
    ("deleted/", deleted.list_view, "deleted"),
    ("deleted/<int:draft_id>/", deleted.draft_view, "deleted_draft"),
    ("<path:object_id>/history/compare/", versions.compare_view, "compare"),
    ("<path:object_id>/history/<int:version_id>/", versions.version_view, "version"),
)


@admin.register(Article)
class ArticleAdmin(BulkMoves, Columns, Rights, Saving, Deleting, WithoutDetours, admin.ModelAdmin):
    form = ArticleForm
    inlines = (BylineInline, RelatedLinkInline)
    autocomplete_fields = ("lead_photo",)
    formfield_overrides = {models.DateTimeField: {"form_class": LocalInstantField, "widget": InstantWidget}}
    list_display = ("headline_and_kicker", "state", "section", "names", "published", "waiting")
    list_filter = (StatusFilter, WaitingFilter, "section", "kind")
    list_per_page = 50
    list_max_show_all = 50
    search_fields = ("headline_key",)
    search_help_text = _("Words of the headline, or the number of the story")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
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
                    *("edited_by", "rights", "breaking_until", "unverified_reason", "slug"),
                ),
                "classes": ("collapse",),
            },
        ),
    )

    class Media:
        js = tuple(Script(f"js/{name}.js", type="module") for name in ("desk", "mend", "notes"))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets if obj is None or obj.revises_id is None else of_a_copy(self.fieldsets)
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
        context |= kept.at_the_form(self, request, article, is_shown_again=request.method == "POST")
        if article is not None:
            context |= standing.of(request.user, article) | {
                "pending_links": article.related_links.pending(),
                "imported_from": getattr(article, "imported_from", None),
                **before_publishing.on_the_form(article),
                **notes.beside_the_form(request, article),
                **assigning.above_the_form(request, article),
            }
        return super().render_change_form(request, context, **kwargs)

    # ---- Pages of its own ----

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(address, self.admin_site.admin_view(partial(view, self)), name=f"articles_article_{name}")
            for address, view, name in PAGES
        ]
        return [*own, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        return versions.history_view(self, request, object_id)
