"""Tags: django-taggit, with one tag per key on both databases."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from articles.keys import fold_blanks, tag_key

from .fields import DerivedInstantField, DerivedLineField, LineField, ParagraphsField, SlugLineField
from .slugs import MAX_LENGTH, distinct_slug, slug_of


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, names: Iterable[str]) -> dict[str, "Tag"]:
        """Key → tag, for those of the names (aliases count) that exist."""
        keys = {tag_key(name) for name in names}
        found = {alias.key: alias.tag for alias in TagAlias.objects.filter(key__in=keys).select_related("tag")}
        return found | {tag.key: tag for tag in self.filter(key__in=keys)}

    def that_was(self, pk: int) -> "Tag | None":
        """The tag of this number, or the one it was merged into; None if it is gone."""
        return self.filter(pk=pk).first() or self.filter(aliases__former_tag_id=pk).first()

    def get_or_make(self, name: str) -> "Tag":
        """The tag of this name or alias; made if there is none. Two makers at once get the same one."""
        name = fold_blanks(name)
        if tag := self.named([name]).get(tag_key(name)):
            return tag
        return self.get_or_create(key=tag_key(name), defaults={"name": name})[0]


class Tag(TagBase):
    name = LineField(_("name"), max_length=100)
    key = DerivedLineField(
        max_length=200,
        unique=True,
        source=lambda tag: tag_key(tag.name),
        error_messages={"unique": _("There is a tag of this name already.")},
    )
    slug = SlugLineField(_("address"), max_length=MAX_LENGTH, unique=True, blank=True)
    description = ParagraphsField(_("description"), max_length=500, blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="tag_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="tag_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.name = fold_blanks(self.name)
        if Tag.objects.filter(key=tag_key(self.name)).exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("There is a tag of this name already.")})
        if not self.slug:  # or the form would not pass the constraint
            plain = slug_of(self.name, otherwise="tag")
            taken = Tag.objects.filter(slug=plain).exists()
            self.slug = distinct_slug(self.name, tag_key(self.name)) if taken else plain

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not TagBase.save(): its search for a free slug loses the race on PostgreSQL (django-taggit says so itself).
        if self.slug:
            return models.Model.save(self, *args, **kwargs)
        self.slug = slug_of(self.name, otherwise="tag")
        try:
            with transaction.atomic():
                return models.Model.save(self, *args, **kwargs)
        except IntegrityError:
            if Tag.objects.filter(key=self.key).exclude(pk=self.pk).exists():
                raise  # the name itself is taken: TagQuerySet.get_or_make takes that one
            # Another tag has the plain slug ("C" and "C++"): this one is the key's own.
            self.slug = distinct_slug(self.name, tag_key(self.name))
            return models.Model.save(self, *args, **kwargs)


class TagAlias(models.Model):
    """Another name or an earlier address of a tag: typed, imported or asked for, it means the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))
    name = LineField(_("name"), max_length=100)
    key = DerivedLineField(max_length=200, unique=True, source=lambda alias: tag_key(alias.name))
    slug = SlugLineField(_("earlier address"), max_length=MAX_LENGTH, db_index=True, blank=True)
    former_tag_id = models.BigIntegerField(null=True, editable=False)  # of the tag that was merged; history knows it

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ("name", "pk")
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="alias_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if Tag.objects.filter(key=tag_key(self.name)).exists():
            raise ValidationError({"name": _("There is a tag of this name already. Merge the two instead.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug_of(self.name, otherwise="")
        super().save(*args, **kwargs)


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_articles", verbose_name=_("tag"))
    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="tagged_articles", verbose_name=_("story")
    )
    listed_at = DerivedInstantField(null=True, source=lambda tagged: tagged.content_object.listed_at)

    class Meta:
        verbose_name = _("tag of a story")
        verbose_name_plural = _("tags of stories")
        constraints = [models.UniqueConstraint(fields=("content_object", "tag"), name="tag_once_a_story")]
        # A tag's page walks this from any point on: it costs the same on its first page and its last.
        indexes = [models.Index(fields=("tag", "-listed_at", "-content_object"), name="tag_list")]

    def __str__(self) -> str:
        return f"{self.tag_id} · {self.content_object_id}"


class KeyedTags(_TaggableManager):
    """`article.tags`, where a name means the tag of its key, whatever its case, form or blanks."""

    def _to_tag_model_instances(self: Self, tags: Iterable[Tag | str], tag_kwargs: dict[str, Any]) -> set[Tag]:
        names = [tag for tag in tags if isinstance(tag, str)]
        # In one order for everyone: two people making the same new tags would else wait for one another.
        made = {Tag.objects.get_or_make(name) for name in sorted(names, key=tag_key)}
        return made | {tag for tag in tags if isinstance(tag, Tag)}
