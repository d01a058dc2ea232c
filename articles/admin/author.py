from django.contrib import admin

from articles.models import Author

from .article_list import CappedPaginator


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "user")
    list_select_related = ("user",)
    search_fields = ("name", "key")
    show_full_result_count = False
    paginator = CappedPaginator
    autocomplete_fields = ("user",)
    fields = ("name", "role", "about", "user", "slug")
