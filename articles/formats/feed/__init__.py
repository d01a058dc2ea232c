"""Feeds: RSS 2.0 and 0.9x, RSS 1.0, and Atom, with what Blogger's export adds to it.

Read: title, link, id, dates, authors, categories, full text or else the summary, the picture. What holds only
summaries is read all the same, and every such story says so.
"""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from lxml import etree

from articles.formats.feed import atom, rss
from articles.formats.feed.names import ATOM, RSS_1, WORDPRESS_EXPORT, address
from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, Place
from articles.formats.tree import local
from articles.formats.xml import beginning, elements, root_of

NAME = "feed"
ENTRIES = {"item": rss.read_item, f"{{{RSS_1}}}item": rss.read_item, f"{{{ATOM}}}entry": atom.read_entry}
# Of the feed itself, when they stand outside its entries.
LINKS = ("link", f"{{{RSS_1}}}link", f"{{{ATOM}}}link")


def recognises(head: bytes) -> bool:
    root, text = root_of(head), beginning(head)
    if root == "rss":
        return WORDPRESS_EXPORT not in text  # an RSS too, with drafts in it
    return (root == "feed" and ATOM in text) or (root == "RDF" and RSS_1 in text)


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    hosts: set[str] = set()
    is_empty = True
    for element in elements(file, name=name, tags=(*ENTRIES, *LINKS)):
        if local(element) == "link":
            hosts.update(_hosts(element))
        else:
            is_empty = False
            place = Place(name, element.sourceline or 0)
            yield ENTRIES[element.tag](element, place=place, hosts=hosts, reading=reading)
    if is_empty:
        raise FormatError(f"{name}: the feed holds no entry. Expected <item> or <entry> elements.")


def _hosts(link: etree._Element) -> Iterator[str]:
    """The site that it is a feed of."""
    if link.get("rel", "alternate") == "alternate" and (found := address(link.get("href") or link.text or "")):
        yield urlsplit(found).netloc
