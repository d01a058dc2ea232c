"""Pictures of a page: which are of the story, and which only count readers, smile, or are written out in it."""

import re

from lxml import etree

from articles.formats.characters import clean_name
from articles.formats.markup.links import Site
from articles.formats.record import PhotoReference

# Pages that load pictures late name the true one here.
SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src")
EMOJI = re.compile(r"(?:^|\s)(?:emoji|wp-smiley)(?:\s|$)")
EMOJI_ADDRESS = re.compile(r"/images/(?:core/emoji|smilies)/", re.IGNORECASE)
SMALLEST_SIDE = 3  # in pixels: what is smaller counts readers


def address_of(element: etree._Element, site: Site) -> str:
    """Where the picture stands; "" if nowhere but in the page."""
    named = (site.picture(element.get(name) or "") for name in SOURCES)
    return next(filter(None, named), "")


def is_written_out(element: etree._Element) -> bool:
    return (element.get("src") or "").strip().lower().startswith("data:")


def is_emoji(element: etree._Element) -> bool:
    return bool(EMOJI.search(element.get("class") or "") or EMOJI_ADDRESS.search(element.get("src") or ""))


def counts_readers(element: etree._Element) -> bool:
    return any(_is_tiny(element.get(side) or "") for side in ("width", "height"))


def photo(element: etree._Element, address: str, key: str) -> PhotoReference:
    return PhotoReference(address, key=key, alternative_text=clean_name(element.get("alt") or ""))


def _is_tiny(side: str) -> bool:
    digits = side.strip().removesuffix("px")
    return digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) < SMALLEST_SIDE
