"""The names of feeds. They are known by their namespaces, never by the prefix, which a file may bind to anything."""

from urllib.parse import urljoin

from lxml import etree

from articles.formats.addresses import bare_address
from articles.formats.tree import words

ATOM = "http://www.w3.org/2005/Atom"
RSS_1 = "http://purl.org/rss/1.0/"
WORDPRESS_EXPORT = "http://wordpress.org/export/"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
FEEDBURNER = "{http://rssnamespace.org/feedburner/ext/1.0}"
ATOM_PUBLISHING = "{http://www.w3.org/2007/app}"
BLOGGER = "{http://schemas.google.com/blogger/2018}"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def own(entry: etree._Element, name: str) -> list[etree._Element]:
    """The entry's children of that name in its own namespace: <title>, but not <media:title>."""
    namespace, brace, _ = entry.tag.rpartition("}")
    return list(entry.findall(f"{namespace}{brace}{name}"))


def own_words(entry: etree._Element, name: str) -> str:
    return next((line for element in own(entry, name) if (line := words(element))), "")


def own_text(entry: etree._Element, name: str) -> str:
    return next(("".join(element.itertext()) for element in own(entry, name)), "")


def address(text: str, *, base: str = "") -> str:
    """An absolute web address; "" if it is none."""
    if not text.strip():
        return ""
    try:
        return bare_address(urljoin(base, text.strip())) or ""
    except ValueError:  # "http://[x/": brackets that hold no IPv6 address
        return ""
