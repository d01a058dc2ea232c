"""What a proxy in front of the application is told, so that it never goes on with what was withdrawn.

It keeps pages under the state of the paper, so that it asks us for each once; and the last of every page for the day on
which nothing answers, under the number of withdrawals (deploy/nginx.conf). With another state or number none of those
pages is found any more.
"""

import http.client
import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import content_version

from . import outage
from .edition import state_mark
from .source import state

logger = logging.getLogger(__name__)

PATH = "/.state?now=1"  # of the proxy's own: it asks us at once
PATIENCE_SECONDS = 2


@require_safe
def paper_state(request: HttpRequest) -> HttpResponse:
    """The state, and how often something was taken from readers: as it is now, and not as this process remembers it."""
    headers = {"Cache-Control": "no-store"}
    content_version.forget()
    try:
        version = state()
    except content_version.OutOfReach:
        return outage.said_once(HttpResponse(status=503, headers=headers))
    headers["X-Newsroom-Withdrawals"] = str(version.withdrawals)
    if not version.is_last_known:
        headers["X-Newsroom-State"] = state_mark(version)
    return HttpResponse("", "text/plain", headers=headers)


def watch() -> None:
    content_version.withdrawn_from_readers.connect(_tell)


def _tell(**_signal: Any) -> None:
    """A proxy that cannot be told asks by itself, with the next page that it has to ask us for."""
    for address in settings.EDGE_URLS:
        try:
            _ask(address)
        except (OSError, http.client.HTTPException):
            logger.warning("%s was not told of a withdrawal; it will ask by itself within a second.", address)


def _ask(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", PATH, headers={"Host": urlsplit(settings.SITE_ADDRESS).netloc})
        connection.getresponse().read()
    finally:
        connection.close()
