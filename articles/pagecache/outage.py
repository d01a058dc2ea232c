"""What is said while the database cannot be asked."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.views.defaults import server_error

TRY_AGAIN_SECONDS = 30
# Those of safety too: it may be told before any middleware is asked.
HEADERS = {
    "Retry-After": str(TRY_AGAIN_SECONDS),
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def unavailable() -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        page = render_to_string("outage.html")
    response = said_once(HttpResponse(page, status=503, headers=HEADERS))
    response.is_outage = True  # type: ignore[attr-defined]
    return response


def said_once(response: HttpResponse) -> HttpResponse:
    """Django would log each of them as an error; that the database is away is logged once (content_version.py)."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def is_outage(response: HttpResponseBase) -> bool:
    return hasattr(response, "is_outage")


def fault(request: HttpRequest) -> HttpResponse:
    """In the place of Django's own page: a fault of the database will be over, and search engines should know."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable()
    return server_error(request)
