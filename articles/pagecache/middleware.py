"""Stands before everything else that is done around a request: a page that is kept costs nothing but its answer."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase

from articles.content_version import OutOfReach

from . import page as pages
from .kept import Asked, Kept, asked, what_is_said_of
from .outage import unavailable
from .shelf import Shelf, Turns
from .source import made_of, state

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")


def middleware(get_response: GetResponse) -> GetResponse:
    if not settings.PAGES_ARE_KEPT:
        raise MiddlewareNotUsed
    return Keeper(get_response)


class Keeper:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.shelf = Shelf()
        self.turns = Turns()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = asked(request)
        if wanted is None or settings.MAINTENANCE_FLAG.exists():
            return self.get_response(request)
        try:
            version = state()
        except OutOfReach:
            return self._without_database(request, wanted)
        if found := self.shelf.at_hand(wanted.key, version):
            return pages.answer(found, request, is_stale=version.is_last_known)
        said = what_is_said_of(wanted, request.path_info)
        if said is None:
            return self.get_response(request)
        with self.turns.turn(wanted.key):
            return self._find_or_make(request, wanted, said)

    def _without_database(self, request: HttpRequest, wanted: Asked) -> HttpResponseBase:
        if stale := self.shelf.stale(wanted.key):
            return pages.answer(stale, request, is_stale=True)
        if what_is_said_of(wanted, request.path_info) is None:
            return self.get_response(request)
        return unavailable()

    def _find_or_make(self, request: HttpRequest, wanted: Asked, said: Kept) -> HttpResponseBase:
        try:
            # Before the page is made: a change that comes meanwhile makes it an old one.
            version = state()
        except OutOfReach:
            return self._without_database(request, wanted)
        if found := self.shelf.find(wanted.key, version):
            return pages.answer(found, request, is_stale=version.is_last_known)
        made_at = time.time()
        response = self._whole(request)
        if response.status_code >= 500 and (stale := self.shelf.stale(wanted.key)):
            return pages.answer(stale, request, is_stale=True)
        version = made_of(response, version)
        made = pages.of(request, response, version, made_at=made_at, at_most_seconds=said.at_most_seconds)
        if made is None or (wanted.counts_clicks and made.status != 200):
            return response
        self.shelf.put(wanted.key, made)
        return pages.answer(made, request, is_stale=version.is_last_known)

    def _whole(self, request: HttpRequest) -> HttpResponseBase:
        """The whole page, whatever part of it this reader needs: it is made for the next one too."""
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        method, request.method = request.method, "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = method
            request.META |= conditions
