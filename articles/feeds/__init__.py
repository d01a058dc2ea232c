"""RSS, Atom and JSON Feed, with the whole text, of the paper, each section, tag and author.

Every address in a feed begins with settings.SITE_ADDRESS, never with what the request calls us.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from articles import listing
from articles.models import Author, Section, Tag

from .items import absolute, written_items
from .writers import Atom, JsonFeed, Rss, Writer, xml_text

# The last part of a feed's address: RSS is at the address itself.
WRITERS: dict[str, type[Writer]] = {"": Rss, "atom": Atom, "json": JsonFeed}


class SiteFeed:
    """A view. `obj`: what the feed is of; None: the paper."""

    page = "home"
    route = "feed"

    def __init__(self, form: str = "") -> None:
        self.form = form

    def __call__(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        writer = WRITERS[self.form]
        obj = self.get_object(slug)
        link = self.link(obj)
        feed = writer(
            title=xml_text(" – ".join(filter(None, (self.name(obj), settings.SITE_NAME)))),
            link=link,
            description=xml_text(settings.SITE_TAGLINE),
            language=get_language(),
            author_name=settings.SITE_NAME,  # of a story that bears no name: Atom asks for one
            feed_url=self.feed_url(obj),
            feed_guid=link,
        )
        feed.items = written_items(self.entries(obj), writer)
        response = HttpResponse(content_type=writer.content_type, headers={"Access-Control-Allow-Origin": "*"})
        feed.write(response, "utf-8")
        return response

    def get_object(self, slug: str) -> Any:
        return None

    def stories(self, obj: Any) -> listing.Walk:
        return listing.everything()

    def entries(self, obj: Any) -> list[listing.Entry]:
        return listing.entries(self.stories(obj))

    def name(self, obj: Any) -> str:
        return ""

    def address(self, obj: Any) -> list[str]:
        """What stands in the addresses of its page and its feeds."""
        return []

    def link(self, obj: Any) -> str:
        return absolute(reverse(self.page, args=self.address(obj)))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse("_".join(filter(None, (self.route, self.form))), args=self.address(obj)))


class SectionFeed(SiteFeed):
    page, route = "section", "section_feed"

    def get_object(self, slug: str) -> Sequence[Section]:
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

    def get_object(self, slug: str) -> Tag:
        tag = listing.tag_at(slug)
        if tag is None:
            raise Http404
        return tag

    def stories(self, obj: Tag) -> listing.Walk:
        return listing.with_tag(obj)


class AuthorFeed(NamedFeed):
    page, route = "author", "author_feed"

    def get_object(self, slug: str) -> Author:
        author = listing.author_at(slug)
        if author is None:
            raise Http404
        return author

    def stories(self, obj: Author) -> listing.Walk:
        return listing.by_author(obj)
