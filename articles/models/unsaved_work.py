from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article


class UnsavedWork(models.Model):
    """What someone has typed into a story's form and not saved: nobody else's business, and no version of the story."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Of the opened form, which sends it as `begun_by`. Two forms on one story are two works.
    key = models.UUIDField()
    # None: a story that was never saved.
    story = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    # Name of a field → its values, rows of links and bylines included, as the form would send them.
    fields = models.JSONField(default=dict)
    # The version of the story that it was typed on; 0 for a story that was never saved.
    version = models.PositiveIntegerField(default=0)
    typed_at = models.DateTimeField(_("typed"), default=timezone.now)
    # When the form was saved. What a slow connection brings after that is not unsaved work any more.
    saved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="unsaved_work_once_a_form")]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        return " ".join(" ".join(self.fields.get("headline", ())).split())
