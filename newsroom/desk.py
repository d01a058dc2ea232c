from collections.abc import Callable
from typing import Any, cast

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

ORDER = ("Article", "Photo", "Tag", "Author", "Section", "ImportBatch", "LegacyAddress")


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


class Desk(admin.AdminSite):
    """Django's admin as a newsroom's desk, under a Content-Security-Policy of its own."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Desk")
    empty_value_display = "–"
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What is used most stands first."""
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: app["app_label"] != "articles")
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"]))
        return apps

    def admin_view(  # type: ignore[override]
        self, view: Callable[..., Any], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        protected = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)(super().admin_view(view, cacheable))
        return cast(Callable[..., HttpResponse], protected)

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)
