"""Parts of pages that are kept by all that they show: whatever of it changes, another part is made, and none is ever
out of date (docs/decisions/0043). Each process has its own; while debugging none is kept.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.cache import caches
from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article


def mark_of(article: Article) -> str:
    """All that is known of a story: its columns that were read, section, photo, bylines and, if they are there, tags.

    The columns that its text takes from elsewhere (photos, addresses) are not in it.
    """
    hung = article.__dict__.get("_prefetched_objects_cache", {})
    authors = (_columns(byline.author) for byline in article.bylines.all())
    tags = (_columns(tag) for tag in hung.get("tags", ()))
    return repr([get_language(), *map(_columns, (article, article.section, article.lead_photo)), *authors, *tags])


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
