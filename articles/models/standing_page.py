"""Pages that stand as long as the paper does: who makes it, what it abides by, how to reach it."""

import re
from typing import Any, Self

from django.db import connections, models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.body.plain_text import plain_text, word_count

from .fields import BodyField, DerivedCountField, LineField, PositionField, SlugLineField

# Press Law 40/1999, article 12: name, address and who is responsible are published openly. The guidelines for online
# media of the press council (1/Peraturan-DP/III/2012, item 8) are themselves shown on the site.
REQUIRED = ("redaksi", "pedoman-media-siber")

# Address, title, headings. The newsroom writes what stands under them: nobody else's wording is here.
SEEDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("redaksi", "Redaksi", ("Perusahaan", "Penanggung jawab", "Susunan redaksi", "Alamat redaksi")),
    ("pedoman-media-siber", "Pedoman Media Siber", ()),
    ("tentang", "Tentang Kami", ()),
    ("kontak", "Kontak", ("Redaksi", "Iklan", "Hak jawab dan pengaduan")),
    ("kebijakan-privasi", "Kebijakan Privasi", ()),
)
HEADING = re.compile(r"<h([23])>.*?</h\1>", re.DOTALL)


class StandingPageQuerySet(models.QuerySet["StandingPage"]):
    def written(self) -> Self:
        """Those with text of their own. The others are not shown, nor linked."""
        return self.filter(word_count__gt=0)

    def required_but_empty(self) -> Self:
        return self.filter(slug__in=REQUIRED, word_count=0)


class StandingPage(models.Model):
    title = LineField(_("title"), max_length=80)
    slug = SlugLineField(_("address"), max_length=60, unique=True)
    body = BodyField(_("text"), blank=True)
    position = PositionField(_("position"), help_text=_("In the footer; lower comes first."))
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    # Without the headings, which are there from the start.
    word_count = DerivedCountField(default=0, source=lambda page: word_count(plain_text(HEADING.sub("", page.body))))

    objects = StandingPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ("position", "title", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="standing_page_has_a_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="standing_page_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_seeded(self) -> bool:
        """Its address is known to the checks, and it comes back with the next migrate."""
        return self.slug in {slug for slug, _title, _headings in SEEDS}

    def get_absolute_url(self) -> str:
        return reverse("standing_page", args=[self.slug])


def make_standing_pages(using: str = "default", **_signal: Any) -> None:
    """Add what is lacking of SEEDS, after each migrate. What is there stays as it is."""
    if StandingPage._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated back to before there were any
    for position, (slug, title, headings) in enumerate(SEEDS, 1):
        body = "".join(f"<h2>{heading}</h2>" for heading in headings)
        seed = {"title": title, "body": body, "position": position * 10}
        StandingPage.objects.using(using).get_or_create(slug=slug, defaults=seed)
