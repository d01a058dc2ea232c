from django.contrib import admin
from django.http import HttpRequest

from articles.models import Author

from .paginator import CappedPaginator
from .stale import Guarded


@admin.register(Author)
class AuthorAdmin(Guarded):
    list_display = ("name", "role")
    search_fields = ("name", "key")
    show_full_result_count = False
    paginator = CappedPaginator
    autocomplete_fields = ("user", "photo")

    def get_fields(self, request: HttpRequest, obj: Author | None = None) -> tuple[str, ...]:
        """Whose account it is, is for those who may see accounts."""
        account = ("user",) if request.user.has_perm("auth.view_user") else ()
        return ("name", "role", "about", "photo", *account, "slug")
