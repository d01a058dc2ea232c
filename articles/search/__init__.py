"""What readers ask for, and where it stands."""

from . import telling
from .asked import MAX_CHARACTERS, Asked
from .found import found
from .near import help_with, nearest
from .question import Question
from .servers import Away, server
from .upkeep import COLUMNS, connect, differing, fill, index, index_of
from .walk import SearchWalk

__all__ = [
    "COLUMNS",
    "MAX_CHARACTERS",
    "Asked",
    "Away",
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
    "server",
    "telling",
]
