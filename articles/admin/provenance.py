from django.contrib import admin
from django.http import HttpRequest

from articles.models import ImportBatch, LegacyAddress

from .article_list import CappedPaginator


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin):
    """The runs of the importer, to read."""

    list_display = ("source", "started_at", "finished_at", "created", "updated", "unchanged", "skipped", "rejected")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False


@admin.register(LegacyAddress)
class LegacyAddressAdmin(admin.ModelAdmin):
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False
    paginator = CappedPaginator
