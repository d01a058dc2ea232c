from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import ParagraphsField
from .set_aside import SetAside


class NoteQuerySet(models.QuerySet["Note"]):
    def open(self) -> Self:
        return self.filter(resolved_at=None)

    def resolved_last(self) -> Self:
        is_resolved = models.Case(models.When(resolved_at=None, then=0), default=1)
        return self.order_by(is_resolved, "-written_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("by", "resolved_by").prefetch_related("mentioned")


class Note(SetAside):
    """What someone at the desk says about a story, to the desk alone. It is never changed, only resolved."""

    MAX_LENGTH = 2000

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = ParagraphsField(_("note"), max_length=MAX_LENGTH)
    written_at = models.DateTimeField(default=timezone.now)
    move = models.CharField(max_length=20, blank=True)  # that it was written with: its name in workflow.py
    key = models.UUIDField(null=True)  # of the form: sent twice, it is one note
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Mention", related_name="+", verbose_name=_("people mentioned")
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        default_permissions = ()  # roles.py asks for those of the story
        ordering = ("-written_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("by", "key"), name="note_once_a_form"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
        indexes = [models.Index(fields=("article", "-written_at"), name="note_of_story")]

    def __str__(self) -> str:
        return self.text[:60]


class MentionQuerySet(models.QuerySet["Mention"]):
    def unseen_by(self, user: Any) -> Self:
        """What this person was called to and has not answered, of notes that still stand."""
        return self.filter(person=user, seen_at=None, note__resolved_at=None, note__article__isnull=False)


class Mention(models.Model):
    """Someone who is called to a note by name."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("note", "person"), name="mention_once_a_note")]
        indexes = [models.Index(fields=("person", "seen_at"), name="mention_of_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.note_id}"
