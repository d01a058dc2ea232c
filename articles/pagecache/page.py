"""A page as it is kept: finished, compressed once, with every header it was answered with."""

import gzip
import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from articles.content_version import ContentVersion

from .edition import state_mark

# For both together a proxy in front of us may go on telling a story that was withdrawn.
FRESH_SECONDS = 4
WHILE_REVALIDATING_SECONDS = 3
CONTROL = f"s-maxage={FRESH_SECONDS}, stale-while-revalidate={WHILE_REVALIDATING_SECONDS}"
CONTROL_OF_STALE = f"s-maxage=1, stale-while-revalidate={WHILE_REVALIDATING_SECONDS}"
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")  # q=0: not that (RFC 9110, 12.4.2)
MAX_AGE = re.compile(r"\bmax-age=([0-9]{1,9})", re.ASCII)

STATUSES = {200, 301, 410}
MOST_BYTES = 512 * 1024  # of one page, compressed
OF_ONE_ANSWER = {"content-length", "content-encoding", "etag", "cache-control", "date"}
COMPRESSED = ("text/", "application/xml", "application/json", "application/rss", "application/atom", "application/feed")


@dataclass(frozen=True, slots=True)
class Page:
    """What may be told to anyone, of one state of the paper."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_compressed: bool
    etag: str  # of the body and its headers, without quotes
    max_age_seconds: int  # for browsers
    version: str
    state: str  # as a proxy knows it
    withdrawals: int
    made_at: float  # seconds of the clock, as `good_until`
    good_until: float

    @property
    def length(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    def is_of(self, version: ContentVersion) -> bool:
        return self.version == version.name and time.time() < self.good_until


def of(
    request: HttpRequest,
    response: HttpResponseBase,
    version: ContentVersion,
    *,
    made_at: float,
    at_most_seconds: int,
) -> Page | None:
    """None: this answer is for the one who asked, and for nobody else."""
    if not isinstance(response, HttpResponse) or not _is_for_everyone(request, response):
        return None
    content = response.content
    is_compressed = bool(content) and response.get("Content-Type", "").startswith(COMPRESSED)
    body = gzip.compress(content, compresslevel=6, mtime=0) if is_compressed else content
    if len(body) > MOST_BYTES:
        return None
    max_age = MAX_AGE.search(response.get("Cache-Control", ""))
    if is_compressed:
        patch_vary_headers(response, ["Accept-Encoding"])
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in OF_ONE_ANSWER)
    return Page(
        status=response.status_code,
        headers=headers,
        body=body,
        is_compressed=is_compressed,
        # nginx keeps the headers that it has when it hears that a page is the same: those are a part of it too.
        etag=hashlib.blake2b(repr(headers).encode() + content, digest_size=12).hexdigest(),
        max_age_seconds=int(max_age[1]) if max_age else 0,
        version=version.name,
        state=state_mark(version),
        withdrawals=version.withdrawals,
        made_at=made_at,
        good_until=made_at + at_most_seconds,
    )


def _is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    control = response.get("Cache-Control", "")
    varies_by = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        response.status_code in STATUSES
        and not response.cookies
        and "private" not in control
        and "no-store" not in control
        and not varies_by & {"cookie", "*"}
        # What only one reader may get: the token of a form, the nonce of a script.
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not hasattr(request, "_csp_nonce")
    )


def answer(page: Page, request: HttpRequest, *, is_stale: bool = False) -> HttpResponse:
    """The page for this request: 304, compressed or not, with or without its body.

    A stale one is told whole and without an ETag: whoever kept it would go on saying that it is stale.
    """
    headers = dict(page.headers)
    control = CONTROL_OF_STALE if is_stale else CONTROL
    headers["Cache-Control"] = f"public, max-age={page.max_age_seconds}, {control}"
    headers["X-Newsroom-Withdrawals"] = str(page.withdrawals)  # nginx keeps it under no other number
    if is_stale:
        headers["Age"] = str(max(0, int(time.time() - page.made_at)))
        headers["X-Newsroom-Stale"] = "yes"
    takes_gzip = page.is_compressed and bool(GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    if not is_stale:
        headers["X-Newsroom-State"] = page.state  # nor under another state
        # Two encodings are two representations (RFC 9110, 8.8.3).
        headers["ETag"] = f'"{page.etag}-gzip"' if takes_gzip else f'"{page.etag}"'
        if page.status == 200 and _has(request.META, page):
            return HttpResponse(status=304, headers=headers)
    body = page.body
    if takes_gzip:
        headers["Content-Encoding"] = "gzip"
    elif page.is_compressed:
        body = gzip.decompress(body)
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, status=page.status, headers=headers)


def _has(meta: Mapping[str, Any], page: Page) -> bool:
    """Whether the browser has this page already, in either encoding."""
    told = meta.get("HTTP_IF_NONE_MATCH")
    if not told:
        return False
    etags = {etag.removeprefix("W/").strip('"').removesuffix("-gzip") for etag in parse_etags(told)}
    return page.etag in etags
