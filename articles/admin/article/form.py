"""The form of a story. It says on which version it was begun: saving.py and conflict.py hold it against the newest."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles import roles
from articles.body.blocks import Block, from_editor
from articles.models import Article, Section

from .editor import BodyFormField, for_editor
from .tags_field import TagsField


def of_a_copy(fieldsets: Any) -> Any:
    """Whether a story is breaking is said of the story itself, not of its working copy."""
    return tuple(
        (name, options | {"fields": tuple(field for field in options["fields"] if field != "breaking_until")})
        for name, options in fieldsets
    )


class KeyField(forms.UUIDField):
    """What tells one opened form from another: never a change of the story."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ArticleForm(forms.ModelForm):
    by: Any = None  # who fills it in; saving.py says it
    begun_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    begun_by = KeyField(required=False)
    body = BodyFormField(label=_("Text"), required=False)
    tags = TagsField(label=_("Tags"), required=False)

    class Meta:
        model = Article
        fields = (
            *("headline", "standfirst", "body", "section", "tags", "lead_photo"),
            *("kicker", "kind", "sponsor_name", "place", "edited_by", "rights"),
            *("slug", "breaking_until", "unverified_reason"),
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
            self.initial["body"] = for_editor(self.instance)
            self.initial["begun_on"] = self.instance.version
        self.initial["begun_by"] = uuid4()

    def clean_section(self) -> Section | None:
        section: Section | None = self.cleaned_data["section"]
        if not roles.may_put_into(self.by, self.instance, section.pk if section else None):
            raise ValidationError(
                _("Readers know this story in its section. The section you chose is not one of yours: ask its editor.")
            )
        return section

    def clean_body(self) -> str:
        body, self.blocks = from_editor(self.cleaned_data["body"])
        targets = {block.target_id for block in self.blocks if block.target_id}
        known = set(Article.objects.stories().filter(pk__in=targets).values_list("pk", flat=True))
        for block in self.blocks:
            self._check(block, known)
        return body

    def _check(self, block: Block, known: set[int]) -> None:
        if block.target_id and block.target_id not in known:
            raise ValidationError(
                _("The story that “%(headline)s” leads to is no longer here."), params={"headline": block.headline}
            )
        if block.target_id and block.target_id in {self.instance.pk, self.instance.revises_id}:
            raise ValidationError(_("A “Baca juga” block leads to this very story. Choose another."))
        if block.url:
            URLValidator(schemes=("http", "https"))(block.url)
            if not urlsplit(block.url).hostname:
                raise ValidationError(_("%(url)s is no web address."), params={"url": block.url})
        if len(block.headline) > (Article._meta.get_field("headline").max_length or 0):
            raise ValidationError(_("The words of a “Baca juga” block are too long."))

    @property
    def expected_version(self) -> int:
        """The version this save was begun on."""
        return self.cleaned_data.get("begun_on") or 0

    def changes_what_readers_see(self) -> bool:
        return bool(set(self.changed_data) - {"begun_on", "begun_by", "breaking_until"})
