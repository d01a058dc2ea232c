from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article


class Submission(models.Model):
    """Since when a story waits for an editor, and who sent it. It goes when the story moves on.

    The story's own times cannot say it: every correction in between changes them.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="submission")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("sent_at",), name="submission_oldest")]

    def __str__(self) -> str:
        return str(self.article_id)
