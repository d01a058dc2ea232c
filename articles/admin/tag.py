from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as StockTag

from articles import tagging
from articles.keys import tag_key
from articles.models import Tag, TagAlias

from .paginator import CappedPaginator
from .stale import Guarded

# The stock tag page writes out every story of a tag, and its merge asks for no permission.
admin.site.unregister(StockTag)

MOST = 20
MOST_MERGED = 50


class TagAliasInline(admin.TabularInline):
    model = TagAlias
    fields = ("name", "slug")
    extra = 1


@admin.register(Tag)
class TagAdmin(Guarded):
    inlines = (TagAliasInline,)
    list_display = ("name", "slug")
    search_fields = ("key",)
    show_full_result_count = False
    paginator = CappedPaginator
    fields = ("name", "description", "slug")
    actions = ("merge",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Tag], search_term: str
    ) -> tuple[QuerySet[Tag], bool]:
        return queryset.filter(key__contains=tag_key(search_term.replace("\0", "")[:100])), False

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        stored = Tag.objects.get(pk=obj.pk)
        stored.description = obj.description
        tagging.rename(stored, name=obj.name, slug=obj.slug)

    @admin.action(description=_("Merge into one tag"), permissions=["delete"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse | None:
        """First a page that says what will happen, then the deed."""
        stories = Count("tagged_articles", filter=Q(tagged_articles__content_object__revises=None))
        tags = list(queryset.annotate(stories=stories).order_by("-stories", "name")[: MOST_MERGED + 1])
        if not 2 <= len(tags) <= MOST_MERGED:
            messages.warning(request, _("Choose from two to %(most)d tags.") % {"most": MOST_MERGED})
            return None
        into = next((tag for tag in tags if str(tag.pk) == request.POST.get("into")), None)
        if into is not None:
            count = tagging.merge(tags, into=into)
            messages.success(
                request,
                _("The tags are one now: “%(tag)s”. Stories tagged anew: %(count)d.") % {"tag": into, "count": count},
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": Tag._meta,
            "tags": tags,
            "title": _("Merge into one tag"),
        }
        return TemplateResponse(request, "admin/articles/tag/merge.html", context)

    def get_urls(self) -> list[URLPattern]:
        suggest = path("suggest/", self.admin_site.admin_view(self.suggest_view), name="articles_tag_suggest")
        return [suggest, *super().get_urls()]

    def suggest_view(self, request: HttpRequest) -> JsonResponse:
        """Existing tags for what is being typed, as select2 wants them; names that begin so come first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        names = suggestions(request.GET.get("term", ""))
        results: list[dict[str, Any]] = [{"id": name, "text": name} for name in names]
        return JsonResponse({"results": results, "pagination": {"more": False}})


def suggestions(typed: str) -> list[str]:
    """At most MOST names of tags, aliases resolved."""
    key = tag_key(typed.replace("\0", "")[:100])
    begins = Tag.objects.filter(key__startswith=key).order_by("key")[:MOST]
    aliased = Tag.objects.filter(aliases__key__startswith=key).order_by("key")[:MOST] if key else ()
    names = dict.fromkeys(tag.name for tag in (*begins, *aliased))
    if key and len(names) < MOST:
        names |= dict.fromkeys(
            Tag.objects.filter(key__contains=key).order_by("key").values_list("name", flat=True)[:MOST]
        )
    return list(names)[:MOST]
