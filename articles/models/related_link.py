from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.body.blocks import Block
from articles.keys import headline_key

from .fields import DerivedLineField, LineField, PositionField, SlugLineField, WebAddressField


class RelatedLinkQuerySet(models.QuerySet["RelatedLink"]):
    def pending(self) -> "RelatedLinkQuerySet":
        return self.exclude(pending_headline="")

    def inline(self) -> "RelatedLinkQuerySet":
        """Those that stand as a block in the body."""
        return self.exclude(key="")

    def at_the_end(self) -> "RelatedLinkQuerySet":
        return self.filter(key="")


class RelatedLink(models.Model):
    """A link from one story to what a reader may want next.

    It has exactly one of: a story, an address outside, a headline that waits for its story. With a key it stands in
    the body as a block; without one it stands in the list at the end.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="related_links", verbose_name=_("in the story")
    )
    key = SlugLineField(_("place in the text"), max_length=16, blank=True, editable=False)
    position = PositionField(_("position"))
    target = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name=_("story"),
    )
    url = WebAddressField(_("address outside"), max_length=1000, blank=True)
    label = LineField(_("words of an outside link"), max_length=300, blank=True)
    pending_headline = LineField(
        _("headline still to come"),
        max_length=300,
        blank=True,
        help_text=_("Readers see nothing until a story of this headline is here; then the link makes itself."),
    )
    pending_key = DerivedLineField(max_length=600, source=lambda link: headline_key(link.pending_headline)[:600])

    objects = RelatedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ("article", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(target__isnull=False, url="", pending_headline="")
                    | (Q(target__isnull=True, pending_headline="") & ~Q(url=""))
                    | (Q(target__isnull=True, url="") & ~Q(pending_headline=""))
                ),
                name="related_link_has_one_end",
                violation_error_message=_(
                    "Give a story, or an address outside, or a headline still to come: one of the three."
                ),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=models.F("article")),
                name="related_link_leads_elsewhere",
                violation_error_message=_("A story cannot be related to itself."),
            ),
            models.UniqueConstraint(fields=("article", "key"), condition=~Q(key=""), name="related_link_once_a_block"),
        ]
        indexes = [
            models.Index(fields=("pending_key",), condition=~Q(pending_key=""), name="related_link_pending"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """What the link says: the story's current headline, the words given, or the headline it waits for."""
        if self.target is not None:
            return self.target.headline
        return self.label or self.url or self.pending_headline

    def as_block(self) -> Block:
        return Block(self.key, self.target_id, self.url, self.headline)

    def point_to(self, block: Block) -> None:
        """Take on what a block of the editor points to."""
        self.target_id = block.target_id
        self.url = "" if block.target_id else block.url
        self.label = block.headline if self.url else ""
        self.pending_headline = "" if block.target_id or self.url else block.headline
