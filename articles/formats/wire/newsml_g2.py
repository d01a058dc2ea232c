"""NewsML-G2: news items alone or in a message, with their text as NITF, XHTML or plain text.

Read: class, status, embargo, notes to editors and signals, dates, headlines and summaries by their role, bylines,
dateline, subjects by name, rights, pictures that the item itself carries. Items that are no text are left out.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from articles.formats.dispatch import Dispatch, Picture, record_of
from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, LeftOut, Place
from articles.formats.tree import XML_LANG, attribute, child, children, local, words
from articles.formats.wire.content import has_text, take_content
from articles.formats.wire.nitf import town
from articles.formats.wire.status import hold_for_status, take_headline, take_note, take_status, take_terms
from articles.formats.xml import elements, root_of
from articles.remark import Remark, gettext_noop

NAME = "newsml-g2"
# What is no news item is left out under these names.
OTHERS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
ROOTS = ("newsMessage", "newsItem", *OTHERS)
NAMESPACES = ("", "{http://iptc.org/std/nar/2006-10-01/}")
TAGS = tuple(f"{namespace}{item}" for namespace in NAMESPACES for item in ("newsItem", *OTHERS))
WITH_TEXT = ("text", "composite", "")
SUMMARIES = ("summary", "abstract", "standfirst", "subheadline", "subhead", "sub", "subtitle")
LONGEST_CODE = 4
KINDS = {"opinion": "opinion", "editorial": "opinion", "opini": "opinion", "feature": "feature"}


def recognises(head: bytes) -> bool:
    return root_of(head) in ROOTS


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    is_empty = True
    for item in elements(file, name=name, tags=TAGS):
        yield _read_item(item, Place(name, item.sourceline or 0), source_id if is_empty else "", reading)
        is_empty = False
    if is_empty:
        raise FormatError(f"{name}: the message holds no item. Expected <newsItem> elements.")


def _read_item(item: etree._Element, place: Place, source_id: str, reading: Reading) -> Item:
    item_meta, content_meta = child(item, "itemMeta"), child(item, "contentMeta")
    kind = _last_word(attribute(child(item_meta, "itemClass"), "qcode", "uri", "literal"))
    if local(item) != "newsItem" or kind not in WITH_TEXT:
        return LeftOut(place, kind if local(item) == "newsItem" else local(item))
    texts = _texts(child(item, "contentSet"))
    if kind == "composite" and not texts:
        return LeftOut(place, kind)
    guid = attribute(item, "guid")
    dispatch = Dispatch(place, reading.zone, guid or source_id, section=reading.section)
    if guid.startswith(("http://", "https://")):
        dispatch.addresses.append(guid)
    _take_names(dispatch, item, content_meta)
    _take_times(dispatch, item_meta, content_meta)
    _take_use(dispatch, item_meta)
    _take_rights(dispatch, child(item, "rightsInfo"), content_meta)
    for text in texts[:1]:
        take_content(dispatch, text)
    _take_pictures(dispatch, child(item, "contentSet"))
    return record_of(dispatch)


def _take_names(dispatch: Dispatch, item: etree._Element, meta: etree._Element | None) -> None:
    headlines = children(meta, "headline")
    mains = [headline for headline in headlines if _role(headline) not in SUMMARIES]
    take_headline(dispatch, next(filter(None, map(words, mains)), ""))
    summaries = [text for text in [*headlines, *children(meta, "description")] if _role(text) in SUMMARIES]
    dispatch.standfirst = next((text for text in map(words, summaries) if text and text != dispatch.headline), "")
    for byline in children(meta, "by"):
        dispatch.sign(words(byline))
    if not dispatch.bylines:
        for creator in children(meta, "creator"):
            dispatch.sign(_name(creator))
    dispatch.dateline = town(words(child(meta, "dateline"))) or town(_name(child(meta, "located")))
    subjects = [_name(subject) for subject in children(meta, "subject")]
    keywords = [words(keyword) for keyword in children(meta, "keyword")]
    dispatch.tags = [tag for tag in [*subjects, *keywords] if _is_tag(tag, dispatch.headline)]
    if not dispatch.tags:
        # The desk's catchword, for no reader's eye: better than nothing to find the story by.
        dispatch.tags = [words(child(meta, "slugline"))]
    genres = (_last_word(attribute(genre, "qcode", "literal", "uri")) for genre in children(meta, "genre"))
    dispatch.kind = next((KINDS[genre] for genre in genres if genre in KINDS), "")


def _take_times(dispatch: Dispatch, item_meta: etree._Element | None, meta: etree._Element | None) -> None:
    first, version = words(child(item_meta, "firstCreated")), words(child(item_meta, "versionCreated"))
    dispatch.date(first, version, words(child(meta, "contentCreated")), words(child(meta, "contentModified")))
    dispatch.revise(version)
    embargo = child(item_meta, "embargoed")
    if embargo is not None:
        dispatch.embargo(words(embargo))


def _take_use(dispatch: Dispatch, item_meta: etree._Element | None) -> None:
    take_status(dispatch, attribute(child(item_meta, "pubStatus"), "qcode", "uri", "literal"))
    for note in children(item_meta, "edNote"):
        take_note(dispatch, words(note))
    for signal in children(item_meta, "signal"):
        word = _last_word(attribute(signal, "qcode", "uri", "literal"))
        if word in ("kill", "cancel", "withdraw"):
            hold_for_status(dispatch, word)
        elif word == "correction":
            dispatch.warnings.append(Remark(gettext_noop("The agency sent this version as a correction.")))


def _take_rights(dispatch: Dispatch, rights: etree._Element | None, meta: etree._Element | None) -> None:
    holder = _name(child(rights, "copyrightHolder")) or words(child(meta, "creditline"))
    dispatch.rights = words(child(rights, "copyrightNotice")) or holder or _name(child(meta, "infoSource"))
    take_terms(dispatch, words(child(rights, "usageTerms")))


def _texts(content: etree._Element | None) -> list[etree._Element]:
    """The renditions of the text, the best one first: what is marked up says more than what is not."""
    inline = [part for part in children(content, "inlineXML", "inlineData") if has_text(part)]
    readable = [part for part in inline if not part.get("encoding")]
    return sorted(readable, key=lambda part: local(part) != "inlineXML" and "html" not in part.get("contenttype", ""))


def _take_pictures(dispatch: Dispatch, content: etree._Element | None) -> None:
    """All remote pictures of a text item are renditions of one."""
    remote = [part for part in children(content, "remoteContent") if "image" in part.get("contenttype", "").casefold()]
    remote.sort(key=_size, reverse=True)
    if addresses := tuple(address for part in remote if (address := attribute(part, "href", "residref"))):
        dispatch.pictures.append(Picture(addresses))


def _size(part: etree._Element) -> int:
    numbers = (attribute(part, "width"), attribute(part, "size"))
    return next((int(number) for number in numbers if number.isdecimal() and len(number) < 12), 0)


def _name(thing: etree._Element | None) -> str:
    """A concept's name, in Indonesian if there are several; its literal if it has none; never its code."""
    names = children(thing, "name")
    in_indonesian = [name for name in names if name.get(XML_LANG, "")[:2] == "id"]
    return next(filter(None, map(words, [*in_indonesian, *names])), "") or attribute(thing, "literal")


def _is_tag(name: str, headline: str) -> bool:
    """Whether it is a word: AP's "f" and ANSA's "ALR" are codes."""
    is_code = len(name) < 2 or (name.isupper() and len(name) < LONGEST_CODE)
    return bool(name) and not is_code and name != headline


def _role(element: etree._Element) -> str:
    return _last_word(attribute(element, "role"))


def _last_word(code: str) -> str:
    """ "stat:usable", "http://cv.iptc.org/newscodes/ninature/text": the word that a code ends with."""
    return code.replace("/", ":").rpartition(":")[2].casefold()
