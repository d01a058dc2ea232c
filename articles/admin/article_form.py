"""The form of a story: the editor of its text, its tags, and the guard against stale saves."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap
from js_asset import Media as EditorMedia

from articles import referenced
from articles.body import blocks, figures
from articles.body.allowed import EDITOR_EXTENSIONS
from articles.body.blocks import Block, from_editor
from articles.body.canonical import BodyRefused
from articles.body.sanitise import sanitise
from articles.keys import tag_key
from articles.models import Article, Tag
from articles.models.fields import clean_line

from .numbers import story_number


class EditorWidget(AdminProseEditorWidget):
    @property
    def media(self) -> EditorMedia:
        return super().media + EditorMedia(importmap=ImportMap({"newsroom/photo-dialog": "js/photo-dialog.js"}))


class BodyFormField(ProseEditorFormField):
    def __init__(self, **kwargs: Any) -> None:
        extensions = {
            **EDITOR_EXTENSIONS,
            "RelatedLink": {"searchUrl": reverse_lazy("admin:articles_article_link_search")},
            "PhotoInText": {"searchUrl": reverse_lazy("admin:articles_photo_search")},
        }
        super().__init__(config={"extensions": extensions}, preset="configurable", widget=EditorWidget, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Blanks between elements are nobody's change: the editor writes none."""
        return _essence(initial or "") != _essence(data or "")


def _essence(html: str) -> tuple[str, list[Block]]:
    body, points = from_editor(html)
    try:
        body = sanitise(body)
    except BodyRefused:
        return html, points
    return re.sub(r">\s+<", "><", body), points


def _for_editor(article: Article) -> str:
    """The text with all that its blocks and pictures need to be shown."""
    links = article.related_links.inline().select_related("target")
    body = blocks.for_editor(article.body, {link.key: link.as_block() for link in links})
    photos = referenced.photos(figures.keys(body))
    return figures.for_editor(
        body, {key: figures.Shown(photo.file.url, photo.alternative_text) for key, photo in photos.items()}
    )


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


class ArticleForm(forms.ModelForm):
    begun_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    begun_by = forms.UUIDField(required=False, widget=forms.HiddenInput)
    body = BodyFormField(label=_("Text"), required=False)
    tags = TagsField(label=_("Tags"), required=False)

    class Meta:
        model = Article
        fields = (
            *("headline", "standfirst", "body", "section", "tags", "lead_photo"),
            *("kicker", "kind", "sponsor_name", "place", "edited_by", "rights"),
            *("slug", "embargo_until", "breaking_until", "unverified_reason"),
        )
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline-input"}),
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "unverified_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks: list[Block] = []
        if self.instance.pk:
            self.initial["body"] = _for_editor(self.instance)
            self.initial["begun_on"] = self.instance.version
        else:
            self.initial["begun_by"] = uuid4()

    def clean_body(self) -> str:
        body, self.blocks = from_editor(self.cleaned_data["body"])
        targets = {block.target_id for block in self.blocks if block.target_id}
        known = set(Article.objects.filter(pk__in=targets).values_list("pk", flat=True))
        for block in self.blocks:
            self._check(block, known)
        return body

    def _check(self, block: Block, known: set[int]) -> None:
        if block.target_id and block.target_id not in known:
            raise ValidationError(
                _("The story that “%(headline)s” leads to is no longer here."), params={"headline": block.headline}
            )
        if block.target_id and block.target_id == self.instance.pk:
            raise ValidationError(_("A “Baca juga” block leads to this very story. Choose another."))
        if block.url:
            URLValidator(schemes=("http", "https"))(block.url)
            if not urlsplit(block.url).hostname:
                raise ValidationError(_("%(url)s is no web address."), params={"url": block.url})
        if len(block.headline) > (Article._meta.get_field("headline").max_length or 0):
            raise ValidationError(_("The words of a “Baca juga” block are too long."))

    @property
    def expected_version(self) -> int:
        """The version this save was begun on, or the newer one that it is expressly put on top of."""
        replaces = self.data.get("replaces", "")  # the value of a button, in the words of _stale.html
        return story_number(replaces) or self.cleaned_data.get("begun_on") or 0

    def changes_what_readers_see(self) -> bool:
        return bool(set(self.changed_data) - {"begun_on", "begun_by", "breaking_until"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and (newer := self._newer()) is not None:
            self.newer = newer
            self.add_error(None, ValidationError(_("Not saved: the story has changed meanwhile."), code="stale"))
        return cleaned

    newer: Article | None = None

    def _newer(self) -> Article | None:
        """The story as someone saved it meanwhile. A first look: the one that decides is ArticleQuerySet.claim."""
        stored = Article.objects.select_related("saved_by").filter(pk=self.instance.pk).first()
        return stored if stored is not None and stored.version != self.expected_version else None
