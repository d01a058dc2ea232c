"""Which posts of a file were read already: a number names one post, so that two posts under one are damage."""

import re
import sqlite3

from articles.remark import Remark, gettext_noop

TABLE = "CREATE TABLE post (number TEXT PRIMARY KEY, guid TEXT); CREATE TABLE guid (guid TEXT PRIMARY KEY, number TEXT)"
# Copying plugins keep the guid of the post they copy; that of WordPress's own making then names two posts, and rightly.
ADDRESS = re.compile(r"https?://.*", re.IGNORECASE | re.DOTALL)


class Numbers:
    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.executescript(TABLE)

    def conflict(self, number: str, guid: str) -> str:
        """A sentence, if another post bore this number before; "" for the same post once more."""
        if self.database.execute("INSERT OR IGNORE INTO post VALUES (?, ?)", (number, guid)).rowcount:
            return ""
        [first] = self.database.execute("SELECT guid FROM post WHERE number = ?", (number,)).fetchone()
        if not guid or not first or first == guid:
            return ""
        return (
            f"Post {number} stands twice in this file, with the guids {first[:200]!r} and {guid[:200]!r}: two stories "
            "under one number. The first was taken. Give the other a number of its own."
        )

    def doubt(self, number: str, guid: str) -> Remark | None:
        """Whether a guid that is no address was another post's before."""
        if not guid or ADDRESS.fullmatch(guid):
            return None
        if self.database.execute("INSERT OR IGNORE INTO guid VALUES (?, ?)", (guid, number)).rowcount:
            return None
        [first] = self.database.execute("SELECT number FROM guid WHERE guid = ?", (guid,)).fetchone()
        if first == number:
            return None
        return Remark(
            gettext_noop("Post %(number)s bears the same guid, “%(guid)s”; both were taken."),
            number=first,
            guid=guid[:200],
        )
