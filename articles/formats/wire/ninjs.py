"""ninjs 1 to 3: news in JSON; one item, an array of them, or one a line.

Keys differ between editions: `headline` (80 of 168) or `headlines` (88), `body_html`, `body_xhtml`, `body_text` or
`bodies`, `byline` or `by`, and from edition 3 on some have capitals. All are read alike. Items that are no text are
left out; a picture that a story is associated with becomes a photo of the story.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from articles.formats.dispatch import Dispatch, record_of
from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, LeftOut, Place, Rejection, RelatedReference
from articles.formats.wire.content import take_text
from articles.formats.wire.ninjs_pictures import IS_PICTURE, associations, picture_of
from articles.formats.wire.nitf import town
from articles.formats.wire.status import leave_out, take_headline, take_note, take_status, take_terms
from articles.formats.wire.values import Fields, fields_of, items, line_of, objects, text_of

NAME = "ninjs"
KEY = re.compile(rb'"([A-Za-z_]{2,30})"\s*:')
BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{")
# Two keys of these, one of them of the first kind: a story of another kind may have a "body_html" too.
OF_NINJS = frozenset(
    {
        *("pubstatus", "versioncreated", "firstcreated", "representationtype", "headlines", "bodies"),
        *("body_html", "body_xhtml", "body_text"),
    }
)
OF_NINJS_TOO = frozenset(
    {
        "uri",
        "guid",
        "type",
        "altids",
        "urgency",
        "usageterms",
        "copyrightholder",
        "copyrightnotice",
        "located",
        "profile",
    }
)
WITH_TEXT = ("text", "composite", "")
MAIN = ("main", "featuremedia", "featured", "featureimage", "")
KINDS = {"opinion": "opinion", "editorial": "opinion", "opini": "opinion", "feature": "feature"}


def recognises(head: bytes) -> bool:
    if not BEGINNING.match(head):
        return False
    keys = {key.decode().lower() for key in KEY.findall(head)}
    return bool(keys & OF_NINJS) and len(keys & (OF_NINJS | OF_NINJS_TOO)) > 1


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    is_empty = True
    for line, value in items(file, name=name):
        yield _read_item(fields_of(value), Place(name, line), source_id if is_empty else "", reading)
        is_empty = False
    if is_empty:
        raise FormatError(f"{name}: the file holds no item. Expected a ninjs object.")


def _read_item(item: Fields, place: Place, source_id: str, reading: Reading) -> Item:
    if not item:
        return Rejection(place, "This is no ninjs item. Expected an object with a headline and a body.")
    kind = line_of(item.get("type")).casefold()
    bodies = list(_bodies(item))
    if kind not in WITH_TEXT or (kind == "composite" and not bodies):
        return LeftOut(place, kind)
    dispatch = Dispatch(place, reading.zone, _identity(item) or source_id, section=reading.section)
    if dispatch.source_id.startswith(("http://", "https://")):
        dispatch.addresses.append(dispatch.source_id)
    _take_names(dispatch, item)
    _take_times(dispatch, item)
    _take_use(dispatch, item)
    _take_topics(dispatch, item)
    for is_html, text in bodies[:1]:
        take_text(dispatch, text, is_html=is_html)
    _take_associations(dispatch, item)
    return record_of(dispatch)


def _identity(item: Fields) -> str:
    others = item.get("altids")
    other = next(iter(others.values()), "") if isinstance(others, dict) else next(iter(_of_role(others)), "")
    return line_of(item.get("uri")) or line_of(item.get("guid")) or line_of(other)


def _take_names(dispatch: Dispatch, item: Fields) -> None:
    take_headline(dispatch, _headline(item))
    summary = item.get("description_text") or item.get("description_html") or item.get("abstract")
    dispatch.standfirst = line_of(summary) or next(map(line_of, _of_role(item.get("descriptions"))), "")
    if byline := line_of(item.get("byline")) or line_of(item.get("by")):
        dispatch.sign(byline)
    dispatch.dateline = town(line_of(item.get("dateline")) or line_of(item.get("located")))


def _take_times(dispatch: Dispatch, item: Fields) -> None:
    version = line_of(item.get("versioncreated"))
    dispatch.date(line_of(item.get("firstcreated")), version, line_of(item.get("contentcreated")))
    dispatch.revise(version)
    if embargo := item.get("embargoed"):
        dispatch.embargo(line_of(embargo))


def _take_use(dispatch: Dispatch, item: Fields) -> None:
    take_status(dispatch, line_of(item.get("pubstatus")))
    take_note(dispatch, line_of(item.get("ednote")))
    sources = ", ".join(name for source in objects(item.get("infosources")) if (name := line_of(source.get("name"))))
    holder = line_of(item.get("copyrightholder"))
    dispatch.rights = line_of(item.get("copyrightnotice")) or holder or line_of(item.get("creditline")) or sources
    take_terms(dispatch, line_of(item.get("usageterms")))


def _take_topics(dispatch: Dispatch, item: Fields) -> None:
    subjects = [*objects(item.get("subject")), *objects(item.get("subjects"))]
    keywords = item.get("keywords") or item.get("keyword") or []
    dispatch.tags = [name for subject in subjects if (name := line_of(subject.get("name")))]
    if isinstance(keywords, str):
        keywords = keywords.split(",")
    if isinstance(keywords, list):
        dispatch.tags += [line_of(fields_of(keyword).get("name") or keyword) for keyword in keywords]
    if not any(dispatch.tags):
        # The desk's catchword, for no reader's eye: better than nothing to find the story by.
        dispatch.tags = [line_of(item.get("slugline"))]
    services = (line_of(service.get("name")) for service in objects(item.get("service")))
    dispatch.section = next(filter(None, services), "") or dispatch.section
    genres = [*objects(item.get("genre")), *objects(item.get("genres"))]
    names = (line_of(genre.get("name")).casefold() for genre in genres)
    dispatch.kind = next((KINDS[name] for name in names if name in KINDS), "")


def _bodies(item: Fields) -> Iterator[tuple[bool, str]]:
    """Whether it is HTML, and the text; the best first."""
    for key in ("body_html", "body_xhtml"):
        if text := text_of(item.get(key)):
            yield True, text
    bodies = [(line_of(body.get("contenttype")).casefold(), body) for body in objects(item.get("bodies"))]
    for wanted in ("html", "plain", ""):
        for content_type, body in bodies:
            is_wanted = wanted in content_type if wanted else content_type in ("", "text")
            if is_wanted and (text := text_of(body.get("value"))):
                yield wanted == "html", text
    if text := text_of(item.get("body_text")):
        yield False, text


def _take_associations(dispatch: Dispatch, item: Fields) -> None:
    for name, association in sorted(associations(item), key=_order):
        kind = line_of(association.get("type")).casefold()
        headline = _headline(association)
        if kind in IS_PICTURE and (picture := picture_of(association)):
            dispatch.pictures.append(picture)
        elif kind == "text" and headline:
            dispatch.related.append(RelatedReference("", headline))
        elif kind and kind not in IS_PICTURE and not association.get("associations"):
            leave_out(dispatch, kind, headline or name, line_of(association.get("uri")))


def _order(named: tuple[str, Fields]) -> tuple[bool, bool]:
    """The lead photo before others, and a logo last."""
    return named[0].casefold() not in MAIN, line_of(named[1].get("type")).casefold() == "graphic"


def _headline(item: Fields) -> str:
    return line_of(item.get("headline")) or next(map(line_of, _of_role(item.get("headlines"))), "")


def _of_role(values: Any) -> list[Any]:
    """What lists such as `headlines` hold, the main one first."""
    listed = sorted(objects(values), key=lambda value: line_of(value.get("role")).casefold() not in MAIN)
    return [value["value"] for value in listed if value.get("value")]
