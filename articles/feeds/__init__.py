"""RSS, Atom and JSON Feed, with the whole text, of the paper, each section, tag and author.

Every address in a feed begins with settings.SITE_ADDRESS, never with what the request calls us.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed

from articles import listing
from articles.models import Author, Section, Tag

from .items import absolute, written_items
from .writers import Atom, JsonFeed, Rss, Writer, xml_text

# The last part of a feed's address: RSS is at the address itself.
WRITERS: dict[str, type[Writer]] = {"": Rss, "atom": Atom, "json": JsonFeed}


class SiteFeed(Feed):
    page = "home"
    route = "feed"

    def __init__(self, form: str = "") -> None:
        self.form = form
        self.feed_type = WRITERS[form]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # The newest story's time goes back when that story is withdrawn: only the ETag tells that the feed is another.
        response.headers.pop("Last-Modified", None)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def stories(self, obj: Any) -> listing.Walk:
        return listing.everything()

    def name(self, obj: Any) -> str:
        return ""

    def address(self, obj: Any) -> list[str]:
        """What stands in the addresses of its page and its feeds."""
        return []

    def title(self, obj: Any) -> str:
        return xml_text(" – ".join(filter(None, (self.name(obj), settings.SITE_NAME))))

    def description(self) -> str:
        return xml_text(settings.SITE_TAGLINE)

    def author_name(self) -> str:
        return settings.SITE_NAME  # of a story that bears no name: Atom asks for one

    def link(self, obj: Any) -> str:
        return absolute(reverse(self.page, args=self.address(obj)))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse("_".join(filter(None, (self.route, self.form))), args=self.address(obj)))

    def feed_guid(self, obj: Any) -> str:
        return self.link(obj)

    items = ()  # Django would write each of them anew

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        feed: SyndicationFeed = super().get_feed(obj, request)
        feed.items = written_items(self.entries(obj), WRITERS[self.form])
        return feed

    def entries(self, obj: Any) -> list[listing.Entry]:
        return listing.entries(self.stories(obj))


class SectionFeed(SiteFeed):
    page, route = "section", "section_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Sequence[Section]:
        """The section and its sub-sections."""
        every = listing.sections()
        for section in every:
            if section.slug == slug:
                return listing.family(section, every)
        raise Http404

    def stories(self, obj: Sequence[Section]) -> listing.Walk:
        return listing.in_sections(obj)

    def name(self, obj: Sequence[Section]) -> str:
        return obj[0].name

    def address(self, obj: Sequence[Section]) -> list[str]:
        return [obj[0].slug]


class NamedFeed(SiteFeed):
    """Of what has a name of its own, which is the public's only with the first public story."""

    def entries(self, obj: Any) -> list[listing.Entry]:
        entries = super().entries(obj)
        if not entries:
            raise Http404
        return entries

    def name(self, obj: Any) -> str:
        return obj.name

    def address(self, obj: Any) -> list[str]:
        return [obj.slug]


class TagFeed(NamedFeed):
    page, route = "tag", "tag_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        tag = listing.tag_at(slug)
        if tag is None:
            raise Http404
        return tag

    def stories(self, obj: Tag) -> listing.Walk:
        return listing.with_tag(obj)


class AuthorFeed(NamedFeed):
    page, route = "author", "author_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Author:
        author = listing.author_at(slug)
        if author is None:
            raise Http404
        return author

    def stories(self, obj: Author) -> listing.Walk:
        return listing.by_author(obj)
