"""Parts of pages that are kept by all that they show: whatever of it changes, another part is made, and none is ever
out of date (docs/decisions/0043). Each process has its own; while debugging none is kept.
"""

import hashlib
from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import caches
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article

MOST = 6000  # parts of lists; a kilobyte or two each


def mark_of(article: Article) -> str:
    """All that is known of a story: its columns that were read, section, photo, bylines and, if they are there, tags.

    The columns that its text takes from elsewhere (photos, addresses) are not in it.
    """
    hung = article.__dict__.get("_prefetched_objects_cache", {})
    authors = (_columns(byline.author) for byline in article.bylines.all())
    tags = (_columns(tag) for tag in hung.get("tags", ()))
    known = [get_language(), *map(_columns, (article, article.section, article.lead_photo)), *authors, *tags]
    return hashlib.sha256(repr(known).encode()).hexdigest()


def columns(*things: Model | None) -> list[Any]:
    return [_columns(thing) for thing in things]


def _columns(thing: Model | None) -> list[Any] | None:
    if thing is None:
        return None
    read = thing.__dict__
    return [str(read[name]) for name in _names(type(thing)) if name in read]


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def kept(name: str, shows: object, make: Callable[[], SafeString]) -> SafeString:
    """`shows`: all that the part is made from, as something whose repr() tells it from every other."""
    key = f"{name}:{hashlib.sha256(repr(shows).encode()).hexdigest()}"
    found: SafeString | None = caches["fragments"].get(key)
    if found is None:
        found = make()
        caches["fragments"].set(key, found, None)
    return found


class Row(Protocol):
    """Of plain values: equal ones show the same."""

    @property
    def shown(self) -> dict[str, Any]:
        """What the template shows it by."""

    def __hash__(self) -> int: ...


def of_row(template: str, row: Row, **more: Hashable) -> SafeString:
    """A part of a list, kept by its row. `more` goes to the template too."""
    make = _of_row.__wrapped__ if settings.DEBUG else _of_row
    return make(get_language(), template, row, tuple(more.items()))


@lru_cache(MOST)
def _of_row(language: str, template: str, row: Row, more: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template, {**row.shown, **dict(more)})


def forget() -> None:
    _of_row.cache_clear()
    caches["fragments"].clear()
