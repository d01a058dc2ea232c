"""What readers ask for, and where it stands."""

from .asked import MAX_CHARACTERS, Asked
from .upkeep import connect, entries_of, fill, index, index_of

__all__ = ["MAX_CHARACTERS", "Asked", "connect", "entries_of", "fill", "index", "index_of"]
