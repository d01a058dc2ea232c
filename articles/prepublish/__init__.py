"""The list before publishing: what readers, or a rule, would miss in a story."""

from datetime import datetime

from articles.models import Article

from . import checks, manuscript
from .codes import Code, named
from .concern import Concern

__all__ = ["Code", "Concern", "blockers", "named", "remarks"]


def remarks(article: Article, *, at: datetime | None = None) -> list[Concern]:
    """On the story as it is saved, if readers saw it from `at` (now) on: blockers first. At most four queries."""
    whole = manuscript.whole(article, at)
    return [concern for check in (*checks.BLOCKERS, *checks.WARNINGS) for concern in check(whole)]


def blockers(article: Article) -> list[Concern]:
    """Only what forbids publishing. No query."""
    bare = manuscript.of_columns(article)
    return [concern for check in checks.BLOCKERS for concern in check(bare)]
