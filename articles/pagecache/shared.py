"""The cache "pages", which all processes share: what lies in it may be gone, and it may itself be out of reach."""

import hashlib
import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import BaseCache, caches

from articles import content_version
from articles.content_version import ContentVersion

from .edition import edition
from .page import Page

logger = logging.getLogger(__name__)

KEPT_SECONDS = 7 * 24 * 60 * 60  # for the days on which there is nothing else
RESTS_SECONDS = 5.0  # after it failed
WITHDRAWALS = "withdrawals"
Answer = TypeVar("Answer")


class _State:
    rests_until = 0.0  # monotonic


_state = _State()


def is_seen_by_all_processes() -> bool:
    return "locmem" not in str(settings.CACHES["pages"]["BACKEND"])


def find(key: str) -> Page | None:
    found = _ask(lambda pages: pages.get(_name(key)), None)
    return found if isinstance(found, Page) else None


def put(key: str, page: Page) -> None:
    _ask(lambda pages: pages.set(_name(key), page, KEPT_SECONDS), None)


def _name(key: str) -> str:
    return f"{edition()}-{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"


def _ask(question: Callable[[BaseCache], Answer], otherwise: Answer) -> Answer:
    """A cache that is away is asked again after a while, not by everyone."""
    if time.monotonic() < _state.rests_until:
        return otherwise
    try:
        return question(caches["pages"])
    except Exception:  # whatever the cache of the newsroom's choice raises, a page can be made without it
        logger.warning("The cache of pages cannot be reached; pages are made without it.", exc_info=True)
        _state.rests_until = time.monotonic() + RESTS_SECONDS
        return otherwise


# ---- Withdrawals: how many there were when a page was made decides whether it may be shown stale -----------------


def withdrawals() -> int | None:
    """As many as any process knows of; None: nobody can say."""
    noted: Any = _ask(lambda pages: pages.get(WITHDRAWALS), None)
    known = content_version.last_known()
    if not isinstance(noted, int):
        return None
    return max(noted, known.withdrawals if known else 0)


def note_withdrawals(version: ContentVersion) -> None:
    def note(pages: BaseCache) -> None:
        noted = pages.get(WITHDRAWALS)
        if noted is None or noted < version.withdrawals:
            pages.set(WITHDRAWALS, version.withdrawals, None)

    _ask(note, None)


def watch() -> None:
    content_version.withdrawn_from_readers.connect(_withdrawn)


def _withdrawn(**_signal: Any) -> None:
    """Before the one who withdrew it is answered: from now on no process shows what it was, whatever fails."""
    try:
        note_withdrawals(content_version.current())
    except content_version.OutOfReach:
        _ask(lambda pages: pages.set(WITHDRAWALS, (withdrawals() or 0) + 1, None), None)
