from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .fields import LineField


def signer() -> signing.Signer:
    return signing.Signer(sep=".", salt="articles.preview_link")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(ends_at__gt=now, revoked_at=None)


class PreviewLink(models.Model):
    """An address at which somebody without an account reads a story before readers do."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    # What the address is made of, with our signature: whoever reads the database cannot make an address of it.
    key = models.UUIDField(unique=True, default=uuid4)
    for_whom = LineField(_("for whom"), max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview address")
        verbose_name_plural = _("preview addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.for_whom} · {self.article_id}"

    def get_absolute_url(self) -> str:
        return reverse("preview", args=[signer().sign(self.key.hex)])

    @staticmethod
    def key_of(token: str) -> UUID | None:
        """None: we never made this token, or no longer know the key that it was signed with."""
        try:
            return UUID(hex=signer().unsign(token))
        except (signing.BadSignature, ValueError):
            return None
