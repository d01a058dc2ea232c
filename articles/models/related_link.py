from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.body.blocks import Block
from articles.keys import headline_key

from .fields import (
    FORBIDDEN_IN_LINE,
    DerivedLineField,
    LineField,
    PositionField,
    SlugLineField,
    WebAddressField,
)
from .provenance import LegacyAddress

LONGEST_REFERENCE = LegacyAddress.MAX_LENGTH
LONGEST_NAME = 561  # SOURCE#ID, as long as ImportedSource has them; more would not fit PostgreSQL's index either


def reference_of(text: str) -> str:
    """Where a story once stood, in the one form in which it is looked for; "" if nothing can be found by it.

    A path of a site ("/2019/05/panen/") becomes what LegacyAddress would keep of it; SOURCE#ID stays as it is.
    """
    if text.startswith("/"):
        try:
            text = LegacyAddress.path_of(text)
        except ValueError:  # "//[x/"
            return ""
        return text if len(text) <= LONGEST_REFERENCE else ""
    return text if len(text) <= LONGEST_NAME and not FORBIDDEN_IN_LINE.search(text) else ""


class RelatedLinkQuerySet(models.QuerySet["RelatedLink"]):
    def pending(self) -> "RelatedLinkQuerySet":
        return self.exclude(pending_headline="")

    def inline(self) -> "RelatedLinkQuerySet":
        """Those that stand as a block in the body."""
        return self.exclude(key="")

    def at_the_end(self) -> "RelatedLinkQuerySet":
        return self.filter(key="")

    def with_target(self) -> "RelatedLinkQuerySet":
        """No further query for the address and the headline of the story that a link leads to."""
        return self.select_related("target__section").defer("target__body", "target__teaser")


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
        limit_choices_to={"revises": None},
        verbose_name=_("story"),
    )
    url = WebAddressField(_("address outside"), max_length=1000, blank=True)
    # Of a link that found its story: the headline it waited for. Nobody sees it; it can wait again.
    label = LineField(_("words of an outside link"), max_length=300, blank=True)
    pending_headline = LineField(
        _("headline still to come"),
        max_length=300,
        blank=True,
        help_text=_("Readers see nothing until a story of this headline is here; then the link makes itself."),
    )
    pending_key = DerivedLineField(max_length=600, source=lambda link: key_of(link.pending_headline))
    # Where the story it waits for once stood: an old path, or SOURCE#ID of an import. Kept when the story is found.
    pending_reference = DerivedLineField(
        max_length=LONGEST_REFERENCE,
        blank=True,
        source=lambda link: reference_of(link.pending_reference) if link.pending_headline or link.target_id else "",
    )

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
            models.CheckConstraint(
                condition=Q(pending_reference="") | Q(target__isnull=False) | ~Q(pending_headline=""),
                name="related_link_reference_waits",
            ),
        ]
        indexes = [
            models.Index(fields=("pending_key",), condition=~Q(pending_key=""), name="related_link_pending"),
            models.Index(
                fields=("pending_reference",),
                condition=Q(target__isnull=True) & ~Q(pending_reference=""),
                name="related_link_waits_for",
            ),
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

    def clean(self) -> None:
        """A headline that an editor has changed is no longer the story that once stood there."""
        if self.pending_reference and self.pk:
            waits_for = Q(target=self.target_id) if self.target_id else Q(pending_key=key_of(self.pending_headline))
            if not RelatedLink.objects.filter(waits_for, pk=self.pk).exists():
                self.pending_reference = ""

    def has_found(self, headline: str) -> bool:
        """Whether it waited for this headline, and its story is here by now."""
        return self.target_id is not None and self.label != "" and key_of(self.label) == key_of(headline)

    def point_to(self, block: Block) -> None:
        """Take on what a block of the editor points to."""
        if block.target_id is not None and block.target_id == self.target_id:
            return
        if not (block.target_id or block.url) and self.has_found(block.headline):
            return  # found while the story was open in the editor
        if block.target_id or block.url or key_of(block.headline) != self.pending_key:
            self.pending_reference = ""
        self.target_id = block.target_id
        self.url = "" if block.target_id else block.url
        self.label = block.headline if self.url else ""
        self.pending_headline = "" if block.target_id or self.url else block.headline


def key_of(headline: str) -> str:
    return headline_key(headline)[:600]
