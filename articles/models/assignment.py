from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import InstantField
from .set_aside import SetAside


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        return self.filter(ended_at=None, article__isnull=False)

    def overdue(self, at: datetime | None = None) -> Self:
        return self.open().filter(deadline_at__lt=at or timezone.now())

    def still_valid(self) -> Self:
        """Not taken back: finished or not, the story is this person's to write on while it is a draft."""
        return self.exclude(end__in=(Assignment.End.TAKEN_BACK, Assignment.End.REPLACED))

    def to(self, user: Any) -> Self:
        return self.still_valid().filter(person=user)

    def most_pressing_first(self) -> Self:
        return self.order_by(F("deadline_at").asc(nulls_last=True), "pk")


class Assignment(SetAside):
    """A story in somebody's hands, by a time. A row is never changed but to say how it ended: it is its own history."""

    class End(models.TextChoices):
        DONE = "done", _("done")  # said by hand
        HANDED_IN = "handed_in", _("handed in")  # the story left the draft
        TAKEN_BACK = "taken_back", _("taken back")
        REPLACED = "replaced", _("replaced")  # by another deadline of the same person

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("assigned to")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)
    deadline_at = InstantField(_("deadline"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    end = models.CharField(max_length=10, choices=End.choices, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("article", "person"), condition=Q(ended_at=None), name="assigned_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="assignment_ends_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=("person", "ended_at", "deadline_at"), name="assignment_of_person"),
            models.Index(fields=("ended_at", "deadline_at"), name="assignment_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.article_id}"

    def is_overdue(self, at: datetime | None = None) -> bool:
        return self.ended_at is None and self.deadline_at is not None and self.deadline_at < (at or timezone.now())
