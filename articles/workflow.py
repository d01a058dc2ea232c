"""The states of a story, and which move is allowed from where, to whom.

Only the rules: publishing.py makes the moves, the desk shows them.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Move:
    name: str  # also the last part of its address at the desk
    sources: frozenset[Status]
    target: Status
    permission: str
    label: Promise | str  # the button: a verb that says the result
    needs_reason: bool = False

    def allows(self, status: str) -> bool:
        return status in self.sources


SUBMIT = Move(
    "submit",
    frozenset({Status.DRAFT}),
    Status.IN_REVIEW,
    "articles.submit_article",
    _("Send for review"),
)
SEND_BACK = Move(
    "send-back",
    frozenset({Status.IN_REVIEW}),
    Status.DRAFT,
    "articles.publish_article",
    _("Send back to the writer"),
)
PUBLISH = Move(
    "publish",
    frozenset({Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.PUBLISHED,
    "articles.publish_article",
    _("Publish"),
)
RESCHEDULE = Move(
    "reschedule",
    frozenset({Status.PUBLISHED}),
    Status.PUBLISHED,
    "articles.publish_article",
    _("Change the time"),
)
WITHDRAW = Move(
    "withdraw",
    frozenset({Status.PUBLISHED}),
    Status.WITHDRAWN,
    "articles.withdraw_article",
    _("Withdraw"),
    needs_reason=True,
)

MOVES = (SUBMIT, SEND_BACK, PUBLISH, RESCHEDULE, WITHDRAW)


def move_named(name: str) -> Move:
    """Raise KeyError when there is none."""
    return {move.name: move for move in MOVES}[name]


def moves_from(status: str) -> list[Move]:
    return [move for move in MOVES if move.allows(status)]
