"""A story told field by field (named_fields.py) becomes a record."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from articles.formats.addresses import LONGEST_ADDRESS, bare_address, same_story
from articles.formats.characters import clean, clean_name, warnings
from articles.formats.dates import DateError, Order, is_relative, parse_date
from articles.formats.dispatch import Dispatch, Picture, record_of
from articles.formats.loose_text import markup_in, without_tags
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, Place, Rejection
from articles.formats.signature import split_names
from articles.keys import fold_blanks, tag_key
from articles.remark import Remark, gettext_noop

# The specification tells articles apart by the title and the first 160 characters.
TELLING_CHARACTERS = 160
LONGEST_ID = 500
BETWEEN_TAGS = re.compile(r"[,;|]")
LIST_MARKS = " \t\n[]()'\"“”‘’#"
# Words that only say that a story may be read. Any other keeps it from readers until somebody has looked.
PUBLIC = frozenset({"publish", "published", "public", "terbit", "diterbitkan", "tayang", "usable", "live"})

Told = Mapping[str, Sequence[str]]  # field → what stands there, written texts alone, the best first


def record_of_told(told: Told, *, place: Place, reading: Reading, order: Order = "dmy") -> ArticleRecord | Rejection:
    headline = _line(told, "headline")
    if not headline:
        return Rejection(place, "There is no headline. Give the story one, or leave it out.")
    date = clean(first(told, "published_at"))
    if is_relative(date):
        # Whoever has the file can still find out which day was meant; once it is in, nobody can.
        return Rejection(place, f"The date {date!r} does not say which day. Write the day itself, such as 16/11/2024.")
    dispatch = Dispatch(place, reading.zone, headline=headline)
    dispatch.published_at = _date(dispatch, date, order)
    dispatch.addresses = list(_addresses(told, dispatch))
    dispatch.source_id = _source_id(told, headline, dispatch.addresses)
    dispatch.section = _line(told, "section") or reading.section
    dispatch.standfirst = _line(told, "standfirst")
    dispatch.dateline = _line(told, "dateline")
    dispatch.rights = _line(told, "rights")
    dispatch.tags = list(tags_in(told.get("tags", ())))
    dispatch.bylines = [name for text in told.get("byline", ()) for name in split_names(clean(text))]
    _hold_unless_public(dispatch, clean(first(told, "standing")))
    _add_picture(dispatch, told)
    _add_body(dispatch, first(told, "body"))
    record = record_of(dispatch)
    return record if isinstance(record, Rejection) else _with_rest(record, told)


def first(told: Told, field: str) -> str:
    return next(iter(told.get(field, ())), "")


def _line(told: Told, field: str) -> str:
    return clean_name(clean(without_tags(first(told, field))))


def tags_in(texts: Iterable[str]) -> Iterator[str]:
    """ "desa, koperasi", "#desa; #koperasi", "['desa', 'koperasi']"."""
    for text in texts:
        yield from filter(None, (clean_name(clean(tag)).strip(LIST_MARKS) for tag in BETWEEN_TAGS.split(text)))


def _date(dispatch: Dispatch, text: str, order: Order) -> datetime | None:
    if not text:
        return None  # record_of says so
    try:
        return parse_date(text, zone=dispatch.zone, order=order)
    except DateError as error:
        dispatch.warnings.append(Remark(gettext_noop("The story has no date we trust: %(reason)s"), reason=str(error)))
        return None


def _addresses(told: Told, dispatch: Dispatch) -> Iterator[str]:
    """Absolute, or paths from the root of the source's site."""
    for text in told.get("address", ()):
        plain = clean(text)
        if address := bare_address(plain):
            yield from dict.fromkeys((same_story(address), address))
        elif (
            plain.startswith("/") and not plain.startswith("//") and len(plain) <= LONGEST_ADDRESS and " " not in plain
        ):
            yield plain
        elif plain:
            dispatch.warnings.append(
                Remark(gettext_noop("%(text)s is no web address; it was left out."), text=repr(plain[:200]))
            )


def _source_id(told: Told, headline: str, addresses: Sequence[str]) -> str:
    """The source's own id, else the address. Else made of headline, date and the beginning of the text.

    Not of headline and date alone (law 5): "Jadwal Imsakiyah" is a new story every day.
    """
    name = clean_name(clean(first(told, "id"))) or next(iter(addresses), "")
    if 0 < len(name) <= LONGEST_ID:
        return name
    beginning = fold_blanks(first(told, "body")[: 10 * TELLING_CHARACTERS])[:TELLING_CHARACTERS]
    content = "\n".join((name, headline, fold_blanks(first(told, "published_at")), beginning))
    return f"judul:{hashlib.sha256(content.encode(errors='replace')).hexdigest()[:16]}"


def _hold_unless_public(dispatch: Dispatch, standing: str) -> None:
    if standing and tag_key(standing) not in PUBLIC:
        dispatch.hold(
            Remark(gettext_noop("The source says %(standing)s of it; it is a draft."), standing=repr(standing[:60]))
        )


def _add_picture(dispatch: Dispatch, told: Told) -> None:
    caption = _line(told, "caption")
    if address := clean(first(told, "photo")):
        dispatch.pictures.append(Picture((address[:LONGEST_ADDRESS],), caption))
    elif caption:
        dispatch.warnings.append(
            Remark(gettext_noop("A caption without a picture was left out: %(caption)s"), caption=caption[:500])
        )


def _add_body(dispatch: Dispatch, text: str) -> None:
    dispatch.hosts = [host for address in dispatch.addresses if (host := _host(address))]
    dispatch.markup = markup_in(text)
    dispatch.text = "" if dispatch.markup else text
    if dispatch.markup:
        dispatch.warnings.extend(warnings([text]))


def _host(address: str) -> str:
    return address.split("/", 3)[2].rpartition("@")[2] if "://" in address else ""


def _with_rest(record: ArticleRecord, told: Told) -> ArticleRecord:
    editors = [name for text in told.get("editor", ()) for name in split_names(clean(text))]
    return replace(
        record,
        kicker=_line(told, "kicker"),
        editors=tuple(dict.fromkeys((*editors, *record.editors))),
        original=first(told, "body"),
    )
