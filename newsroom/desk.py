from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog

from articles import first_page
from articles.account import door, notices, places, two_step

ORDER = (
    *("Article", "Pin", "Photo", "Tag", "Author", "Section", "StandingPage"),
    *("ImportedSource", "ImportBatch", "LegacyAddress"),
)


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _public_address(thing: Any) -> str | None:
    return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else None


def _without_nul(view: Callable[..., Any]) -> Callable[..., Any]:
    """PostgreSQL takes no NUL, in whatever search or filter of an address it stands."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if any("\0" in value for _key, values in request.GET.lists() for value in values):
            raise BadRequest
        return view(request, *args, **kwargs)

    return checked


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
        protected = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)(
            super().admin_view(_without_nul(view), cacheable)
        )
        return cast(Callable[..., HttpResponse], protected)

    def get_urls(self) -> list[Any]:
        """Without Django's own way to the site: it tells anyone with an account the address of any draft."""
        for model_admin in self._registry.values():
            if model_admin.view_on_site is True:
                model_admin.view_on_site = _public_address
        stock = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
        return [*self._account_urls(), *stock]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {**first_page.context(request), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and (person := door.waiting(request)):
            return door.to_the_step(request, person.step)
        return super().login(request, extra_context)

    def _account_urls(self) -> list[Any]:
        return [
            path("account/", self.admin_view(places.account), name="account"),
            path("account/notices/", self.admin_view(notices.notices), name="account_notices"),
            path("account/places/", self.admin_view(places.signed_in_places), name="account_places"),
            path("account/two-step/", self.admin_view(two_step.overview), name="two_step"),
            path("account/two-step/codes/", self.admin_view(two_step.new_codes), name="two_step_new_codes"),
            path("account/two-step/off/", self.admin_view(two_step.turn_off), name="two_step_off"),
            # Before Django's own, which may be kept by a browser.
            path("password_change/", self.admin_view(self.password_change), name="password_change"),
            path("password_change/done/", self.admin_view(self.password_change_done), name="password_change_done"),
            # Open to who has given the password only; they look after themselves.
            path("two-step/set-up/", never_cache(two_step.set_up), name="two_step_set_up"),
            path("two-step/code/", never_cache(two_step.ask_for_code), name="two_step_code"),
            path("two-step/leave/", never_cache(two_step.leave), name="two_step_leave"),
        ]

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)
