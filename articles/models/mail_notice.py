from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article
from .fields import LineField


class NoticeKind(models.TextChoices):
    """What a person may be told by mail, and may not want to be told."""

    ASSIGNMENT = "assignment", pgettext_lazy("notice by mail", "A story is assigned to you")
    OVERDUE = "overdue", pgettext_lazy("notice by mail", "A deadline of yours has passed")
    MENTION = "mention", pgettext_lazy("notice by mail", "A note mentions you")
    SENT_BACK = "sent_back", pgettext_lazy("notice by mail", "A story of yours is sent back")
    PUBLISHED = "published", pgettext_lazy("notice by mail", "A story of yours is out")
    REVIEW = "review", pgettext_lazy("notice by mail", "A story waits for an editor")


class MailNoticeQuerySet(models.QuerySet["MailNotice"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None)


class MailNotice(models.Model):
    """That one person is told of one event, once. Written with the event itself; sent when that is done."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    event = LineField(max_length=100)  # what tells this one from others of its kind
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    about_at = models.DateTimeField(null=True)  # the instant it is about, such as a deadline
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)  # taken in hand, to be sent; None again if that failed
    failures = models.PositiveSmallIntegerField(default=0)

    objects = MailNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice by mail")
        verbose_name_plural = _("notices by mail")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("kind", "event", "person"), name="notice_once_an_event"),
        ]
        indexes = [models.Index(fields=("sent_at", "made_at"), name="notice_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person_id}"
