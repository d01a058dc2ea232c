"""The reader's addresses. A section's come last: its slug could be any first part."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from articles import feeds, machines, sitemaps, views
from articles.pagecache import for_readers, kept, paper_state


class FourDigits(IntConverter):
    regex = "[0-9]{4}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class TwoDigits(IntConverter):
    regex = "[0-9]{2}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02d}"


PLACES = ("before", "after")  # in a list (listing.page)
TEN_MINUTES = 10 * 60  # seconds: news grows old by itself


register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")


def feed_paths(list_path: str, feed: type[feeds.SiteFeed]) -> list[URLPattern]:
    """RSS at feed/, the others one further in."""
    return [
        path(
            f"{list_path}feed/{form}/" if form else f"{list_path}feed/",
            kept(feed(form)),
            name="_".join(filter(None, (feed.route, form))),
        )
        for form in feeds.WRITERS
    ]


urlpatterns = [
    path("", kept(views.home), name="home"),
    path("robots.txt", machines.robots, name="robots"),
    path("ads.txt", machines.ads, name="ads"),
    path("llms.txt", for_readers(machines.llms), name="llms"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("identity.css", kept(machines.identity), name="identity"),
    path("oembed/", for_readers(machines.oembed), name="oembed"),
    path("healthz", machines.healthz, name="healthz"),
    path("healthz/state", paper_state, name="paper_state"),
    path("healthz/serving", machines.healthz_serving, name="healthz_serving"),
    path("picture/site.jpg", machines.picture_of_site, name="picture_of_site"),
    path("picture/<int:pk>-<str:mark>.jpg", kept(machines.picture_of_story), name="picture_of_story"),
    path("sitemap.xml", kept(sitemaps.index), name="sitemap"),
    path("sitemap/parts.xml", kept(sitemaps.parts, "p"), name="sitemap_parts"),
    path("sitemap/news.xml", kept(sitemaps.news, at_most_seconds=TEN_MINUTES), name="sitemap_news"),
    path("sitemap/<yyyy:year>-<mm:month>.xml", kept(sitemaps.month, "p"), name="sitemap_month"),
    *feed_paths("", feeds.SiteFeed),
    path("search/", for_readers(views.search_results), name="search"),
    path("page/<slug:slug>/", kept(views.standing_page), name="standing_page"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("archive/", kept(views.archive), name="archive"),
    path("archive/<yyyy:year>/", kept(views.archive_year), name="archive_year"),
    path("archive/<yyyy:year>/<mm:month>/", kept(views.archive_month), name="archive_month"),
    path("archive/<yyyy:year>/<mm:month>/<mm:day>/", kept(views.archive_day, *PLACES), name="archive_day"),
    path("tag/<slug:slug>/", kept(views.tag, *PLACES), name="tag"),
    *feed_paths("tag/<slug:slug>/", feeds.TagFeed),
    path("author/<slug:slug>/", kept(views.author, *PLACES), name="author"),
    *feed_paths("author/<slug:slug>/", feeds.AuthorFeed),
    path("<slug:slug>/", kept(views.section, *PLACES), name="section"),
    *feed_paths("<slug:slug>/", feeds.SectionFeed),
    path("<slug:section>/<int:pk>/", kept(views.article), name="article_by_id"),
    path("<slug:section>/<int:pk>/<str:slug>/", kept(views.article), name="article"),
]
