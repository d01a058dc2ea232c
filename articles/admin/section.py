from django.contrib import admin

from articles.models import Section

from .stale import Guarded


@admin.register(Section)
class SectionAdmin(Guarded):
    list_display = ("name", "slug", "parent", "position", "on_front_page")
    list_select_related = ("parent",)
    list_editable = ("position", "on_front_page")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "parent", "position", "on_front_page", "description")
