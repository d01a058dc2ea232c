"""What a proxy in front of the application is told, so that it never goes on with what was withdrawn.

It keeps the last of every page for the day on which nothing answers, under the number of withdrawals that it knows of
(deploy/nginx.conf): another number, and none of those pages is found any more.
"""

import http.client
import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import content_version

from .source import state

logger = logging.getLogger(__name__)

PATH = "/.withdrawals?now=1"  # of the proxy's own: it asks us at once
PATIENCE_SECONDS = 2


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """How often something was taken from readers: as it is now, and not as this process remembers it."""
    headers = {"Cache-Control": "no-store"}
    content_version.forget()
    try:
        number = state().withdrawals
    except content_version.OutOfReach:
        return HttpResponse(status=503, headers=headers)
    return HttpResponse(str(number), "text/plain", headers={**headers, "X-Newsroom-Withdrawals": str(number)})


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
