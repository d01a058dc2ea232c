"""WordPress eXtended RSS, 1.0 to 1.2: what "Tools, Export" of WordPress gives, and what other programs make like it.

Posts are stories, and pages if the reading asks for them. Comments, attachments, menus and whatever plugins keep are
counted. The file is read twice where a story shows a picture, for the pictures stand anywhere in it.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from articles.formats.characters import clean_name
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, FormatError, Item, LeftOut, Place, Rejection
from articles.formats.wordpress import site as sites
from articles.formats.wordpress.attachments import Attachments
from articles.formats.wordpress.items import EXPORT, ExportItem, read_item
from articles.formats.wordpress.numbers import Numbers
from articles.formats.wordpress.site import Site
from articles.formats.wordpress.story import Stories
from articles.formats.wordpress.whereabouts import number_of
from articles.formats.xml import beginning, elements, root_of

NAME = "wxr"

NAMESPACE = re.compile(r"""xmlns(?::[\w.-]+)?\s*=\s*["']https?://wordpress\.org/export/\d""")
ITEM = "item"
# WordPress itself begins with 1,600 characters of comments.
HEAD_LENGTH = 64 * 1024
LONGEST_TYPE = 60


def recognises(head: bytes) -> bool:
    text = beginning(head)
    return text.lstrip().startswith("<") and NAMESPACE.search(text) is not None


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    """What stands before a fault of the file is yielded before FormatError is raised."""
    _refuse_other_roots(file, name=name)
    try:
        with closing(sqlite3.connect("")) as database:
            attachments = Attachments(database)
            attachments.collect(file, name=name)
            stories = Stories(Site(), attachments, reading)
            yield from _items(file, name=name, stories=stories, numbers=Numbers(database))
    except sqlite3.Error as error:
        raise FormatError(f"{name}: the temporary file for its pictures cannot be kept: {error}. Make room.") from error


def _refuse_other_roots(file: BinaryIO, *, name: str) -> None:
    file.seek(0)
    root = root_of(file.read(HEAD_LENGTH))
    if root not in ("", "rss"):
        raise FormatError(f"{name}: this is no WordPress export: it begins with <{root[:60]}>, not with <rss>.")


def _items(file: BinaryIO, *, name: str, stories: Stories, numbers: Numbers) -> Iterator[Item]:
    repairs: Counter[str] = Counter()
    has_begun = has_items = False
    for element in elements(file, name=name, tags={ITEM, *sites.TAGS}, repairs=repairs):
        if not has_begun:
            _refuse_other_feeds(element, name=name)
            has_begun = True
        if not has_items:
            stories.site.take(element)
        if element.tag == ITEM:
            has_items = True
            item = read_item(element)
            yield from _of_item(item, Place(name, item.line), stories, numbers)
    for what, count in repairs.items():
        yield LeftOut(Place(name), what, count)


def _refuse_other_feeds(element: etree._Element, *, name: str) -> None:
    root = element.getroottree().getroot()
    if root.tag != "rss":
        raise FormatError(f"{name}: this is no WordPress export: it begins with <{root.tag}>, not with <rss>.")
    if set(element.nsmap.values()).isdisjoint(EXPORT):
        raise FormatError(f"{name}: this is no WordPress export: it has no namespace of WordPress's. Is it a feed?")


def _of_item(item: ExportItem, place: Place, stories: Stories, numbers: Numbers) -> Iterator[Item]:
    # An exporter that names no type has nothing but posts; an attachment is known by its address.
    what = item.value("post_type") or ("attachment" if item.value("attachment_url") else "post")
    if what == "post" or (what == "page" and stories.reading.with_pages):
        yield _story(item, place, stories, numbers)
    else:
        yield LeftOut(place, clean_name(what)[:LONGEST_TYPE] or "item")
    if item.comments:
        yield LeftOut(place, "comment", item.comments)


def _story(item: ExportItem, place: Place, stories: Stories, numbers: Numbers) -> ArticleRecord | Rejection:
    number, guid = number_of(item), item.value("guid")
    if number and (conflict := numbers.conflict(number, guid)):
        return Rejection(place, conflict)
    story = stories.read(item, place)
    doubt = numbers.doubt(number, guid)
    return replace(story, warnings=(*story.warnings, doubt)) if doubt and isinstance(story, ArticleRecord) else story
