import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager

from articles.body.allowed import EMBED
from articles.body.plain_text import plain_text, teaser, word_count
from articles.keys import headline_key
from articles.workflow import Stage, Status

from .appointment import make_appointments
from .article_queries import ArticleQuerySet
from .author import Author
from .fields import (
    BodyField,
    DerivedCountField,
    DerivedLineField,
    DerivedTextField,
    InstantField,
    LineField,
    ParagraphsField,
    SlugLineField,
)
from .slugs import MAX_LENGTH, slug_of
from .tag import KeyedTags, TaggedArticle

WORDS_A_MINUTE = 200
NO_SECTION = "-"  # in the place of a section's address


@lru_cache(maxsize=5000)
def address(section: str, pk: int, slug: str) -> str:
    """Of a story. A page of one has two dozen, and Django takes 0.1 ms to find each: nothing but these tells it."""
    return reverse("article", args=[section, pk, slug])


class Kind(models.TextChoices):
    NEWS = "news", pgettext_lazy("kind of story", "News")
    FEATURE = "feature", pgettext_lazy("kind of story", "Feature")
    OPINION = "opinion", pgettext_lazy("kind of story", "Opinion")
    ADVERTORIAL = "advertorial", pgettext_lazy("kind of story", "Advertorial")


class Article(models.Model):  # type: ignore[django-manager-missing]  # TaggedArticle's base is untyped
    kicker = LineField(
        _("kicker"), max_length=60, blank=True, help_text=_("A word or two above the headline, if it needs them.")
    )
    headline = LineField(_("headline"), max_length=300)
    slug = SlugLineField(
        _("words of the address"), max_length=MAX_LENGTH, blank=True, help_text=_("Made from the headline if empty.")
    )
    standfirst = ParagraphsField(
        _("standfirst"), max_length=600, blank=True, help_text=_("One or two sentences under the headline.")
    )
    body = BodyField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NEWS)
    place = LineField(_("place"), max_length=80, blank=True, help_text=_("Where it happened, such as Singaraja."))
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
        help_text=_("A draft may do without; a published story may not."),
    )
    lead_photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("photo")
    )
    authors = models.ManyToManyField(
        Author, through="Byline", related_name="articles", blank=True, verbose_name=_("bylines")
    )
    tags = TaggableManager(through=TaggedArticle, manager=KeyedTags, blank=True, verbose_name=_("tags"), help_text="")
    edited_by = LineField(_("edited by"), max_length=200, blank=True, help_text=_("As readers are told."))
    rights = LineField(
        _("rights"), max_length=200, blank=True, help_text=_("The claim of an agency, as it wants it printed.")
    )
    sponsor_name = LineField(
        _("sponsor"), max_length=120, blank=True, help_text=_("Readers are told. An advertorial cannot do without.")
    )
    unverified_reason = ParagraphsField(
        _("not yet verified because"),
        max_length=500,
        blank=True,
        help_text=_("Readers are told at the end of the story that it still needs checking."),
    )

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    published_at = InstantField(_("published"), null=True, blank=True, editable=False)
    first_published_at = InstantField(_("first published"), null=True, editable=False)
    embargo_until = InstantField(_("embargo until"), null=True, blank=True)
    updated_at = InstantField(_("updated"), null=True, editable=False)  # as readers are told
    breaking_until = InstantField(
        _("breaking until"),
        null=True,
        blank=True,
        help_text=_("Until then it also stands in the strip above the front page."),
    )
    withdrawn_because = ParagraphsField(_("withdrawn because"), max_length=500, blank=True, editable=False)

    # Of a working copy: the story whose text it is to replace, and the version of that story it began with.
    revises = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="working_copy",
        verbose_name=_("working copy of"),
    )
    revises_version = models.PositiveIntegerField(null=True, editable=False)

    # Of the form that began the story: sent twice, it makes one.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # Goes up by one with every change; a save that was begun on an earlier one is refused.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    saved_at = models.DateTimeField(_("last saved"), default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    # Computed when the story is written. Their sources stand above.
    headline_key = DerivedLineField(max_length=600, source=lambda article: headline_key(article.headline)[:600])
    teaser = DerivedTextField(
        max_length=250, source=lambda article: teaser(article.standfirst or plain_text(article.body))
    )
    word_count = DerivedCountField(default=0, source=lambda article: word_count(plain_text(article.body)))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ("-saved_at", "-pk")
        permissions = [
            ("submit_article", "Can send a story for review"),
            ("publish_article", "Can publish a story"),
            ("withdraw_article", "Can withdraw a story"),
            ("change_any_article", "Can change the stories of others"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_a_headline"),
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_a_slug"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="article_status_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | Q(published_at__isnull=False, first_published_at__isnull=False, section__isnull=False),
                name="article_published_has_time_and_section",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN) | Q(first_published_at__isnull=False),
                name="article_withdrawn_was_published",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED, kind=Kind.ADVERTORIAL, sponsor_name=""),
                name="article_advertorial_names_its_sponsor",
            ),
            # Whatever a list asks for, if it asks for what is published it can find no working copy.
            models.CheckConstraint(
                condition=Q(revises__isnull=True, revises_version__isnull=True)
                | Q(
                    status__in=(Status.DRAFT, Status.IN_REVIEW),
                    revises__isnull=False,
                    revises_version__isnull=False,
                    published_at__isnull=True,
                    first_published_at__isnull=True,
                ),
                name="article_working_copy_is_never_out",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | ~Q(revises=models.F("id")),
                name="article_working_copy_is_of_another",
            ),
        ]
        indexes = [
            # The readers' lists: home, archive and feeds; sections. Newest first on a unique key.
            # Status first, and not a condition: SQLite would pass a partial index by until it has statistics.
            models.Index(fields=("status", "-published_at", "-id"), name="article_newest"),
            models.Index(
                fields=("section", "-published_at", "-id"),
                condition=Q(status=Status.PUBLISHED),
                name="article_newest_in_section",
            ),
            # The desk's list, whole and by status.
            models.Index(fields=("-saved_at", "-id"), name="article_last_saved"),
            models.Index(fields=("status", "-saved_at", "-id"), name="article_last_saved_by_status"),
            # What a person has begun and not handed in.
            models.Index(fields=("created_by", "status", "-saved_at"), name="article_begun_by"),
            # A link that waits for a headline finds the newest that bears it, however many do.
            models.Index(fields=("headline_key", "status", "-published_at", "-id"), name="article_newest_of_headline"),
            models.Index(
                fields=("embargo_until",), condition=Q(embargo_until__isnull=False), name="article_under_embargo"
            ),
            models.Index(
                fields=("status", "-breaking_until"), condition=Q(breaking_until__isnull=False), name="article_breaking"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def is_public(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.published_at is not None
            and self.published_at <= at
            and (self.embargo_until is None or self.embargo_until <= at)
        )

    def is_scheduled(self, at: datetime | None = None) -> bool:
        return self.status == Status.PUBLISHED and not self.is_public(at)

    def is_breaking(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        return self.breaking_until is not None and self.breaking_until > at and self.is_public(at)

    def stage(self, at: datetime | None = None) -> Stage:
        if self.revises_id is not None:
            return Stage.COPY if self.status == Status.DRAFT else Stage.COPY_IN_REVIEW
        if self.status == Status.PUBLISHED:
            return Stage.PUBLIC if self.is_public(at) else Stage.SCHEDULED
        return Stage[Status(self.status).name]

    def was_seen(self, at: datetime | None = None) -> bool:
        """Whether readers can have seen it by then, be it withdrawn or moved since."""
        return self.first_published_at is not None and self.first_published_at <= (at or timezone.now())

    @property
    def public_from(self) -> datetime | None:
        """When readers may first see it, as things stand; None while it is not published."""
        if self.status != Status.PUBLISHED or self.published_at is None:
            return None
        return max(self.published_at, self.embargo_until or self.published_at)

    @property
    def listed_at(self) -> datetime | None:
        """Its place in the lists by tag and by author, which keep a copy; None while it is in none."""
        return self.published_at if self.status == Status.PUBLISHED else None

    @property
    def is_paid_for(self) -> bool:
        return self.kind == Kind.ADVERTORIAL

    @property
    def kind_mark(self) -> str:
        """What must be said of it wherever it stands; nothing of news. An advertorial says who paid."""
        if self.is_paid_for:
            return f"{self.get_kind_display()}: {self.sponsor_name}"
        return str(self.get_kind_display()) if self.kind == Kind.OPINION else ""

    @property
    def has_embeds(self) -> bool:
        """Whether its page needs what embeds need."""
        return f"<figure {EMBED}=" in self.body

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.word_count / WORDS_A_MINUTE))

    @property
    def picture_mark(self) -> str:
        """Another one for each look that its picture for sharing can have: browsers may keep the picture for good."""
        photo = self.lead_photo
        looks = (photo.sha256, photo.focal_x_percent, photo.focal_y_percent) if photo else (self.headline, self.kind)
        return hashlib.sha256(repr((*looks, self.section_id)).encode()).hexdigest()[:12]

    def get_absolute_url(self) -> str:
        section = self.section.slug if self.section is not None else NO_SECTION
        return address(section, self.pk, self.slug)

    def clean(self) -> None:
        self.slug = self.slug or slug_of(self.headline, otherwise="berita")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)
        self.update_listings()
        make_appointments(self)

    def update_listings(self) -> None:
        """Bring the copies of `listed_at` in line."""
        for copies in (self.tagged_articles, self.bylines):
            copies.exclude(listed_at=self.listed_at).update(listed_at=self.listed_at)
