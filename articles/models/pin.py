from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Kind
from .fields import InstantField, PositionField


class PinQuerySet(models.QuerySet["Pin"]):
    def standing(self, at: datetime | None = None) -> Self:
        at = at or timezone.now()
        begun = Q(begins_at__isnull=True) | Q(begins_at__lte=at)
        not_over = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
        return self.filter(begun, not_over)


class Pin(models.Model):
    """A story that editors hold on the front page: at its top, or in the block of a section."""

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="pins",
        limit_choices_to={"revises": None},
        verbose_name=_("story"),
    )
    section = models.ForeignKey(
        "articles.Section",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pins",
        limit_choices_to={"parent": None},
        verbose_name=_("in the block of"),
        help_text=_("Empty: at the top of the page."),
    )
    position = PositionField(_("position"), help_text=_("Lower comes first; the first at the top leads the page."))
    begins_at = InstantField(_("from"), null=True, blank=True, help_text=_("Empty: from now on."))
    ends_at = InstantField(_("until"), null=True, blank=True, help_text=_("Empty: until it is taken away."))

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pin on the front page")
        verbose_name_plural = _("front page")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("begins_at")),
                name="pin_ends_after_it_begins",
                violation_error_message=_("It would end before it begins. Give a later end."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)

    def clean(self) -> None:
        if self.section_id is None and self.article_id and self.article.kind == Kind.ADVERTORIAL:
            raise ValidationError(
                {"section": _("An advertorial never stands at the top. Choose the block of a section.")}
            )
