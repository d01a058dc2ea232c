"""How often a password may be tried: axes counts by name and address, and this adds what that does not see.

- One address over many names: a few common passwords on every account of the newsroom.
- One name from many addresses: a rented network. The name is refused to strangers then, and never to its owner, who
  has signed in with this browser or from this address before.
"""

import ipaddress
from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "known_browser"
KNOWN_FOR = timedelta(days=180)
ACCOUNTS_OF_A_BROWSER = 8  # that it remembers, the latest first: a newsroom has desks that many sit at


class Throttle(AxesDatabaseHandler):
    """Settings name it as AXES_HANDLER."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        failures: int = super().get_failures(request, credentials)
        if failures < settings.AXES_FAILURE_LIMIT and _is_spraying(request, credentials):
            return int(settings.AXES_FAILURE_LIMIT)
        return failures


def client_address(request: HttpRequest) -> str | None:
    """Whoever asks. The proxy's word counts only where there is one, and of it the last address: the one it saw."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    # A home has 2⁶⁴ addresses of version 6, and may use a new one for each attempt.
    return str(ipaddress.IPv6Network((int(address), 64), strict=False).network_address)


def remember(request: HttpRequest, response: HttpResponse, user: Any) -> None:
    """This browser has signed in as this person."""
    accounts = [str(user.pk), *(pk for pk in _accounts(request) if pk != str(user.pk))]
    response.set_signed_cookie(
        COOKIE,
        ".".join(accounts[:ACCOUNTS_OF_A_BROWSER]),
        max_age=KNOWN_FOR,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_spraying(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    name = get_client_username(request, credentials)
    address = request.axes_ip_address  # type: ignore[attr-defined]
    by_address, by_name = Q(ip_address=address), Q(username=name)
    failures = AccessAttempt.objects.filter(
        by_address | by_name, attempt_time__gte=get_cool_off_threshold(request)
    ).aggregate(
        of_address=Sum("failures_since_start", filter=by_address),
        of_name=Sum("failures_since_start", filter=by_name),
    )
    too_many = (failures["of_address"] or 0) >= settings.SIGN_IN_FAILURES_OF_AN_ADDRESS or (
        failures["of_name"] or 0
    ) >= settings.SIGN_IN_FAILURES_OF_A_NAME
    return too_many and not _is_known(request, name, address)


def _is_known(request: HttpRequest, name: str, address: str | None) -> bool:
    if User.objects.filter(username=name, pk__in=_accounts(request)).exists():
        return True
    lately = timezone.now() - KNOWN_FOR
    earlier = AccessLog.objects.filter(username=name, ip_address=address, attempt_time__gte=lately)
    return address is not None and earlier.exists()


def _accounts(request: HttpRequest) -> list[str]:
    text = request.get_signed_cookie(COOKIE, default="", max_age=KNOWN_FOR)
    return [pk for pk in (text or "").split(".") if pk.isdecimal()]
