"""What is done around every request."""

import hashlib
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware import http as conditional
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import escape_leading_slashes

from articles.models import Article, LegacyAddress

GetResponse = Callable[[HttpRequest], HttpResponse]

# Nothing here asks for any of these, and nothing that came in with a story may.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)


class ConditionalGetMiddleware(conditional.ConditionalGetMiddleware):
    """Django's takes MD5 for the mark of a page, which needs more than twice as long as SHA-1 does."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method == "GET" and self.needs_etag(response) and "ETag" not in response:
            content = response.content if isinstance(response, HttpResponse) else b""
            if content:
                response["ETag"] = f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'
        return super().process_response(request, response)


def permissions_policy(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The library puts the policy together for each answer; where nothing else is said it is always the same."""

    known: tuple[Any, str] = (None, "")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        has_nonce = hasattr(request, "_csp_nonce")
        if settings.DEBUG or has_nonce or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        directives, policy = self.known
        if directives is not settings.CONTENT_SECURITY_POLICY:
            policy = build_policy()
            self.known = settings.CONTENT_SECURITY_POLICY, policy
        response.headers.setdefault(HEADER, policy)
        return response


def maintenance(get_response: GetResponse) -> GetResponse:
    """While there is a file "maintenance" beside the site's data, every page says so, and nothing asks the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE_FLAG.exists():
            return get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "300", "Cache-Control": "no-store"})

    return middleware


class DeskLanguageMiddleware(LocaleMiddleware):
    """The desk speaks each person's language; the paper has one, so that one copy of a page serves every reader."""

    def process_request(self, request: HttpRequest) -> None:
        if _is_desk(request):
            super().process_request(request)
            if chosen := request.session.get(settings.DESK_LANGUAGE_SESSION_KEY):
                translation.activate(chosen)
                request.LANGUAGE_CODE = translation.get_language()
            return
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        return

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_desk(request):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
        return response


def _is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(("/admin/", "/i18n/"))


def legacy_addresses(get_response: GetResponse) -> GetResponse:
    """Send on who comes by an address of an earlier site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # WordPress's plain addresses: our front page answers there, and would hide the story.
        is_plain = request.path_info == "/" and bool({"p", "page_id"} & request.GET.keys())
        story = _story_once_at(request) if is_plain else None
        if story is not None:
            return redirect(story, permanent=True)
        response = get_response(request)
        # 301 too: /berita/12/panen/ of the earlier site is not our story 12, whatever the id says.
        if response.status_code in {301, 404, 410} and not is_plain and (story := _story_once_at(request)):
            return redirect(story, permanent=True)
        return response

    return middleware


def _story_once_at(request: HttpRequest) -> Article | None:
    """The public story of this address: with its query, or else without."""
    if request.method not in {"GET", "HEAD"} or _is_desk(request):
        return None
    address = LegacyAddress.path_of(escape_leading_slashes(request.get_full_path()))
    stories = Article.objects.public().select_related("section").defer("body")
    for path in dict.fromkeys([address, address.partition("?")[0]]):
        if story := stories.filter(legacy_addresses__path=path).first():
            return story
    return None
