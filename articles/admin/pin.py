"""What editors hold on the front page, and the page as it will stand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from articles import listing
from articles.models import Pin

from .times import local_time


class InstantForm(forms.Form):
    at = forms.DateTimeField(
        label=_("As readers see it on"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


@admin.register(Pin)
class PinAdmin(admin.ModelAdmin):
    list_display = ("article", "where", "position", "begins", "ends", "state")
    list_editable = ("position",)
    list_select_related = ("article", "section")
    list_per_page = 100
    ordering = (F("section__position").asc(nulls_first=True), "section", "position", "pk")
    autocomplete_fields = ("article",)
    fields = ("article", "section", "position", "begins_at", "ends_at")
    view_on_site = False

    @admin.display(description=_("where"))
    def where(self, pin: Pin) -> str:
        return str(pin.section) if pin.section else str(_("Top of the page"))

    @admin.display(description=_("from"))
    def begins(self, pin: Pin) -> str | None:
        return local_time(pin.begins_at) if pin.begins_at else None

    @admin.display(description=_("until"))
    def ends(self, pin: Pin) -> str | None:
        return local_time(pin.ends_at) if pin.ends_at else None

    @admin.display(description=_("now"))
    def state(self, pin: Pin) -> str:
        now = timezone.now()
        if pin.ends_at and pin.ends_at <= now:
            return str(_("over"))
        if pin.begins_at and pin.begins_at > now:
            return str(_("still to come"))
        return str(_("stands")) if pin.article.is_public(now) else str(_("waits: the story is not public"))

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [path("preview/", preview, name="articles_pin_preview"), *super().get_urls()]

    @staticmethod
    def preview(request: HttpRequest) -> HttpResponse:
        return _preview(request)


@never_cache
def _preview(request: HttpRequest) -> HttpResponse:
    """The front page at an instant to come: with what will be public then, and what will be pinned."""
    if not request.user.has_perms(["articles.view_pin", "articles.view_article"]):
        raise PermissionDenied
    form = InstantForm(request.GET if "at" in request.GET else None)
    at = (form.cleaned_data["at"] if form.is_valid() else None) or timezone.now()
    if not form.is_bound:
        form.initial["at"] = timezone.localtime(at)
    context: dict[str, Any] = {"front": listing.front_page(at), "form": form, "at": at}
    return TemplateResponse(request, "admin/articles/pin/preview.html", context)
