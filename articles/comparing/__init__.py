"""How two states of a story differ, field by field, in words that people read.

before, after = snapshots(of_version(earlier), of_article(article))
differences(before, after)
"""

from .changes import changed_fields
from .content import Content, Link, of_article, of_version
from .difference import Difference, differences, facts
from .snapshot import Snapshot, snapshots

__all__ = [
    "Content",
    "Difference",
    "Link",
    "Snapshot",
    "changed_fields",
    "differences",
    "facts",
    "of_article",
    "of_version",
    "snapshots",
]
