"""What many pages need alike, read once for each state of the paper (docs/decisions/0046). Each process has its own."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from articles import replicas
from articles.content_version import OutOfReach

Thing = TypeVar("Thing")
MOST = 2000  # things of one state

_states: dict[str, tuple[str, dict[Hashable, Any]]] = {}  # by the database that they were read from


def of_now() -> dict[Hashable, Any]:
    """What is remembered of the present state, for whoever asks to add to. Asked for before the database is."""
    try:
        source = replicas.source_of_this_page()
    except OutOfReach:
        return {}
    if source is None:  # a transaction sees what nobody else does
        return {}
    name, things = _states.get(source.alias, ("", {}))
    if name != source.version.name or len(things) >= MOST:
        things = {}
        _states[source.alias] = (source.version.name, things)
    return things


def once(name: Hashable, read: Callable[[], Thing]) -> Thing:
    known = of_now()
    if name not in known:
        known[name] = read()
    thing: Thing = known[name]
    return thing
