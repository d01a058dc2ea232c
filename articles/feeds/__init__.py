"""RSS, Atom and JSON Feed, with the whole text, of the paper, each section, tag and author.

Every address in a feed begins with settings.SITE_ADDRESS, never with what the request calls us.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.utils.safestring import SafeString

from articles import listing, readable
from articles.models import Article, Author, Section, Tag

from .writers import Atom, JsonFeed, Rss, xml_text

# The last part of a feed's address: RSS is at the address itself.
WRITERS: dict[str, type[SyndicationFeed]] = {"": Rss, "atom": Atom, "json": JsonFeed}
OURS = re.compile(r'(\s(?:href|src)=")/(?!/)')


def absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}" if path.startswith("/") else path


@dataclass(frozen=True, slots=True)
class Entry:
    story: Article
    text: SafeString


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

    def items(self, obj: Any) -> list[Entry]:
        stories = listing.whole_stories(self.stories(obj))
        texts = readable.bodies_of([(story, listing.readable_links(story)) for story in stories])
        return [Entry(story, text) for story, text in zip(stories, texts, strict=True)]

    def item_title(self, item: Entry) -> str:
        return xml_text(": ".join(filter(None, (item.story.kind_mark, item.story.headline))))

    def item_description(self, item: Entry) -> str:
        return xml_text(item.story.teaser)

    def item_link(self, item: Entry) -> str:
        return absolute(item.story.get_absolute_url())

    item_guid_is_permalink = False

    def item_guid(self, item: Entry) -> str:
        """The same when a headline, and with it the address, changes: readers are not shown the story again."""
        host = urlsplit(settings.SITE_ADDRESS).hostname
        return f"tag:{host},{item.story.first_published_at:%Y-%m-%d}:{item.story.pk}"

    def item_author_name(self, item: Entry) -> str | None:
        return xml_text(", ".join(byline.author.name for byline in item.story.bylines.all())) or None

    def item_categories(self, item: Entry) -> list[str]:
        section = [item.story.section.name] if item.story.section else []
        return [xml_text(name) for name in [*section, *(tag.name for tag in item.story.tags.all())]]

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.story.published_at

    def item_updateddate(self, item: Entry) -> datetime | None:
        return item.story.updated_at or item.story.published_at

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        context = {"article": item.story, "text": item.text}
        text = OURS.sub(rf"\g<1>{settings.SITE_ADDRESS}/", render_to_string("feeds/story.html", context))
        image = absolute(item.story.lead_photo.file.url) if item.story.lead_photo else None
        return {"content": xml_text(text), "image": image}


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

    def items(self, obj: Any) -> list[Entry]:
        items = super().items(obj)
        if not items:
            raise Http404
        return items

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
