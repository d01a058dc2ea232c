"""The pages that this process has at hand, before those that all processes share."""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from articles.content_version import ContentVersion

from . import shared
from .page import Page

AT_HAND_BYTES = 16 * 1024 * 1024  # some 2,500 pages
WAITS_SECONDS = 10.0  # for another who makes the same page
NOTES_AGAIN_SECONDS = 60.0  # what was noted may be gone: the cache may have been started anew


class Shelf:
    def __init__(self) -> None:
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()
        self.noted = ""  # the version whose withdrawals were noted
        self.notes_again_at = 0.0  # monotonic

    def at_hand(self, key: str, version: ContentVersion) -> Page | None:
        page = self.pages.get(key)
        return page if page is not None and page.is_of(version) else None

    def find(self, key: str, version: ContentVersion) -> Page | None:
        if page := self.at_hand(key, version):
            return page
        self._note_withdrawals(version)
        page = shared.find(key)
        if page is None or not page.is_of(version):
            return None
        self._take(key, page)
        return page

    def put(self, key: str, page: Page) -> None:
        self._take(key, page)
        shared.put(key, page)

    def stale(self, key: str) -> Page | None:
        """The page as it was last seen, unless something has been withdrawn from readers since it was made.

        Which page spoke of what was withdrawn nobody knows: none that is older than a withdrawal is shown.
        """
        if not shared.is_seen_by_all_processes() or (withdrawals := shared.withdrawals()) is None:
            return None
        for page in (self.pages.get(key), shared.find(key)):
            if page is not None and page.withdrawals == withdrawals:
                return page
        return None

    def _note_withdrawals(self, version: ContentVersion) -> None:
        if version.name != self.noted or time.monotonic() >= self.notes_again_at:
            shared.note_withdrawals(version)
            self.noted = version.name
            self.notes_again_at = time.monotonic() + NOTES_AGAIN_SECONDS

    def _take(self, key: str, page: Page) -> None:
        with self.lock:
            if former := self.pages.pop(key, None):
                self.bytes -= former.length
            self.pages[key] = page
            self.bytes += page.length
            while self.bytes > AT_HAND_BYTES:
                _key, oldest = self.pages.popitem(last=False)
                self.bytes -= oldest.length


class Turns:
    """Who makes a page does it alone in this process; a crowd that wants it too waits, but not for ever."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.turns: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        with self.guard:
            lock, waiting = self.turns.get(key) or (threading.Lock(), 0)
            self.turns[key] = lock, waiting + 1
        is_mine = lock.acquire(timeout=WAITS_SECONDS)
        try:
            yield
        finally:
            if is_mine:
                lock.release()
            with self.guard:
                lock, waiting = self.turns.pop(key)
                if waiting > 1:
                    self.turns[key] = lock, waiting - 1
