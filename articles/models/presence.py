from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article


class Presence(models.Model):
    """A story's form that is open in somebody's browser; one row for each tab."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    story = models.ForeignKey(Article, models.CASCADE, related_name="+")
    key = models.UUIDField()  # of the opened form
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="presence_once_a_form")]

    def __str__(self) -> str:
        return f"{self.user} · {self.story_id}"
