"""What a feed says of one story."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles import fragments, readable
from articles.listing import Entry, instant_of, lines, links_of

from .writers import Writer, xml_text

OURS = re.compile(r'(\s(?:href|src)=")/(?!/)')


def absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}" if path.startswith("/") else path


def written_items(entries: Sequence[Entry], writer: type[Writer]) -> list[dict[str, Any]]:
    """Each as it is written, kept by all that it shows; and its times, which the head of the feed wants."""
    named = readable.Named.in_texts([entry.body for entry in entries])
    name, site = writer.__name__, settings.SITE_ADDRESS
    texts = fragments.kept_each(
        [((name, site, each, named.of(each.body)), partial(_written, writer, each, named)) for each in entries]
    )
    return [
        {"written": text, "pubdate": instant_of(each.published_at), "updateddate": _updated_at(each)}
        for text, each in zip(texts, entries, strict=True)
    ]


def _written(writer: type[Writer], entry: Entry, named: readable.Named) -> SafeString:
    story = entry.story
    context = {"article": story, "text": readable.body_for_programs(story, links_of(entry.links), named)}
    text = OURS.sub(rf"\g<1>{settings.SITE_ADDRESS}/", render_to_string("feeds/story.html", context))
    written = writer.written(
        title=xml_text(": ".join(filter(None, (story.kind_mark, story.headline)))),
        link=absolute(story.get_absolute_url()),
        description=xml_text(story.teaser),
        unique_id=_name(entry),
        unique_id_is_permalink=False,
        author_name=xml_text(", ".join(name for *_place, name in lines(entry.authors))) or None,
        pubdate=instant_of(entry.published_at),
        updateddate=_updated_at(entry),
        categories=[xml_text(name) for name in (entry.section__name, *(name for name, *_tag in lines(entry.tags)))],
        content=xml_text(text),
        image=absolute(story.lead_photo.file.url) if story.lead_photo else None,
    )
    return mark_safe(written)


def _updated_at(entry: Entry) -> datetime:
    return instant_of(entry.updated_at or entry.published_at)


def _name(entry: Entry) -> str:
    """The same when a headline, and with it the address, changes: readers are not shown the story again."""
    host = urlsplit(settings.SITE_ADDRESS).hostname
    return f"tag:{host},{instant_of(entry.first_published_at):%Y-%m-%d}:{entry.pk}"
