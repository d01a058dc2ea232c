"""A story's form as a browser would send it."""

from typing import Any
from unittest.mock import patch

from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article

INLINES = ("bylines", "related_links")


def address(story: Article | None = None) -> str:
    if story is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[story.pk])


def with_rows(form: dict[str, Any], prefix: str, rows: Any, *fields: str) -> dict[str, Any]:
    """The form with these rows of an inline as they were when it was opened."""
    form = form | {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        values = {name: row.serializable_value(name) for name in ("id", "position", *fields)}
        form |= {f"{prefix}-{number}-{name}": "" if value is None else value for name, value in values.items()}
    return form


def filled(client: Client, story: Article | None = None, **changes: Any) -> dict[str, Any]:
    """What the form holds when it is opened, with the changes; nothing about inlines but that there are none new."""
    with patch.object(TemplateResponse, "rendered_content", ""):  # what it holds, and not how it looks
        form = client.get(address(story)).context_data["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data["tags"] = form.fields["tags"].prepare_value(data["tags"])
    data["kind"] = data["kind"] or "news"
    for prefix in INLINES:
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data |= {"breaking_until_0": "", "breaking_until_1": "", "_continue": "1"}
    return {name: "" if value is None else value for name, value in (data | changes).items()}
