"""Which views say that their pages may be kept, and what tells one page from another."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

View = Callable[..., HttpResponseBase]

AN_HOUR = 60 * 60  # seconds
# What others hang on our addresses to count clicks: it asks for no other page.
CLICK_COUNTERS = ("utm_", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid")
PARAMETERS = 8
QUERY_CHARACTERS = 500
PATH_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """What a view says of its pages."""

    parameters: frozenset[str]  # those it reads; a page that is asked for with any other is not kept
    at_most_seconds: int


def kept(view: View, *parameters: str, at_most_seconds: int = AN_HOUR) -> View:
    """Let the pages of a view be kept, and handed to anyone who is not signed in."""
    page = for_readers(view)
    page.kept = Kept(frozenset(parameters), at_most_seconds)  # type: ignore[attr-defined]
    return page


def for_readers(view: View) -> View:
    """What it shows is the paper, which draws a new mark when it changes: a replica with the same marks will do."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    page.is_for_readers = True  # type: ignore[attr-defined]
    return page


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as it is asked for by someone who is not signed in."""

    key: str
    parameters: frozenset[str]
    counts_clicks: bool  # words that ask for no other page were left out of the key


def asked(request: HttpRequest) -> Asked | None:
    """None: nothing that could be kept is asked for."""
    if not _is_asked_by_nobody(request):
        return None
    query = request.META.get("QUERY_STRING", "")
    if len(query) > QUERY_CHARACTERS or len(request.path) > PATH_CHARACTERS:
        return None
    try:
        place = f"{request.scheme}://{request.get_host()}{request.path}"
        if not query:
            return Asked(place, frozenset(), counts_clicks=False)
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=PARAMETERS)
    except (DisallowedHost, ValueError):
        return None
    ours = sorted(pair for pair in pairs if not pair[0].startswith(CLICK_COUNTERS))
    names = frozenset(name for name, _ in ours)
    if len(names) != len(ours):
        return None  # which of two values counts is the view's affair
    return Asked(f"{place}?{urlencode(ours)}" if ours else place, names, counts_clicks=len(ours) != len(pairs))


def is_for_readers(request: HttpRequest) -> bool:
    """Nobody in particular asks for a page of the paper, or for what is not there."""
    if not _is_asked_by_nobody(request):
        return False
    try:
        return hasattr(resolve(request.path_info).func, "is_for_readers")
    except Resolver404:
        return True  # it may be an address of an earlier site


def _is_asked_by_nobody(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and not _is_known(request.META)


def _is_known(meta: dict[str, Any]) -> bool:
    """Whether the one who asks may be somebody, to whom a page could say something of their own."""
    cookies = meta.get("HTTP_COOKIE", "")
    return "HTTP_AUTHORIZATION" in meta or bool(
        cookies and (f"{settings.SESSION_COOKIE_NAME}=" in cookies or "messages=" in cookies)
    )


def what_is_said_of(asked: Asked, path: str) -> Kept | None:
    """By the view that answers there; None: its page is not kept."""
    try:
        said = getattr(resolve(path).func, "kept", None)
    except Resolver404:
        return None
    return said if said is not None and asked.parameters <= said.parameters else None
