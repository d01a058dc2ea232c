"""What readers ask for, and where it stands."""

from .asked import MAX_CHARACTERS, Asked
from .found import found
from .near import help_with, nearest
from .question import Question
from .upkeep import COLUMNS, connect, differing, fill, index, index_of
from .walk import SearchWalk

__all__ = [
    "COLUMNS",
    "MAX_CHARACTERS",
    "Asked",
    "Question",
    "SearchWalk",
    "connect",
    "differing",
    "fill",
    "found",
    "help_with",
    "index",
    "index_of",
    "nearest",
]
