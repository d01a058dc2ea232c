"""Pages of readers are made once for each state of the paper (content_version.py; docs/decisions/0038, 0039)."""

from . import edge, shared
from .edge import paper_state
from .kept import for_readers, kept
from .middleware import middleware
from .source import from_replicas

__all__ = ["for_readers", "from_replicas", "kept", "middleware", "paper_state", "watch"]


def watch() -> None:
    """In this order: what other processes must know comes before what takes time."""
    shared.watch()
    edge.watch()
