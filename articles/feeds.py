"""RSS 2.0. Every address in a feed begins with settings.SITE_ADDRESS, never with what the request calls us."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date

from articles import listing
from articles.models import Article, Author, Section, Tag

# XML 1.0 has no way to write these, not even as a reference.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    return NOT_XML.sub("", text)


def absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


class Rss(Rss201rev2Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["updateddate"] is not None:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class SiteFeed(Feed):
    feed_type = Rss

    def stories(self, obj: Any) -> listing.Walk:
        return listing.everything()

    def name(self, obj: Any) -> str:
        return ""

    def title(self, obj: Any) -> str:
        return xml_text(" – ".join(filter(None, (self.name(obj), settings.SITE_NAME))))

    def description(self) -> str:
        return xml_text(settings.SITE_TAGLINE)

    def link(self, obj: Any) -> str:
        return absolute(obj.get_absolute_url() if obj else reverse("home"))

    def feed_url(self, obj: Any) -> str:
        return absolute(reverse("feed"))

    def items(self, obj: Any) -> list[Article]:
        return listing.page(self.stories(obj), {}).articles

    def item_title(self, item: Article) -> str:
        return xml_text(item.headline)

    def item_description(self, item: Article) -> str:
        return xml_text(item.teaser)

    def item_link(self, item: Article) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: Article) -> str | None:
        return xml_text(", ".join(byline.author.name for byline in item.bylines.all())) or None

    def item_categories(self, item: Article) -> list[str]:
        return [xml_text(item.section.name)] if item.section else []

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.updated_at or item.published_at


class SectionFeed(SiteFeed):
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

    def link(self, obj: Sequence[Section]) -> str:
        return absolute(obj[0].get_absolute_url())

    def feed_url(self, obj: Sequence[Section]) -> str:
        return absolute(reverse("section_feed", args=[obj[0].slug]))


class NamedFeed(SiteFeed):
    """Of what has a name of its own, which is the public's only with the first public story."""

    def items(self, obj: Any) -> list[Article]:
        items = super().items(obj)
        if not items:
            raise Http404
        return items

    def name(self, obj: Any) -> str:
        return obj.name


class TagFeed(NamedFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        tag = listing.tag_at(slug)
        if tag is None:
            raise Http404
        return tag

    def stories(self, obj: Tag) -> listing.Walk:
        return listing.with_tag(obj)

    def feed_url(self, obj: Tag) -> str:
        return absolute(reverse("tag_feed", args=[obj.slug]))


class AuthorFeed(NamedFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Author:
        author = listing.author_at(slug)
        if author is None:
            raise Http404
        return author

    def stories(self, obj: Author) -> listing.Walk:
        return listing.by_author(obj)

    def feed_url(self, obj: Author) -> str:
        return absolute(reverse("author_feed", args=[obj.slug]))
