"""Imports at the desk: what each run did, what it could not take, and the stories to look through."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body.render import render_body
from articles.models import ImportBatch, ImportedSource, LegacyAddress

from .numbers import story_number
from .paginator import CappedPaginator

PROBLEMS_A_PAGE = 100


class ReadOnly(admin.ModelAdmin):
    """To look at: the importer writes it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly):
    list_display = (
        *("name", "started_at", "state", "created", "updated", "unchanged"),
        *("repeated", "skipped", "rejected", "stories_to_check"),
    )
    list_filter = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        to_check = Count("sources", filter=Q(sources__needs_review=True, sources__article__isnull=False))
        return super().get_queryset(request).annotate(to_check=to_check)

    @admin.display(description=gettext_lazy("import"))
    def name(self, batch: ImportBatch) -> str:
        return str(batch)

    @admin.display(description=gettext_lazy("state"))
    def state(self, batch: ImportBatch) -> str:
        if batch.undone_at:
            return _("undone")
        return _("finished") if batch.finished_at else _("running, or cut short")

    @admin.display(description=gettext_lazy("to check"))
    def stories_to_check(self, batch: Any) -> SafeString | str:
        return to_check_link(batch, batch.to_check) if batch.to_check else "–"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The report of one run."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch: Any = get_object_or_404(self.get_queryset(request), pk=story_number(object_id))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(batch),
            "batch": batch,
            "state": self.state(batch),
            "outcomes": [
                (self.opts.get_field(name).verbose_name, getattr(batch, name))  # type: ignore[union-attr]
                for name in ("created", "updated", "unchanged", "repeated", "skipped", "rejected")
            ],
            "left_out": sorted(batch.left_out.items(), key=lambda kind: -kind[1]),
            "problems": CappedPaginator(batch.problems.all(), PROBLEMS_A_PAGE).get_page(request.GET.get("p")),
            "to_check": to_check_link(batch, batch.to_check) if batch.to_check else "",
        }
        return TemplateResponse(request, "admin/articles/importbatch/report.html", context)


def to_check_link(batch: ImportBatch, count: int) -> SafeString:
    address = reverse("admin:articles_importedsource_changelist")
    return format_html('<a href="{}?batch__id__exact={}">{}</a>', address, batch.pk, count)


@admin.register(ImportedSource)
class ImportedSourceAdmin(ReadOnly):
    """The stories that an import left something to check in, with what their source says beside what became of it."""

    list_display = ("story", "reasons", "batch")
    list_display_links = ("story",)
    list_filter = (("batch", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("article__headline_key",)
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportedSource]:
        ties = super().get_queryset(request).filter(needs_review=True, article__isnull=False)
        return ties.select_related("article", "batch").defer("original", "article__body")

    @admin.display(description=gettext_lazy("story"))
    def story(self, tie: ImportedSource) -> str:
        return str(tie.article)

    @admin.display(description=gettext_lazy("to check"))
    def reasons(self, tie: ImportedSource) -> str:
        return " ".join(tie.warnings())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Imported stories to check"), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        checked = path(
            "<int:number>/checked/",
            self.admin_site.admin_view(self.checked_view),
            name="articles_importedsource_checked",
        )
        return [checked, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        tie = self._tie(request, story_number(object_id))
        article = tie.article
        assert article is not None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": article.headline,
            "tie": tie,
            "article": article,
            "body": SafeString(render_body(article.body, {})),  # sanitised by render_body
            "links": article.related_links.select_related("target__section"),
            "may_check": self._may_check(request),
            "others": self.get_queryset(request).filter(batch=tie.batch).exclude(pk=tie.pk).count(),
        }
        return TemplateResponse(request, "admin/articles/importedsource/check.html", context)

    def checked_view(self, request: HttpRequest, number: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        tie = self._tie(request, number)
        if not self._may_check(request):
            raise PermissionDenied
        ImportedSource.objects.filter(pk=tie.pk).update(
            needs_review=False, original="", checked_at=timezone.now(), checked_by=cast(Any, request.user)
        )
        messages.success(request, _("Checked: “%(headline)s”.") % {"headline": tie.article})
        following = self.get_queryset(request).filter(batch=tie.batch, pk__gt=tie.pk).order_by("pk").first()
        following = following or self.get_queryset(request).filter(batch=tie.batch).order_by("pk").first()
        if following is None:
            return HttpResponseRedirect(reverse("admin:articles_importedsource_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_importedsource_change", args=[following.pk]))

    def _tie(self, request: HttpRequest, number: int | None) -> ImportedSource:
        if not self.has_view_permission(request):
            raise PermissionDenied
        ties = ImportedSource.objects.filter(article__isnull=False).select_related("article__section", "batch")
        return get_object_or_404(ties, pk=number)

    @staticmethod
    def _may_check(request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_importedsource")


@admin.register(LegacyAddress)
class LegacyAddressAdmin(admin.ModelAdmin):
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False
    paginator = CappedPaginator
