"""What stands above the first paragraph of a story: date, headline, and labelled lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from articles.formats.addresses import bare_address, same_story, without_outlet
from articles.formats.characters import clean_name
from articles.formats.dates import DateError, is_date_line, parse_date
from articles.formats.residue import is_above_headline
from articles.formats.signature import LONGEST_NAMES, are_names, split_names
from articles.keys import headline_key
from articles.remark import Remark, gettext_noop

# A longer line is a paragraph: of 15,350 headlines 239 exceed 150 characters.
LONGEST_HEADLINE = 300
LABEL = re.compile(r"(rubrik|penulis|oleh|tag|tautan|url)\s?:\s*(.*)", re.IGNORECASE)
# Kompas.com prints both on one line: "02/07/2025, 10:42 WIB Diperbarui 02/07/2025, 11:05 WIB".
UPDATED = re.compile(r"(.*?)[\s,|(-]*(?:diperbarui|updated)\s?(?:pada\b|:)?\s?-?\s?([^()]+)\)?", re.IGNORECASE)
LONGEST_DATES = 160
BYLINE = re.compile(r"oleh\s+(.+)", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    headline: str = ""
    date_line: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    source_id: str = ""  # the address right under the date line, which names the story; else empty
    addresses: list[str] = field(default_factory=list)
    section: str = ""
    bylines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    residue: list[str] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


def read_header(lines: Sequence[str], *, zone: ZoneInfo) -> tuple[Header, int]:
    """The header, and the index of the first line of the body. `lines` are clean. No headline: there was none."""
    header = Header()
    body_starts = next(
        (index for index, line in enumerate(lines) if line and not _takes(header, line, zone)), len(lines)
    )
    if not header.date_line:
        header.warnings.append(Remark(gettext_noop("The story has no date line.")))
    _drop_outlet(header)
    return header, body_starts


def _takes(header: Header, text: str, zone: ZoneInfo) -> bool:
    """Whether the line belongs above the first paragraph; what it says is then in the header."""
    if not header.date_line and is_date_line(text):
        _take_date(header, text, zone)
        return True
    if _takes_update(header, text, zone):
        return True
    if not header.headline and is_above_headline(text):
        header.residue.append(text)
        return True
    if len(text) > LONGEST_HEADLINE:
        return False
    if address := bare_address(text):
        _take_address(header, address)
        return True
    if (label := LABEL.fullmatch(text)) and _takes_label(header, label[1].casefold(), label[2]):
        return True
    if not header.headline:
        header.headline = clean_name(text)
        return bool(header.headline)
    if headline_key(text) == headline_key(header.headline):
        return True
    byline = BYLINE.fullmatch(text)
    return byline is not None and are_names(byline[1]) and _takes_label(header, "oleh", byline[1])


def _take_date(header: Header, text: str, zone: ZoneInfo) -> None:
    header.date_line = text
    try:
        header.published_at = parse_date(text, zone=zone)
    except DateError as error:
        header.warnings.append(Remark(gettext_noop("The story has no date we trust: %(reason)s"), reason=str(error)))


def _takes_update(header: Header, text: str, zone: ZoneInfo) -> bool:
    """Whether the line says when the story was revised, perhaps after its date."""
    parts = UPDATED.fullmatch(text) if len(text) <= LONGEST_DATES else None
    if parts is None or header.updated_at or not is_date_line(parts[2]):
        return False
    if parts[1] and (header.date_line or not is_date_line(parts[1])):
        return False
    try:
        header.updated_at = parse_date(parts[2], zone=zone)
    except DateError as error:
        header.warnings.append(Remark(gettext_noop("The story has no date we trust: %(reason)s"), reason=str(error)))
    if parts[1]:
        _take_date(header, parts[1], zone)
    return True


def _take_address(header: Header, address: str) -> None:
    if header.date_line and not header.headline and not header.addresses:
        header.source_id = same_story(address)
        header.addresses.append(header.source_id)
    header.addresses.append(address)


def _takes_label(header: Header, label: str, value: str) -> bool:
    """Whether the value is what the label says. If not, the line is a headline or paragraph: no word of it is lost."""
    if label in ("tautan", "url"):
        address = bare_address(value)
        if address:
            header.addresses.append(address)
        return address is not None
    if label == "tag":
        header.tags.extend(filter(None, (clean_name(tag).lstrip("#") for tag in value.split(","))))
        return True
    if len(value) > LONGEST_NAMES or (label == "rubrik" and header.section):
        return False
    if label == "rubrik":
        header.section = clean_name(value)
    else:
        header.bylines.extend(split_names(value))
    return True


def _drop_outlet(header: Header) -> None:
    """ "Judul | tempo.co": 326 of 15,350. Only an outlet that the story's own address names is dropped."""
    short = without_outlet(header.headline, header.addresses)
    if short != header.headline:
        header.residue.append(header.headline.removeprefix(short).strip())
        header.headline = short
