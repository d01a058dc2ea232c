"""Every list that a reader walks, and what stands on the front page and around a story."""

from .archive import Month, Period, addresses, crowded, months_with_stories, recent_news, with_stories, years
from .around import Around, around, nearest
from .entries import Entry, entries
from .front import Block, Day, FrontPage, front_page
from .gathered import lines
from .heads import latest
from .hung import links_of
from .lists import (
    Ways,
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
    ways,
    with_tag,
)
from .rows import Card, Headline, Line, Link, instant_of
from .walk import CARD, PAGE_LENGTH, Cursor, CursorRefused, Page, Walk, microseconds_of, numbered, page
from .whole import Whole, any_story, is_withdrawn, listed_story, placed, story

__all__ = [
    "CARD",
    "PAGE_LENGTH",
    "Around",
    "Block",
    "Card",
    "Cursor",
    "CursorRefused",
    "Day",
    "Entry",
    "FrontPage",
    "Headline",
    "Line",
    "Link",
    "Month",
    "Page",
    "Period",
    "Walk",
    "Ways",
    "Whole",
    "addresses",
    "any_story",
    "around",
    "author_at",
    "authors_with_stories",
    "by_author",
    "crowded",
    "entries",
    "everything",
    "family",
    "front_page",
    "in_sections",
    "instant_of",
    "is_withdrawn",
    "latest",
    "lines",
    "links_of",
    "listed_story",
    "microseconds_of",
    "months_with_stories",
    "nearest",
    "numbered",
    "of",
    "page",
    "placed",
    "recent_news",
    "sections",
    "standing_page_at",
    "standing_pages",
    "story",
    "tag_at",
    "ways",
    "with_stories",
    "with_tag",
    "years",
]
