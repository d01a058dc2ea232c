"""The tags of a story, as a form field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from articles.keys import tag_key
from articles.models import Tag
from articles.models.fields import clean_line


class TagsWidget(forms.SelectMultiple):
    """Django's own select2, asking for names as one types: no option but the chosen ones is ever written out."""

    def __init__(self) -> None:
        super().__init__(
            attrs={
                "class": "admin-autocomplete",
                "data-ajax--url": reverse_lazy("admin:articles_tag_suggest"),
                "data-ajax--cache": "true",
                "data-ajax--delay": "200",
                "data-theme": "admin-autocomplete",
                "data-tags": "true",
                "data-token-separators": '[","]',
                "data-allow-clear": "false",
                "data-placeholder": "",
                "lang": "id",
            }
        )

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        self.choices = [(tag, tag) for tag in value if tag]
        return super().optgroups(name, value, attrs)

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            js=(
                "admin/js/vendor/jquery/jquery.min.js",
                "admin/js/vendor/select2/select2.full.min.js",
                "admin/js/jquery.init.js",
                "admin/js/autocomplete.js",
            ),
            css={"screen": ("admin/css/vendor/select2/select2.min.css", "admin/css/autocomplete.css")},
        )


class TagsField(forms.Field):
    """A list of names."""

    widget = TagsWidget

    def prepare_value(self, value: Any) -> list[str]:
        return [tag.name if isinstance(tag, Tag) else str(tag) for tag in value or ()]

    def to_python(self, value: Any) -> list[str]:
        names = {tag_key(name): name for name in map(clean_line, value or ()) if name}
        longest = Tag._meta.get_field("name").max_length or 0
        for name in names.values():
            if len(name) > longest:
                raise ValidationError(
                    _("The tag “%(tag)s…” is too long; the most is %(most)d characters."),
                    params={"tag": name[:30], "most": longest},
                )
        return list(names.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(map(tag_key, self.prepare_value(initial))) != sorted(map(tag_key, self.to_python(data)))
