from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .fields import ParagraphsField


class Override(models.Model):
    """Someone let readers see a story in spite of what was remarked on it before. Never changed, and kept for good."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="overrides")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    codes = models.JSONField(default=list)  # of the remarks (prepublish.Code), in their order
    reason = ParagraphsField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ("-made_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self.codes))
