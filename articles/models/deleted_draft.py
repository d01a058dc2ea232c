from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision

from .fields import LineField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class DeletedDraftQuerySet(models.QuerySet["DeletedDraft"]):
    def of(self, user: "User | AnonymousUser") -> "DeletedDraftQuerySet":
        """Those that this person might have changed while they were there."""
        return self.filter(owners=user.pk)

    def with_people(self) -> "DeletedDraftQuerySet":
        return self.select_related("deleted_by", "revision")


class DeletedDraft(models.Model):
    """A draft that somebody deleted. Its last version has all that it held; it comes back under its own number."""

    number = models.BigIntegerField(unique=True)  # of the story
    headline = LineField(_("headline"), max_length=300)
    deleted_at = models.DateTimeField(_("deleted"), auto_now_add=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("deleted by")
    )
    # Who began it or stood under it: a person may recover what was one's own.
    owners = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    # As it was when it went. It is what the draft is made of again: no clearing of the history may take it.
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    # What hung on it and knows it no more: where it was imported from, and its addresses of earlier sites.
    origin = models.ForeignKey("articles.ImportedSource", models.SET_NULL, null=True, related_name="+")
    old_addresses = models.JSONField(default=list)

    objects = DeletedDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted draft")
        verbose_name_plural = _("deleted drafts")
        ordering = ("-deleted_at", "-pk")
        indexes = [models.Index(fields=("-deleted_at", "-id"), name="deleted_draft_newest")]

    def __str__(self) -> str:
        return self.headline
