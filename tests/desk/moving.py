"""The page of a move as a person goes through it."""

from typing import Any

from django.test import Client

from articles.models import Article


def page(story: Article, move: str) -> str:
    return f"/admin/articles/article/{story.pk}/move/{move}/"


def confirmed(client: Client, address: str, form: dict[str, Any]) -> Any:
    """Sent; where the page repeats the time that was typed, sent once more."""
    response: Any = client.post(address, form)
    if response.status_code != 200 or not response.context["planned"]:
        return response
    return client.post(address, form | {"said": response.context["form"]["said"].value()})
