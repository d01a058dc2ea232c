"""The sitemap: one of the paper's parts, and one for each month. No address stands in two."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import listing
from articles.models import Article


class OurSitemap(Sitemap):
    """Addresses begin with settings.SITE_ADDRESS, whatever host the request names."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc


class PartsSitemap(OurSitemap):
    """The front page, the sections, the authors."""

    def items(self) -> list[str]:
        sections = [section.get_absolute_url() for section in listing.sections()]
        authors = [author.get_absolute_url() for author in listing.authors_with_stories().order_by("pk")]
        return [reverse("home"), *sections, *authors]

    def location(self, item: str) -> str:
        return item


class StoriesSitemap(OurSitemap):
    def __init__(self, stories: list[Article]) -> None:
        self.stories = stories

    def items(self) -> list[Article]:
        return self.stories

    def lastmod(self, item: Article) -> datetime | None:
        return max(filter(None, (item.published_at, item.updated_at)), default=None)


@require_safe
@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """Without <lastmod>: to tell a month's truly, every story of it would have to be read."""
    months = listing.with_stories([month for year in listing.years() for month in year.months()])
    paths = [reverse("sitemap_parts")]
    paths += [reverse("sitemap_month", args=[month.first_on.year, month.first_on.month]) for month in months]
    context = {"sitemaps": [SitemapIndexItem(settings.SITE_ADDRESS + path) for path in paths]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    return views.sitemap(request, {"parts": PartsSitemap})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        period = listing.Period.of(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    stories = list(listing.addresses(period))
    if not stories:
        raise Http404
    return views.sitemap(request, {"stories": StoriesSitemap(stories)})
