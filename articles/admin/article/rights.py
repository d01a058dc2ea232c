"""Who may open, change and delete which story."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import roles
from articles.models import Article
from articles.workflow import Status


class Rights(admin.ModelAdmin):
    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or roles.may_change(request.user, obj)

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
