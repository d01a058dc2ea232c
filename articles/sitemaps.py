"""The sitemap: one of the paper's parts, and one for each month; and the one that Google News reads.

No address stands in two of the first kind.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import listing
from articles.models import Article

MOST = 10_000  # addresses in one file; search engines take 50,000


class OurSitemap(Sitemap):
    """Addresses begin with settings.SITE_ADDRESS, whatever host the request names."""

    limit = MOST

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc


class PartsSitemap(OurSitemap):
    """The front page, the sections, the standing pages, the authors."""

    def items(self) -> list[str]:
        sections = [section.get_absolute_url() for section in listing.sections()]
        pages = [page.get_absolute_url() for page in listing.standing_pages()]
        authors = [author.get_absolute_url() for author in listing.authors_with_stories().order_by("pk")]
        return [reverse("home"), *sections, *pages, *authors]

    def location(self, item: str) -> str:
        return item


class StoriesSitemap(OurSitemap):
    def __init__(self, stories: QuerySet[Article]) -> None:
        self.stories = stories

    def items(self) -> QuerySet[Article]:
        return self.stories

    def lastmod(self, item: Article) -> datetime | None:
        return max(filter(None, (item.public_from, item.updated_at)), default=None)


@require_safe
@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    parts = [SitemapIndexItem(settings.SITE_ADDRESS + reverse("sitemap_parts"))]
    crowded = listing.crowded(MOST)
    for month in listing.months_with_stories():
        first_on = month.period.first_on
        address = settings.SITE_ADDRESS + reverse("sitemap_month", args=[first_on.year, first_on.month])
        pages = [f"?p={page}" for page in range(2, -(-crowded.get(first_on, 0) // MOST) + 1)]
        # The stubs have a last change as a bool.
        parts += [SitemapIndexItem(address + page, month.changed_at) for page in ("", *pages)]  # type: ignore[arg-type]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    return _sitemap(request, PartsSitemap)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        period = listing.Period.of(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    stories = listing.addresses(period)
    if not stories.exists():
        raise Http404
    return _sitemap(request, StoriesSitemap(stories))


@require_safe
@x_robots_tag
def news(request: HttpRequest) -> HttpResponse:
    """Search engines refuse an empty one. After two quiet days the newest story stands in it as a plain address."""
    recent = listing.recent_news()
    stories = recent or [line.story for line in listing.latest(1)]
    if not stories:
        raise Http404
    context = {"stories": stories, "is_recent": bool(recent)}
    return render(request, "sitemap_news.xml", context, content_type="application/xml")


def _sitemap(request: HttpRequest, sitemap: Any) -> HttpResponse:
    response = views.sitemap(request, {"sitemap": sitemap})
    # It goes back when the story that changed last is withdrawn: only the ETag tells that the map is another.
    response.headers.pop("Last-Modified", None)
    return response
