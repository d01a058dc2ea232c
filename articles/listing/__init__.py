"""Every list that a reader walks, and what stands on the front page and around a story."""

from .archive import Period, addresses, with_stories, years
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
    tag_at,
    with_tag,
)
from .story import more_like, readable_links, story
from .walk import PAGE_LENGTH, Cursor, CursorRefused, Page, Walk, page

__all__ = [
    "PAGE_LENGTH",
    "Block",
    "Cursor",
    "CursorRefused",
    "FrontPage",
    "Page",
    "Period",
    "Walk",
    "addresses",
    "author_at",
    "authors_with_stories",
    "by_author",
    "everything",
    "family",
    "front_page",
    "in_sections",
    "more_like",
    "of",
    "page",
    "readable_links",
    "sections",
    "story",
    "tag_at",
    "with_stories",
    "with_tag",
    "years",
]
