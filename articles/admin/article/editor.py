"""The editor of a story's text, as a form field."""

import re
from typing import Any

from django.urls import reverse_lazy
from django_prose_editor.fields import ProseEditorFormField
from js_asset import Media as EditorMedia
from js_asset import Script

from articles import referenced
from articles.body import blocks, embeds, figures
from articles.body.allowed import EDITOR_EXTENSIONS
from articles.body.blocks import Block, from_editor
from articles.body.canonical import BodyRefused
from articles.body.sanitise import sanitise
from articles.models import Article, Photo

from ..editor_widget import EditorWidget

BESIDE = ("unsaved", "writing-help", "clean-line", "lead-photo")  # what a story's form does besides


class StoryEditorWidget(EditorWidget):
    @property
    def media(self) -> EditorMedia:
        return super().media + EditorMedia(js=[Script(f"js/{name}.js", type="module") for name in BESIDE])


class BodyFormField(ProseEditorFormField):
    def __init__(self, **kwargs: Any) -> None:
        stories = {"searchUrl": reverse_lazy("admin:articles_article_link_search")}
        extensions = {
            **EDITOR_EXTENSIONS,
            "Link": {**EDITOR_EXTENSIONS["Link"], **stories},
            "RelatedLink": stories,
            "PhotoInText": {
                "searchUrl": reverse_lazy("admin:articles_photo_search"),
                "wordsUrl": reverse_lazy("admin:articles_photo_words", args=["KEY"]),
            },
            "Paste": {"uploadUrl": reverse_lazy("admin:articles_photo_upload")},
            "Embed": {"patterns": embeds.PATTERNS_AS_TEXT, "providers": list(embeds.NAMES)},
        }
        super().__init__(config={"extensions": extensions}, preset="configurable", widget=StoryEditorWidget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return cleaned(value) if isinstance(value, str) else value

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


def cleaned(html: str) -> str:
    """What is shown in the editor: it reads its text as a page would, before any field has cleaned it."""
    body, points = from_editor(html)
    try:
        body = sanitise(body)
    except BodyRefused:
        return html  # its writer has to make it smaller; the page's policy lets nothing in it run
    return with_photos(blocks.for_editor(body, {block.key: block for block in points}))


def for_editor(article: Article) -> str:
    """The text with all that its blocks and pictures need to be shown."""
    links = article.related_links.inline().select_related("target")
    return with_photos(blocks.for_editor(article.body, {link.key: link.as_block() for link in links}))


def with_photos(body: str) -> str:
    photos = referenced.photos(figures.keys(body))
    return figures.for_editor(body, {key: _shown(photo) for key, photo in photos.items()})


def _shown(photo: Photo) -> figures.Shown:
    return figures.Shown(photo.file.url, photo.alternative_text, photo.credit)
