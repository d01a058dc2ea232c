"""The search server that SEARCH_URL names, if there is one; what is told to it and what it proposes."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from .opensearch import Server


class Away(Exception):
    """No good answer. The message says whose, and never a password."""


class Place(NamedTuple):
    listed_at: int  # microseconds since 1970
    story: int


class Change(NamedTuple):
    """A document as it is after so many changes, or None when it is gone. An earlier one never comes after it."""

    story: int
    number: int
    document: Mapping[str, Any] | None


def server() -> "Server | None":
    told = settings.SEARCH_SERVER
    return _server(**told) if told else None


@cache
def _server(**told: str) -> "Server":
    made: Server = import_string("articles.search.opensearch.Server")(**told)  # it needs a package of its own
    return made
