"""Where an imported story came from, and every address it ever had."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .fields import LineField, ParagraphsField

PERCENT_ENCODED = re.compile("%[0-9a-f]{2}", re.IGNORECASE)


class ImportBatch(models.Model):
    """One run of the importer."""

    source = LineField(_("source"), max_length=60)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)  # null: running, or cut short
    undone_at = models.DateTimeField(_("undone"), null=True)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    repeated = models.PositiveIntegerField(_("repeated"), default=0)
    skipped = models.PositiveIntegerField(_("skipped"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    left_out = models.JSONField(_("left out"), default=dict)  # {"attachment": 37}: what was no story

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.source} #{self.pk}"


class MadeByImport(models.Model):
    """What an import made besides stories, so that undoing it leaves nothing behind that nobody uses."""

    class Noun(models.TextChoices):
        AUTHOR = "author", _("author")
        PHOTO = "photo", _("photo")
        SECTION = "section", _("section")
        TAG = "tag", _("tag")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="made", verbose_name=_("import"))
    noun = models.CharField(max_length=10, choices=Noun.choices)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("thing made by an import")
        verbose_name_plural = _("things made by imports")
        constraints = [models.UniqueConstraint(fields=("noun", "object_id"), name="made_by_one_import")]

    def __str__(self) -> str:
        return f"{self.get_noun_display()} {self.object_id}"


class ImportedSource(models.Model):
    """The tie between a story and what it was made from. (source, source_id) names the original for good."""

    # null: an editor has deleted the story. The tie stays, or the next import would bring the story back.
    article = models.OneToOneField(
        "articles.Article", models.SET_NULL, null=True, related_name="imported_from", verbose_name=_("story")
    )
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="sources", verbose_name=_("import"))
    source = LineField(_("source"), max_length=60)
    source_id = LineField(_("name in the source"), max_length=500)
    checksum = models.CharField(max_length=64)  # of the record the story now holds
    # Checksums of other texts that the source itself gave for the same story; the fullest is the one we hold.
    other_checksums = models.JSONField(default=list)
    # The story's version when the importer last wrote it: a higher one means that an editor has worked on it.
    article_version = models.PositiveIntegerField()
    word_count = models.PositiveIntegerField(_("words in the source"), default=0)
    lacks_photos = models.BooleanField(_("lacks photos"), default=False)  # the source names some that were not found
    # What a person should check: [sentence, values] each, so that it is said in the language of who reads it.
    remarks = models.JSONField(_("to check"), default=list)
    needs_review = models.BooleanField(_("to check"), default=False)
    original = ParagraphsField(_("text in the source"), blank=True)  # only where there is something to check
    checked_at = models.DateTimeField(_("checked"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("checked by")
    )

    class Meta:
        verbose_name = _("imported story")
        verbose_name_plural = _("imported stories to check")
        constraints = [models.UniqueConstraint(fields=("source", "source_id"), name="imported_once")]
        indexes = [
            models.Index(fields=("article",), condition=Q(needs_review=True), name="import_to_check"),
            models.Index(fields=("batch", "id"), name="import_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.source_id}"

    def warnings(self) -> list[str]:
        return [gettext(sentence) % values for sentence, values in self.remarks]


class ImportedUpdate(models.Model):
    """A story as it was before an import changed it, so that the change can be taken back."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="updates", verbose_name=_("import"))
    origin = models.ForeignKey(ImportedSource, models.CASCADE, related_name="updates", verbose_name=_("origin"))
    before = models.TextField()  # one line, as formats/own.py writes a story
    tie_before = models.JSONField()  # the columns of ImportedSource that the change touched

    class Meta:
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by imports")
        constraints = [models.UniqueConstraint(fields=("batch", "origin"), name="changed_once_by_an_import")]

    def __str__(self) -> str:
        return f"{self.batch_id} · {self.origin_id}"


class ImportProblem(models.Model):
    """What an import could not take, or left as it is: where it stood, and why."""

    class Outcome(models.TextChoices):
        REPEATED = "repeated", _("repeated")
        SKIPPED = "skipped", _("skipped")
        REJECTED = "rejected", _("rejected")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="problems", verbose_name=_("import"))
    place = LineField(_("place"), max_length=500)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    sentence = models.TextField()
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.place}: {self.text()}"

    def text(self) -> str:
        return gettext(self.sentence) % self.values if self.values else gettext(self.sentence)


class LegacyAddress(models.Model):
    """A path of an earlier site; it answers 301 to the story."""

    MAX_LENGTH = 1000

    path = LineField(_("old path"), max_length=MAX_LENGTH, unique=True)
    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="legacy_addresses",
        limit_choices_to={"revises": None},
        verbose_name=_("story"),
    )

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ("path",)

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        """Whatever form it was typed in, what is kept is what readers' browsers ask for."""
        try:
            path = self.path_of(self.path)
        except ValueError:  # "http://[x/"
            path = ""
        if path == "/" or not path.startswith("/"):
            raise ValidationError(
                {
                    "path": _(
                        "Write an address of the earlier site, such as /berita/lama. Its front page alone cannot lead "
                        "to a story."
                    )
                }
            )
        if len(path) > self.MAX_LENGTH:  # é becomes %C3%A9
            raise ValidationError({"path": _("This address is too long.")})
        self.path = path

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)

    @staticmethod
    def path_of(address: str) -> str:
        """Path and query without host, fragment or final slash, percent-encoded: one form for one address.

        Its own path_of is itself. Raise ValueError if the address cannot be read.
        """
        parts = urlsplit(address)
        path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._").rstrip("/") or "/"
        if path.startswith("//"):  # would read as a host; a request has it in this form too
            path = f"/%2F{path[2:]}"
        if parts.query:
            path = f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}"
        return PERCENT_ENCODED.sub(lambda octet: octet[0].upper(), path)
