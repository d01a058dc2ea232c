"""What a browser is told it may load is what the library would say, also where it is not put together anew."""

from collections.abc import Callable
from typing import Any

import pytest
from csp.decorators import csp_exempt, csp_replace, csp_update
from csp.middleware import CSPMiddleware
from django.conf import settings as site
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from articles.middleware import ContentSecurityPolicyMiddleware

HEADER = "Content-Security-Policy"


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("isi")


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


def with_its_own(request: HttpRequest) -> HttpResponse:
    return HttpResponse("isi", headers={HEADER: "default-src 'self'"})


VIEWS: list[Callable[..., Any]] = [
    plain,
    with_its_own,
    csp_exempt()(plain),
    csp_update({"img-src": ["https://a.example"]})(plain),
    csp_replace(site.DESK_CONTENT_SECURITY_POLICY)(plain),
]


@pytest.mark.parametrize("view", VIEWS, ids=range(len(VIEWS)))
def test_says_what_the_library_says(view: Callable[..., Any]) -> None:
    request = RequestFactory().get("/")

    ours, theirs = (each(view)(request) for each in (ContentSecurityPolicyMiddleware, CSPMiddleware))

    assert ours.headers.get(HEADER) == theirs.headers.get(HEADER)


def test_names_the_nonce_that_was_given_out() -> None:
    view = csp_replace(site.DESK_CONTENT_SECURITY_POLICY)(with_nonce)

    answer = ContentSecurityPolicyMiddleware(view)(RequestFactory().get("/"))

    assert f"'nonce-{answer.content.decode()}'" in answer[HEADER]


def test_says_it_anew_when_the_setting_is_another(settings: Any) -> None:
    middleware = ContentSecurityPolicyMiddleware(plain)
    before = middleware(RequestFactory().get("/"))[HEADER]

    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"img-src": ["https://a.example"]}}

    assert "a.example" not in before
    assert "img-src https://a.example" in middleware(RequestFactory().get("/"))[HEADER]


@pytest.mark.django_db
def test_every_page_says_it(client: Client) -> None:
    assert "default-src 'none'" in client.get("/")[HEADER]
    assert "'nonce-" not in client.get("/")[HEADER]
