from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .fields import LineField, ParagraphsField, PositionField, SlugLineField

# First parts of our own addresses; a section of that name could never be read. A test compares them with urls.py.
RESERVED_SLUGS = (
    "admin",
    "api",
    "archive",
    "author",
    "corrections",
    "feed",
    "healthz",
    "i18n",
    "media",
    "oembed",
    "page",
    "picture",
    "preview",
    "search",
    "sitemap",
    "static",
    "tag",
)


BETWEEN_SECTIONS = " > "


class Section(models.Model):
    """A part of the paper; at most one level of sub-sections."""

    name = LineField(_("name"), max_length=60)
    slug = SlugLineField(_("address"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    position = PositionField(_("position"), help_text=_("Lower comes first."))
    description = ParagraphsField(_("description"), max_length=500, blank=True)
    on_front_page = models.BooleanField(
        _("block on the front page"), default=True, help_text=_("The blocks stand in the order of the sections.")
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS) & ~Q(slug=""),
                name="section_slug_is_free",
                violation_error_message=_("This address is used by the site itself. Choose another."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="section_has_a_name"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")), name="section_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.parent is None:
            return
        if self.parent == self or self.parent.parent_id or (self.pk and self.children.exists()):
            raise ValidationError({"parent": _("A section has one level of sub-sections at the most.")})

    @property
    def path(self) -> str:
        """Its name, after that of the section it is part of: "Olahraga > Voli"."""
        return self.name if self.parent is None else f"{self.parent.name}{BETWEEN_SECTIONS}{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)
