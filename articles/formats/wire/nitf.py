"""NITF 3: one story a file, or the text inside another wire format.

Read: hl1 and hl2, byline, dateline, abstract, the body with its tables and pictures, the dates of issue and release,
status, notes to editors, keywords, series, copyright.
"""

import html
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from articles.formats.characters import clean, clean_name
from articles.formats.dispatch import Dispatch, Picture, record_of
from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, Place
from articles.formats.tree import attribute, child, children, markup_of, within, words
from articles.formats.wire.status import leave_out, take_headline, take_note, take_status
from articles.formats.xml import elements, root_of

NAME = "nitf"
TAGS = ("nitf", "{http://iptc.org/std/NITF/2006-10-18/}nitf")
PICTURES = ("", "image", "photo", "graphic")
LONGEST_TOWN = 80


def recognises(head: bytes) -> bool:
    return root_of(head) == "nitf"


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    is_empty = True
    for nitf in elements(file, name=name, tags=TAGS):
        dispatch = Dispatch(Place(name, nitf.sourceline or 0), reading.zone, section=reading.section)
        fill(dispatch, nitf)
        dispatch.source_id = dispatch.source_id or source_id
        yield record_of(dispatch)
        is_empty = False
    if is_empty:
        raise FormatError(f"{name}: the file holds no NITF story. Expected the element <nitf>.")


def fill(dispatch: Dispatch, nitf: etree._Element) -> None:
    """Take what the NITF says, where the dispatch does not know it better."""
    head, body = child(nitf, "head"), child(nitf, "body")
    top = child(body, "body.head")
    if not dispatch.headline:
        take_headline(dispatch, words(child(top, "hedline", "hl1")) or words(child(head, "title")))
    if not dispatch.standfirst:
        dispatch.standfirst = _standfirst(dispatch, top)
    if not dispatch.bylines:
        for byline in children(top, "byline"):
            dispatch.sign(words(byline, without={"byttl", "virtloc"}))
    if not dispatch.dateline:
        dateline = child(top, "dateline")
        dispatch.dateline = town(words(child(dateline, "location")) or words(dateline, without={"story.date"}))
    take_body(dispatch, body)
    if not dispatch.source_id:
        _fill_from_docdata(dispatch, head, top)


def take_body(dispatch: Dispatch, body: etree._Element | None) -> None:
    """The text and the pictures of a <body>."""
    for part in within(body, "body.content"):
        dispatch.add_markup(markup_of(part, without={"media"}))
        for media in within(part, "media"):
            _take_media(dispatch, media)
    if tagline := words(child(body, "body.end", "tagline")):
        dispatch.add_markup(f"<p>{html.escape(tagline, quote=False)}</p>")


def town(dateline: str) -> str:
    """ "Denpasar, 16 Nov 2024 (ANTARA)": the town alone; "" where only a date stands there."""
    place = clean_name(dateline.partition("(")[0].partition(",")[0])[:LONGEST_TOWN]
    return "" if any(map(str.isdigit, place)) else place


def _standfirst(dispatch: Dispatch, top: etree._Element | None) -> str:
    """The abstract; without one the second headline."""
    abstract = words(child(top, "abstract"))
    second = words(child(top, "hedline", "hl2"))
    if second.isupper():
        second = ""  # EFE's desk writes its catchword there
    if not abstract or abstract == second or second == dispatch.headline:
        return abstract or second
    return f"{second}{'' if second[-1:] in '.!?' else '.'} {abstract}" if second else abstract


def _take_media(dispatch: Dispatch, media: etree._Element) -> None:
    caption = words(child(media, "media-caption"))
    credit = words(child(media, "media-producer"))
    references = sorted(children(media, "media-reference"), key=_width, reverse=True)
    sources = [source for reference in references if (source := attribute(reference, "source"))]
    kind = attribute(media, "media-type").casefold()
    if kind in PICTURES and sources:
        alternative = attribute(references[0], "alternate-text")
        dispatch.pictures.append(Picture(tuple(sources), caption, credit, alternative))
    else:
        leave_out(dispatch, kind or "media", caption, sources[0] if sources else "")


def _width(reference: etree._Element) -> int:
    width = attribute(reference, "width")
    return int(width) if width.isdecimal() and len(width) < 7 else 0


def _fill_from_docdata(dispatch: Dispatch, head: etree._Element | None, top: etree._Element | None) -> None:
    docdata = child(head, "docdata")
    dispatch.source_id = _identity(docdata)
    publication = child(head, "pubdata")
    story_date = child(top, "dateline", "story.date")
    issued = attribute(child(docdata, "date.issue"), "norm")
    dispatch.date(issued, attribute(publication, "date.publication"), attribute(story_date, "norm"))
    status = attribute(docdata, "management-status")
    _take_release(dispatch, attribute(child(docdata, "date.release"), "norm"), status)
    take_status(dispatch, status)
    for message in children(docdata, "ed-msg"):
        take_note(
            dispatch, clean_name(f"{attribute(message, 'msg-type')} {attribute(message, 'info')} {words(message)}")
        )
    dispatch.section = attribute(publication, "position.section") or dispatch.section
    dispatch.tags.extend(_keywords(head, docdata))
    dispatch.rights = dispatch.rights or _rights(docdata, top)


def _identity(docdata: etree._Element | None) -> str:
    """The key that a story keeps from version to version, where its id begins with that; else its id."""
    identity = attribute(child(docdata, "doc-id"), "id-string")
    key = attribute(child(docdata, "du-key"), "key")
    return key if key and identity.startswith(key) else identity


def _take_release(dispatch: Dispatch, released: str, status: str) -> None:
    """A release after the issue is an embargo; one before it is only when the story went out."""
    if status.casefold() == "embargoed":
        dispatch.embargo(released)
        return
    before = dispatch.published_at
    if released and before is None:
        dispatch.date(released)
    elif released:
        dispatch.embargo(released)
        if dispatch.embargo_until and before and dispatch.embargo_until <= before:
            dispatch.embargo_until = None


def _keywords(head: etree._Element | None, docdata: etree._Element | None) -> Iterator[str]:
    for keyword in children(child(docdata, "key-list"), "keyword"):
        yield attribute(keyword, "key")
    yield attribute(child(docdata, "series"), "series.name")
    for subject in children(child(head, "tobject"), "tobject.subject"):
        yield attribute(subject, "tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
    for meta in children(head, "meta"):
        if attribute(meta, "name").casefold() == "keywords":
            yield from (clean_name(word) for word in clean(meta.get("content", "")).split(","))


def _rights(docdata: etree._Element | None, top: etree._Element | None) -> str:
    if printed := words(child(top, "rights")):
        return printed
    copyright_ = child(docdata, "doc.copyright")
    holder, year = attribute(copyright_, "holder"), attribute(copyright_, "year")
    return clean_name(f"© {year} {holder}") if holder else words(child(top, "distributor"))
