from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .section import Section


class Person(models.Model):
    """What the desk keeps of an account beside its roles."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="person")
    sections = models.ManyToManyField(
        Section,
        blank=True,
        related_name="+",
        verbose_name=_("sections"),
        help_text=_("An editor of these publishes here only, sub-sections included. None: everywhere."),
    )
    language = models.CharField(_("language of the desk"), max_length=5, blank=True)
    # Kinds of notices by mail (NoticeKind) that this person does not want.
    notices_off = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return str(self.user)
