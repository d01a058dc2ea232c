"""Where the pages of readers are read from: a replica, or the database itself (replicas.py; docs/decisions/0040)."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase

from articles import content_version, replicas
from articles.content_version import ContentVersion, OutOfReach
from articles.replicas import Source

from . import shared
from .kept import is_for_readers
from .outage import is_outage

GetResponse = Callable[[HttpRequest], HttpResponseBase]
GOES_BY_IT_SECONDS = 0.5


def state() -> ContentVersion:
    """As the database says it; while it cannot be asked, as a replica does. Raise OutOfReach."""
    try:
        return content_version.current()
    except OutOfReach:
        if not settings.REPLICAS:
            raise
        return _in_its_place(at_most_seconds_ago=GOES_BY_IT_SECONDS).version


def from_replicas(get_response: GetResponse) -> GetResponse:
    if not settings.REPLICAS:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        source = _source() if is_for_readers(request) else None
        if source is None:
            return get_response(request)
        with replicas.reading_from(source):
            response = get_response(request)
        if is_outage(response):
            replicas.failed(source)
            return get_response(request)
        response.made_of = source.version  # type: ignore[attr-defined]
        return response

    return middleware


def made_of(response: HttpResponseBase, version: ContentVersion) -> ContentVersion:
    """What a page is of that was made while the database said so: a replica says for itself what it had."""
    return getattr(response, "made_of", version)


def _source() -> Source | None:
    try:
        return replicas.source()
    except OutOfReach:
        pass
    try:
        return _in_its_place()
    except OutOfReach:
        return None


def _in_its_place(*, at_most_seconds_ago: float = 0.0) -> Source:
    """One that has every withdrawal that any process knows of: the last of them may never have come to it."""
    known = shared.withdrawals() if shared.is_seen_by_all_processes() else None
    return replicas.in_its_place(withdrawals=known, at_most_seconds_ago=at_most_seconds_ago)
