"""HTML of any quality as the body of a story."""

import html
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count

from lxml import etree

from articles.body.allowed import MAX_CHARACTERS, RELATED_LINK
from articles.formats.body import Body, doubts
from articles.formats.markup.blocks import Block
from articles.formats.markup.lines import blocks_of, lines_of, without_outer_rules
from articles.formats.markup.links import Site
from articles.formats.markup.related_blocks import references, with_related
from articles.formats.markup.tree import MarkupRefused, parsed
from articles.formats.markup.writer import Page, written
from articles.formats.residue import without_residue
from articles.formats.signature import split_signature
from articles.keys import headline_key
from articles.remark import Remark, gettext_noop

# A paragraph or heading that is the first block: each block stands on a line of its own.
OPENING = re.compile(r"<(p|h2|h3)>(.{0,2000}?)</\1>\n")
TAG = re.compile(r"<[^>]*>")


def read_markup(markup: str, *, hosts: Collection[str] = (), base: str = "") -> Body:
    """The html is "" if nothing is left that a reader could read. Read again it gives the same html.

    `hosts` are the own site's, in lower case; `base` is the address of the page. Raise MarkupRefused past the limits.
    """
    return read_element(parsed(markup), hosts=hosts, base=base)


def read_element(root: etree._Element, *, hosts: Collection[str] = (), base: str = "") -> Body:
    """The same for what is a tree already; `root` is one that parsed() made, or a part of it."""
    page = written(root, Site.of(hosts, base))
    signed, signature = split_signature(list(lines_of(page.blocks)))
    kept, residue = without_residue(signed)
    blocks = without_outer_rules(list(blocks_of(with_related(kept, _new_keys(root)))))
    body = Body(photos=page.photos, residue=tuple(residue), signature=signature, related=list(references(blocks)))
    paragraphs = list(_texts(blocks))
    if paragraphs or page.photos:
        body.html, body.text = "\n".join(block.html() for block in blocks), "\n".join(paragraphs)
    if len(body.html) > MAX_CHARACTERS:
        raise MarkupRefused(f"The text is {len(body.html)} characters long; the most is {MAX_CHARACTERS}. Split it.")
    if paragraphs:
        body.warnings = list(doubts(paragraphs, residue))
    body.warnings.extend(_remarks(page))
    return body


def _new_keys(root: etree._Element) -> Callable[[], str]:
    """Keys that no related link has which stands in the markup already."""
    taken = {element.get(RELATED_LINK) for element in root.iter("aside")}
    return (key for number in count(1) if (key := f"r{number}") not in taken).__next__


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        for text in block.texts():
            yield from text.split("\n")


def _remarks(page: Page) -> Iterator[Remark]:
    if embeds := page.found["embed"]:
        yield Remark(gettext_noop("Embedded films, posts or maps, now links: %(count)d."), count=embeds)
    if lost := page.found["lost embed"]:
        yield Remark(gettext_noop("Embedded films, posts or maps without an address, lost: %(count)d."), count=lost)
    if pictures := page.found["written out"]:
        yield Remark(gettext_noop("Pictures written out in the page itself, left out: %(count)d."), count=pictures)
    if links := page.found["dead link"]:
        yield Remark(gettext_noop("Links that lead nowhere; their words were kept: %(count)d."), count=links)


def without_headline(body: Body, headline: str) -> Body:
    """The body without the headline where it opens once more, once or several times over: 369 of 15,350 do so."""
    key = headline_key(headline)
    kept_html, kept_text = body.html, body.text
    while (opening := OPENING.match(kept_html)) and headline_key(html.unescape(TAG.sub("", opening[2]))) == key:
        kept_html, kept_text = kept_html[opening.end() :], kept_text.partition("\n")[2]
    return replace(body, html=kept_html, text=kept_text) if kept_text else body
