from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from taggit.models import Tag as StockTag

from articles.keys import tag_key
from articles.models import Tag, TagAlias

from .article_list import CappedPaginator

# The stock tag page writes out every story of a tag, and its merge asks for no permission.
admin.site.unregister(StockTag)

MOST = 20


class TagAliasInline(admin.TabularInline):
    model = TagAlias
    fields = ("name", "slug")
    extra = 1


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    inlines = (TagAliasInline,)
    list_display = ("name", "slug")
    search_fields = ("key",)
    show_full_result_count = False
    paginator = CappedPaginator
    fields = ("name", "description", "slug")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Tag], search_term: str
    ) -> tuple[QuerySet[Tag], bool]:
        return queryset.filter(key__contains=tag_key(search_term.replace("\0", "")[:100])), False

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
