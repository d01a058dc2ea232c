from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.keys import tag_key

from .fields import DerivedLineField, LineField, ParagraphsField, SlugLineField
from .slugs import distinct_slug, free_slug


class Author(models.Model):
    """A name under stories. Two people may bear the same one; some have no account here."""

    name = LineField(_("name"), max_length=120)
    slug = SlugLineField(_("address"), max_length=80, unique=True, blank=True)
    role = LineField(_("role"), max_length=80, blank=True, help_text=_("For example: reporter in Singaraja."))
    about = ParagraphsField(_("about"), max_length=1000, blank=True)
    photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, related_name="authors", verbose_name=_("photo")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("The account of this person at the desk, if there is one."),
    )
    key = DerivedLineField(max_length=240, db_index=True, source=lambda author: tag_key(author.name))

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="author_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="author_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    def clean(self) -> None:
        self.slug = self.slug or free_slug(Author, self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
        except IntegrityError:
            if self.pk is not None:
                raise
            # Someone else took the address between the look and the leap.
            self.slug = distinct_slug(self.name, str(uuid4()))
            super().save(*args, **kwargs)
