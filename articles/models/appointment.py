from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.workflow import Status

if TYPE_CHECKING:
    from .article import Article


class Occasion(models.TextChoices):
    APPEARS = "appears"
    BREAKING_ENDS = "breaking_ends"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def due(self, at: datetime | None = None) -> Self:
        return self.filter(due_at__lte=at or timezone.now()).order_by("due_at", "pk")

    def to_keep(self, at: datetime | None = None) -> Self:
        """Those that are due, but for what has just failed and is given time."""
        at = at or timezone.now()
        return self.due(at).filter(Q(try_again_at__isnull=True) | Q(try_again_at__lte=at))


class Appointment(models.Model):
    """An instant at which something follows from a story, once: whoever does it takes the appointment away.

    What readers see does not wait for it. `due.py` keeps appointments; a story makes its own whenever it is saved.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="appointments")
    occasion = models.CharField(max_length=16, choices=Occasion.choices)
    due_at = models.DateTimeField(db_index=True)
    # Of one that could not be kept.
    failures = models.PositiveSmallIntegerField(default=0)
    try_again_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("article", "occasion"), name="appointment_once_an_occasion"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="appointment_occasion_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} · {self.article_id}"


def appointments_of(article: "Article") -> Mapping[Occasion, datetime]:
    """What follows from the story, and when: by its columns alone."""
    if article.status != Status.PUBLISHED:
        return {}
    instants = {Occasion.APPEARS: article.public_from, Occasion.BREAKING_ENDS: article.breaking_until}
    return {occasion: at for occasion, at in instants.items() if at is not None}


def make_appointments(article: "Article") -> None:
    """Bring those of a saved story in line with its columns. What is past makes none: it is due, or done."""
    now = timezone.now()
    made = {appointment.occasion: appointment for appointment in Appointment.objects.filter(article=article)}
    for occasion, at in appointments_of(article).items():
        appointment = made.pop(occasion, None)
        if appointment is None:
            if at > now:
                Appointment.objects.create(article=article, occasion=occasion, due_at=at)
        elif max(at, now) != max(appointment.due_at, now):
            appointment.due_at, appointment.failures, appointment.try_again_at = max(at, now), 0, None
            appointment.save()
    if made:
        Appointment.objects.filter(pk__in=[appointment.pk for appointment in made.values()]).delete()
