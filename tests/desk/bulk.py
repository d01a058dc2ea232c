"""What the list of stories and the pages of an errand for many send."""

from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article

LIST = reverse("admin:articles_article_changelist")
BULK = reverse("admin:articles_article_bulk")


def choose(client: Client, errand: str, stories: Iterable[Article], query: str = "", **more: Any) -> Any:
    """As the list sends it: stories ticked, an errand chosen."""
    data = {"action": errand, "_selected_action": [story.pk for story in stories], "index": "0", **more}
    return client.post(LIST + query, data)


def send(client: Client, page: Any, **more: Any) -> Any:
    return client.post(BULK, {"batch": page.context["batch"], **more})


def confirm(client: Client, page: Any, **filled_in: Any) -> Any:
    return send(client, page, confirm="1", **filled_in)


def named(page: Any, part: str) -> list[str]:
    rows = page.context[part] if part == "rows" else [row for rows in page.context["refused"].values() for row in rows]
    return [row.story.headline if row.story else "" for row in rows]


def whys(page: Any) -> list[str]:
    return list(page.context["refused"])


def statuses(stories: Iterable[Article]) -> list[str]:
    return [Article.objects.get(pk=story.pk).status for story in stories]
