"""Parts of pages that are kept by all that they show: whatever of it changes, another part is made, and none is ever
out of date (docs/decisions/0043). Each process has its own; while debugging none is kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_BYTES = 16_000_000  # of a thousand stories with their lists; what they are kept by is a third of it again
Make = Callable[[], SafeString]
PLAIN = {str, int, bool, datetime, type(None)}

_kept: OrderedDict[Hashable, SafeString | bytes] = OrderedDict()
_keeping = threading.Lock()
_bytes = 0


def kept(shows: Hashable, make: Make) -> SafeString:
    """`shows`: all that the part is made from, besides the language."""
    return kept_each([(shows, make)])[0]


def kept_each(parts: Sequence[tuple[Hashable, Make]]) -> list[SafeString]:
    """Many at once, each as kept() has it."""
    if settings.DEBUG:
        return [make() for _shows, make in parts]
    language = get_language()
    keys = [(language, shows) for shows, _make in parts]
    with _keeping:
        found = [_found(key) for key in keys]
    return [
        _keep(key, make()) if kept is None else SafeString(kept.decode()) if isinstance(kept, bytes) else kept
        for key, kept, (_shows, make) in zip(keys, found, parts, strict=True)
    ]


def _found(key: Hashable) -> SafeString | bytes | None:
    found = _kept.get(key)
    if found is not None:
        _kept.move_to_end(key)
    return found


def _keep(key: Hashable, made: SafeString) -> SafeString:
    global _bytes
    # One curly quote, and Python holds the text with two bytes for each letter.
    stored = made if made.isascii() else made.encode()
    with _keeping:
        if key not in _kept:
            _kept[key] = stored
            _bytes += len(stored)
        while _bytes > MOST_BYTES:
            _key, oldest = _kept.popitem(last=False)
            _bytes -= len(oldest)
    return made


def forget() -> None:
    global _bytes
    with _keeping:
        _kept.clear()
        _bytes = 0


# ---- What tells one thing from another ----------------------------------------------------------------------------


class Row(Protocol):
    """Of plain values: equal ones show the same."""

    @property
    def shown(self) -> dict[str, Any]:
        """What the template shows it by."""

    def __hash__(self) -> int: ...


def of_rows(template: str, rows: Iterable[Row], **more: Hashable) -> list[SafeString]:
    """The parts of a list, each kept by its row. `more` goes to the template too."""
    return kept_each([((template, row, *more.items()), partial(_made, template, row, more)) for row in rows])


def _made(template: str, row: Row, more: dict[str, Hashable]) -> SafeString:
    return render_to_string(template, {**row.shown, **more})


def columns(*things: Model | None) -> tuple[Hashable, ...]:
    return tuple(_columns(thing) for thing in things)


def _columns(thing: Model | None) -> Hashable:
    if thing is None:
        return None
    read = thing.__dict__
    return tuple(_plain(read[name]) for name in _names(type(thing)) if name in read)


def _plain(value: Any) -> Hashable:
    return value if type(value) in PLAIN else str(value)


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
