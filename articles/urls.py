"""The reader's addresses. A section's come last: its slug could be any first part."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from articles import feeds, sitemaps, views


class FourDigits(IntConverter):
    regex = "[0-9]{4}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class TwoDigits(IntConverter):
    regex = "[0-9]{2}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02d}"


register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/parts.xml", sitemaps.parts, name="sitemap_parts"),
    path("sitemap/<yyyy:year>-<mm:month>.xml", sitemaps.month, name="sitemap_month"),
    path("feed/", feeds.SiteFeed(), name="feed"),
    path("search/", views.search_results, name="search"),
    path("archive/", views.archive, name="archive"),
    path("archive/<yyyy:year>/", views.archive_year, name="archive_year"),
    path("archive/<yyyy:year>/<mm:month>/", views.archive_month, name="archive_month"),
    path("archive/<yyyy:year>/<mm:month>/<mm:day>/", views.archive_day, name="archive_day"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("tag/<slug:slug>/feed/", feeds.TagFeed(), name="tag_feed"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("author/<slug:slug>/feed/", feeds.AuthorFeed(), name="author_feed"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:slug>/feed/", feeds.SectionFeed(), name="section_feed"),
    path("<slug:section>/<int:pk>/", views.article, name="article_by_id"),
    path("<slug:section>/<int:pk>/<str:slug>/", views.article, name="article"),
]
