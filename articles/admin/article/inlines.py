"""The rows below a story's form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Byline, RelatedLink


class WithoutDetours(admin.options.BaseModelAdmin):
    """Another thing's page is not where a story is written; only a photo or an author may be added on the way."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_add_related &= db_field.name in {"lead_photo", "author"}
        return field


class BylineInline(WithoutDetours, admin.TabularInline):
    model = Byline
    fields = ("author", "position")
    autocomplete_fields = ("author",)
    extra = 1
    verbose_name_plural = _("bylines")


class RelatedLinkForm(forms.ModelForm):
    """A row of the list at the end. The headline that a link waited for stays with it, and is nobody's to change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.target_id is not None:
            self.initial["label"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = self.instance
        if not (cleaned.get("target") or cleaned.get("url")) and found.has_found(cleaned.get("pending_headline", "")):
            # Its story came while the form was open.
            cleaned |= {"target": found.target, "pending_headline": ""}
        if target := cleaned.get("target"):
            cleaned["label"] = found.label if target.pk == found.target_id else ""
        return cleaned


class RelatedLinkInline(WithoutDetours, admin.TabularInline):
    """The ordered list at the end of the story; those in the text are blocks of the editor."""

    model = RelatedLink
    form = RelatedLinkForm
    fk_name = "article"
    fields = ("target", "url", "label", "pending_headline", "position")
    autocomplete_fields = ("target",)
    extra = 1
    verbose_name_plural = _("related links at the end")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RelatedLink]:
        return super().get_queryset(request).at_the_end().select_related("target")  # type: ignore[attr-defined]
