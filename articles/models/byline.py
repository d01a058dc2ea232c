from django.db import models
from django.utils.translation import gettext_lazy as _

from .author import Author
from .fields import DerivedInstantField, PositionField


class Byline(models.Model):
    """An author's place among the names under a story."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines", verbose_name=_("story"))
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = PositionField(_("position"))
    listed_at = DerivedInstantField(null=True, source=lambda byline: byline.article.listed_at)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ("article", "position", "pk")
        constraints = [models.UniqueConstraint(fields=("article", "author"), name="byline_once_a_story")]
        # As for tags: an author's page costs the same wherever it begins.
        indexes = [models.Index(fields=("author", "-listed_at", "-article"), name="author_list")]

    def __str__(self) -> str:
        return str(self.author)
