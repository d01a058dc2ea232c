"""Who may open, change and delete which story."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import roles
from articles.models import Article


class Rights(admin.ModelAdmin):
    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or roles.may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or roles.may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Only one story at a time: the list as a whole offers no deleting."""
        return obj is not None and roles.may_delete(request.user, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a story may delete what only hangs on it: its old addresses, its origin."""
        listed, counts, _permissions_needed, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected
