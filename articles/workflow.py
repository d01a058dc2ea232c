"""The states of a story, and which move is allowed from where, to whom.

Only the rules: publishing.py makes the moves, the desk shows them.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    DRAFT = "draft", pgettext_lazy("status", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("status", "In review")
    # With an instant that is still to come this is what people call scheduled: derived, never stored.
    PUBLISHED = "published", pgettext_lazy("status", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("status", "Withdrawn")


class Stage(Enum):
    """A status seen at an instant: what is published is either to come or out (Article.stage)."""

    DRAFT = auto()
    IN_REVIEW = auto()
    SCHEDULED = auto()
    PUBLIC = auto()
    WITHDRAWN = auto()
    COPY = auto()  # the working copy of a story that is out: being written
    COPY_IN_REVIEW = auto()


@dataclass(frozen=True, slots=True)
class Move:
    name: str  # also the last part of its address at the desk
    sources: frozenset[Stage]
    target: Status | None  # None: it stays what it is
    permission: str
    # The button: a verb that says the result. A move is the same in every language, and has the same hash.
    label: Promise | str = field(compare=False)

    def allows(self, stage: Stage) -> bool:
        return stage in self.sources


SUBMIT = Move(
    "submit",
    frozenset({Stage.DRAFT, Stage.COPY}),
    Status.IN_REVIEW,
    "articles.submit_article",
    _("Send for review"),
)
SEND_BACK = Move(
    "send-back",
    frozenset({Stage.IN_REVIEW, Stage.COPY_IN_REVIEW}),
    Status.DRAFT,
    "articles.publish_article",
    _("Send back to the writer"),
)
PUBLISH = Move(
    "publish",
    frozenset({Stage.DRAFT, Stage.IN_REVIEW}),
    Status.PUBLISHED,
    "articles.publish_article",
    _("Publish now"),
)
SCHEDULE = Move(
    "schedule",
    frozenset({Stage.DRAFT, Stage.IN_REVIEW}),
    Status.PUBLISHED,
    "articles.publish_article",
    _("Schedule"),
)
REPLACE = Move(
    "replace",
    frozenset({Stage.COPY, Stage.COPY_IN_REVIEW}),
    Status.PUBLISHED,  # the story, by what its working copy says; the copy itself is gone then
    "articles.publish_article",
    _("Publish the revision"),
)
EMBARGO = Move(
    "embargo",
    frozenset({Stage.DRAFT, Stage.IN_REVIEW, Stage.SCHEDULED, Stage.PUBLIC}),
    None,
    "articles.publish_article",
    _("Set the embargo"),
)
UNSCHEDULE = Move(
    "unschedule",
    frozenset({Stage.SCHEDULED}),
    Status.IN_REVIEW,
    "articles.publish_article",
    _("Take back the schedule"),
)
RESCHEDULE = Move(
    "reschedule",
    frozenset({Stage.SCHEDULED, Stage.PUBLIC}),
    Status.PUBLISHED,
    "articles.publish_article",
    _("Change the time"),
)
WITHDRAW = Move(
    "withdraw",
    frozenset({Stage.PUBLIC}),
    Status.WITHDRAWN,
    "articles.withdraw_article",
    _("Withdraw"),
)
REPUBLISH = Move(
    "republish",
    frozenset({Stage.WITHDRAWN}),
    Status.PUBLISHED,
    "articles.withdraw_article",  # it undoes what only a chief may do
    _("Publish again"),
)

MOVES = (SUBMIT, SEND_BACK, SCHEDULE, PUBLISH, REPLACE, UNSCHEDULE, RESCHEDULE, WITHDRAW, REPUBLISH, EMBARGO)


def move_named(name: str) -> Move:
    """Raise KeyError when there is none."""
    return {move.name: move for move in MOVES}[name]


def moves_from(stage: Stage) -> list[Move]:
    return [move for move in MOVES if move.allows(stage)]
