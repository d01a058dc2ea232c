"""Every list that a reader walks, and what stands on the front page and around a story."""

from .archive import Month, Period, addresses, months_with_stories, recent_news, with_stories, years
from .front import Block, FrontPage, front_page
from .lists import (
    author_at,
    authors_with_stories,
    by_author,
    everything,
    family,
    in_sections,
    of,
    sections,
    standing_page_at,
    standing_pages,
    tag_at,
    with_tag,
)
from .story import Around, around, is_withdrawn, latest, listed_story, readable_links, story, whole_stories
from .walk import PAGE_LENGTH, Cursor, CursorRefused, Page, Walk, page

__all__ = [
    "PAGE_LENGTH",
    "Around",
    "Block",
    "Cursor",
    "CursorRefused",
    "FrontPage",
    "Month",
    "Page",
    "Period",
    "Walk",
    "addresses",
    "around",
    "author_at",
    "authors_with_stories",
    "by_author",
    "everything",
    "family",
    "front_page",
    "in_sections",
    "is_withdrawn",
    "latest",
    "listed_story",
    "months_with_stories",
    "of",
    "page",
    "readable_links",
    "recent_news",
    "sections",
    "standing_page_at",
    "standing_pages",
    "story",
    "tag_at",
    "whole_stories",
    "with_stories",
    "with_tag",
    "years",
]
