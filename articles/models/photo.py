import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from articles.renditions import Picture, narrower

from .fields import LineField, ParagraphsField

logger = logging.getLogger(__name__)


def stored_path(photo: "Photo", _filename: str) -> str:
    """A name of our own making: the uploader's says nothing and may say anything."""
    return f"photos/{photo.sha256[:2]}/{photo.sha256}.{photo.extension}"


class Photo(models.Model):
    """A picture, re-encoded without metadata. The bytes that were uploaded are never kept or served."""

    file = models.FileField(_("picture"), upload_to=stored_path, max_length=200)
    # SHA-256 of the bytes that were uploaded: the same upload is the same photo, whatever was made of it. Bodies name
    # their pictures by it. Photos of before this column have their sha256 here.
    key = models.CharField(max_length=64, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)  # of the file
    extension = models.CharField(max_length=4, editable=False)
    width_px = models.PositiveIntegerField(_("width"), editable=False)
    height_px = models.PositiveIntegerField(_("height"), editable=False)
    narrower_px = models.JSONField(default=list, editable=False)  # widths that lie beside the file, for phones
    focal_x_percent = models.PositiveSmallIntegerField(
        _("focal point from the left (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y_percent = models.PositiveSmallIntegerField(
        _("focal point from the top (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    alternative_text = LineField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    caption = ParagraphsField(_("caption"), max_length=500, blank=True)
    credit = LineField(_("credit"), max_length=120, blank=True, help_text=_("Who made the picture."))
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x_percent__lte=100, focal_y_percent__lte=100),
                name="photo_focal_point_is_inside",
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="photo_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.alternative_text or self.caption[:60] or _("Photo %(number)s") % {"number": self.pk}

    def describe(self, picture: Picture) -> None:
        """Take on what renditions.accept() says of a picture. Neither the row nor the file is written."""
        self.key, self.sha256, self.extension = picture.upload_sha256, picture.sha256, picture.extension
        self.width_px, self.height_px = picture.width_px, picture.height_px
        self.file = stored_path(self, "")

    def put(self, picture: Picture) -> None:
        """The same, and keep the file. The row is not yet saved. Raise OSError where files cannot be kept."""
        self.describe(picture)
        # Left by someone who was cut short before the row was written; whole or not.
        if self.file.storage.exists(stored_path(self, "")):
            self.file.storage.delete(stored_path(self, ""))
        self.file.save("", ContentFile(picture.content), save=False)
        smaller = narrower(picture.content)
        for width_px, content in smaller.items():
            self.file.storage.delete(self.narrower_name(width_px))
            self.file.storage.save(self.narrower_name(width_px), ContentFile(content))
        self.narrower_px = sorted(smaller)

    def narrower_name(self, width_px: int) -> str:
        return f"{stored_path(self, '').rpartition('.')[0]}-{width_px}.webp"

    @property
    def smaller_files(self) -> list[str]:
        """As a srcset has them: address and width."""
        return [f"{self.file.storage.url(self.narrower_name(width))} {width}w" for width in self.narrower_px]


@receiver(post_delete, sender=Photo)
def delete_file(instance: Photo, **_signal: Any) -> None:
    """What is deleted is no longer served. Only once the row is gone for good: a failed delete keeps its picture."""
    storage, name = instance.file.storage, instance.file.name
    if not name:
        return
    for each in [name, *map(instance.narrower_name, instance.narrower_px)]:
        transaction.on_commit(partial(_drop, storage, each))


def _drop(storage: Storage, name: str) -> None:
    """The row is gone, whether or not the place of the files answers."""
    try:
        storage.delete(name)
    except OSError:
        logger.exception(
            "%s belongs to no photo any more and could not be deleted: readers who know it may see it.", name
        )
