"""Under which addresses readers came to a post, and the name that is its for good."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from articles.formats.addresses import bare_address
from articles.formats.wordpress.items import ExportItem
from articles.formats.wordpress.site import Site
from articles.keys import fold_blanks

NUMBER = re.compile(r"0*([1-9][0-9]{0,17})")
# The address that every post answers to, whatever else it is called. A copied post keeps the number of the first.
BY_NUMBER = re.compile(r"(?:p|page_id)=([0-9]{1,18})")


def number_of(item: ExportItem) -> str:
    """The post's number, or ""."""
    number = NUMBER.fullmatch(item.value("post_id"))
    return number[1] if number else ""


def lasting_name(item: ExportItem) -> str:
    """The post's number, which is one for all types of post; where an exporter gives none, guid or address; or ""."""
    return number_of(item) or fold_blanks(item.value("guid") or item.value("link"))


def addresses(item: ExportItem, site: Site) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_addresses(item, site)))


def _addresses(item: ExportItem, site: Site) -> Iterator[str]:
    number = number_of(item)
    for text in (item.value("link"), item.value("guid")):
        address = bare_address(text)
        if address and site.has(address):
            yield from _readers_came_by(address, number, site)
            yield from _earlier(address, item) if text == item.value("link") else ()
    if number:
        yield f"{site.root()}/?p={number}"
    if number and item.value("post_type") == "page":
        yield f"{site.root()}/?page_id={number}"


def _readers_came_by(address: str, number: str, site: Site) -> Iterator[str]:
    """The address, unless it is the front page's or another post's."""
    parts = urlsplit(address)
    if by_number := BY_NUMBER.fullmatch(parts.query):
        if by_number[1] == number or not number:
            yield f"{parts.path.rstrip('/')}/?{parts.query}"
    elif parts.query or parts.path.rstrip("/") != site.root():
        yield address


def _earlier(address: str, item: ExportItem) -> Iterator[str]:
    """WordPress keeps the slugs a post had before, and leads them on."""
    slug = item.value("post_name")
    before, found, after = address.rpartition(slug) if slug else ("", "", "")
    if not found or after.strip("/") or not before.endswith("/"):
        return
    for old in item.meta.get("_wp_old_slug", ()):
        if old.strip():
            yield f"{before}{quote(old.strip(), safe='%')}{after}"
