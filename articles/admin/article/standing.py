"""What the form of a story says at its top, and its buttons: how the story stands, and where it can go from there."""

from typing import Any

from django.utils import timezone

from articles import revising, roles, workflow
from articles.models import Article
from articles.workflow import Stage

from .moves import moves_for
from .replacing import copy_of
from .stories import status_mark


def of(user: Any, article: Article) -> dict[str, Any]:
    stage, now = article.stage(), timezone.now()
    moves = moves_for(user, article)
    return {
        "story": article,
        "story_status": status_mark(article),
        # An embargo is no step on the way of a story: it is set where it is told.
        "moves": [move for move in moves if move != workflow.EMBARGO],
        "may_set_embargo": workflow.EMBARGO in moves,
        "embargo": article.embargo_until if (article.embargo_until or now) > now else None,
        "is_live": stage == Stage.PUBLIC and roles.may_change(user, article),
        "may_revise": stage == Stage.PUBLIC and roles.may_revise(user, article),
        "working_copy": copy_of(article) if article.revises_id is None else None,
        "may_replace": workflow.REPLACE in moves,
        "meanwhile": revising.meanwhile(article) if article.revises_id is not None else None,
    }
