"""The pictures of an export, which stand anywhere in it: read first, found by number when a post asks for them.

They are kept in a database that spills to a temporary file, for an archive has more pictures than stories (1,798 to
1,657 in 26 exports) and memory stays flat.
"""

import re
import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

from articles.formats.characters import clean, clean_name
from articles.formats.record import FormatError, PhotoReference
from articles.formats.wordpress.items import EXPORT, ExportItem, read_item
from articles.formats.xml import UTF16_BEGINNINGS, elements

CHUNK = 1024 * 1024
# Without one of each nothing has to be known of any attachment.
ASKS, ANSWER = re.compile(rb"_thumbnail_id|\[gallery"), b"attachment_url"
LONGEST_MARK = 16
PICTURE = re.compile(r"[^?#]+\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?)(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
FILES = frozenset(f"{{{namespace}}}attachment_url" for namespace in EXPORT)
NUMBER = re.compile(r"[0-9]{1,18}")
# A longer text is no caption, and a longer address leads nowhere.
LONGEST_TEXT = 2000
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
TABLE = """
    CREATE TABLE attachment (
        number INTEGER PRIMARY KEY, parent INTEGER, place INTEGER,
        address TEXT, alternative_text TEXT, caption TEXT, credit TEXT
    );
    CREATE INDEX attachment_of_post ON attachment (parent, place, number);
"""
COLUMNS = "address, alternative_text, caption, credit"


class Attachments:
    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.executescript(TABLE)

    def collect(self, file: BinaryIO, *, name: str) -> None:
        """All pictures of the file, up to its first fault: reading the stories meets that again, and says so."""
        if not _are_asked_for(file):
            return
        try:
            for element in elements(file, name=name, tags=("item",)):
                if any(child.tag in FILES for child in element):
                    self._add(read_item(element))
        except FormatError:
            return

    def picture(self, number: str) -> PhotoReference | None:
        if not NUMBER.fullmatch(number):
            return None
        found = self.database.execute(f"SELECT {COLUMNS} FROM attachment WHERE number = ?", (int(number),)).fetchone()
        return _reference(found) if found else None

    def of_post(self, number: str, *, most: int) -> Sequence[PhotoReference]:
        """In the order of its gallery."""
        if not most or not NUMBER.fullmatch(number):
            return ()
        rows = self.database.execute(
            f"SELECT {COLUMNS} FROM attachment WHERE parent = ? ORDER BY place, number LIMIT ?",
            (int(number), most),
        )
        return tuple(map(_reference, rows))

    def _add(self, item: ExportItem) -> None:
        if item.value("post_type") not in ("attachment", ""):
            return
        number, address = item.value("post_id"), item.value("attachment_url")
        if not NUMBER.fullmatch(number) or len(address) > LONGEST_TEXT or not PICTURE.fullmatch(address):
            return
        self.database.execute(
            "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                int(number),
                _integer(item.value("post_parent")),
                _integer(item.value("menu_order")),
                address,
                _words(item.first_meta("_wp_attachment_image_alt")),
                _words(item.value("excerpt")),
                _words(item.first_meta("_media_credit")),
            ),
        )


def _are_asked_for(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(2)
    if head in UTF16_BEGINNINGS:
        return True
    asks = answers = False
    before = head
    for chunk in iter(partial(file.read, CHUNK), b""):
        piece = before + chunk
        asks = asks or ASKS.search(piece) is not None
        answers = answers or ANSWER in piece
        before = piece[-LONGEST_MARK:]
    return asks and answers


def _reference(row: tuple[str, str, str, str]) -> PhotoReference:
    address, alternative_text, caption, credit = row
    return PhotoReference(address, alternative_text=alternative_text, caption=caption, credit=credit)


def _integer(text: str) -> int:
    return int(text) if NUMBER.fullmatch(text) else 0


def _words(text: str) -> str:
    return clean_name(clean(MARKUP.sub(" ", text[:LONGEST_TEXT])))
