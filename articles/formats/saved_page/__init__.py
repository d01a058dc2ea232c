"""Web pages saved as files, one story each.

What a page says to machines is taken first (JSON-LD, Open Graph, itemprop), then what its markup shows: a heading, an
element that is called as such elements are, the one with the most running text. Menus, adverts, shares, comments and
the footer are not read; what of them stands inside the text is named among the residue.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from articles.formats.markup import MarkupRefused
from articles.formats.reading import Reading
from articles.formats.record import Item, Place, Rejection
from articles.formats.saved_page.page import read_page
from articles.formats.saved_page.story import read_story
from articles.formats.xml import beginning

NAME = "html"

OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|h[1-6]|p|div|article|section|main|img|table|ul|ol|br|a|b"
    r"|strong|em|i|span|blockquote|center|font|figure|iframe)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def recognises(head: bytes) -> bool:
    """A document type of HTML, or an element that only HTML begins with."""
    return OPENING.match(beginning(head)) is not None


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    try:
        page = read_page(file)
    except MarkupRefused as refusal:
        yield Rejection(Place(name), str(refusal))
        return
    yield read_story(page, name=name, source_id=source_id, reading=reading)
