"""What a story's form holds, as a state of the story; and a state of the story put into a form that was sent."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from articles.comparing import Content, Link
from articles.comparing.content import COLUMNS
from articles.models import Article

from ..numbers import story_number
from .editor import for_editor
from .form import ArticleForm
from .inline_rows import posted, put, rows_of

ENDS = ("target", "url", "pending_headline")


def typed(form: ArticleForm, post: QueryDict) -> Content:
    """`form` is valid, and on a story of its own: its fields have been written into it."""
    at_the_end = (
        Link("", story_number(row.get("target", "")), row.get("url", ""), row.get("label", ""), row["pending_headline"])
        for row in _filled_in(post, "related_links", ENDS)
    )
    authors = (story_number(row["author"]) for row in _filled_in(post, "bylines", ("author",)))
    return Content(
        columns={name: getattr(form.instance, name) for name in COLUMNS},
        tags=tuple(form.cleaned_data["tags"]),
        authors=tuple(author for author in authors if author is not None),
        links=(*at_the_end, *map(Link.of_block, form.blocks)),
    )


def _filled_in(post: QueryDict, prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """In the order of their positions."""
    rows = [
        dict.fromkeys(names, "") | {name: value.strip() for name, value in row.items()}
        for row in posted(post, prefix)
        if not row.get("DELETE") and any(row.get(name, "").strip() for name in names)
    ]
    return sorted(rows, key=lambda row: story_number(row.get("position", "")) or 0)


def put_value(post: QueryDict, name: str, value: Any) -> QueryDict:
    """A field's value as comparing.Content has it, or HTML as the editor has it."""
    if name == "tags":
        post.setlist("tags", [*value])
    elif name == "breaking_until":
        local = timezone.localtime(value) if value else None
        post[f"{name}_0"] = f"{local:%Y-%m-%d}" if local else ""
        post[f"{name}_1"] = f"{local:%H:%M:%S}" if local else ""
    else:
        post[name] = str(value)
    return post


def put_body_of(post: QueryDict, article: Article) -> QueryDict:
    post["body"] = for_editor(article)
    return post


def put_rows(post: QueryDict, prefix: str, value: Iterable[Any], article: Article) -> QueryDict:
    """Authors' numbers, or links."""
    rows = [_row(each) | {"position": str(place)} for place, each in enumerate(value)]
    present, key = next((present, key) for name, present, key in rows_of(article) if name == prefix)
    return put(post, prefix, rows, present, key)


def _row(value: int | Link) -> dict[str, str]:
    if isinstance(value, int):
        return {"author": str(value)}
    return {
        "target": str(value.target_id or ""),
        "url": value.url,
        "label": value.label if value.url else "",
        "pending_headline": value.pending_headline,
    }
