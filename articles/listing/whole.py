"""One story, whole or as a list has it."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from articles.models import Article, Byline, Section
from articles.models.article import address
from articles.prepared import Prepared, instant, number

from .gathered import Gathered
from .hung import authors, hang_on, links, tags
from .lists import of_section
from .rows import Headline, Shape, story_of, text
from .walk import Walk


class Whole(NamedTuple):
    """All that the page of a story shows of it; instants as text, and from `narrower_px` on JSON."""

    pk: int
    published_at: str | None
    updated_at: str | None
    kicker: str
    headline: str
    slug: str
    standfirst: str
    body: str
    kind: str
    place: str
    edited_by: str
    rights: str
    sponsor_name: str
    unverified_reason: str
    headline_key: str
    teaser: str
    word_count: int
    section__pk: int | None
    section__slug: str
    section__name: str
    section__parent_id: int | None
    lead_photo__pk: int | None
    lead_photo__file: str | None
    lead_photo__extension: str | None
    lead_photo__sha256: str | None
    lead_photo__width_px: int | None
    lead_photo__height_px: int | None
    lead_photo__focal_x_percent: int | None
    lead_photo__focal_y_percent: int | None
    lead_photo__alternative_text: str | None
    lead_photo__caption: str | None
    lead_photo__credit: str | None
    narrower_px: str | None
    authors: str | None
    tags: str | None
    links: str | None
    earlier: str | None  # the story before it in its section
    later: str | None

    @property
    def address(self) -> str:
        return address(self.section__slug, self.pk, self.slug)

    @property
    def article(self) -> Article:
        """It asks nothing for its bylines and its tags."""
        article = story_of(self._asdict())
        hang_on(article, self.authors, self.tags)
        return article


def story(pk: int) -> Whole | None:
    """A public story with everything its page shows of it."""
    found = _WHOLE.ask(now=timezone.now(), pk=pk) if pk <= BigIntegerField.MAX_BIGINT else []
    return Whole._make(found[0]) if found else None


def any_story(pk: int) -> Whole | None:
    """The same of a story that readers may not see: for the desk, and for whom it lets look."""
    whole = _whole(timezone.now())
    return next(iter(whole.rows(whole.of(Article.objects.filter(pk=pk)))), None)


def placed(story: Whole, at: datetime) -> Whole:
    """As if it had been published then."""
    now = timezone.now()
    place = SimpleNamespace(at=at, pk=story.pk)
    sections = Section.objects.filter(pk__in=[story.section__pk])
    earlier, later = (
        sections.values_list(_beside(side, OuterRef("pk"), place, now), flat=True).first()
        for side in ("before", "after")
    )
    return story._replace(published_at=at.isoformat(), earlier=earlier, later=later)


def _whole(now: Any) -> Shape[Whole]:
    section, place = OuterRef("section"), SimpleNamespace(at=OuterRef("published_at"), pk=OuterRef("pk"))
    return Shape(
        Whole,
        published_at=text("published_at"),
        updated_at=text("updated_at"),
        narrower_px=text("lead_photo__narrower_px"),
        authors=authors(),
        tags=tags(),
        links=links(now),
        earlier=_beside("before", section, place, now),
        later=_beside("after", section, place, now),
    )


def _beside(side: str, section: Any, place: Any, now: Any) -> Gathered:
    (nearest,) = Walk([of_section(section, now)]).heads(1, **{side: place})
    return Gathered(nearest, *Headline._fields)


def _public() -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    return _whole(now).of(Article.objects.public(now).filter(pk=number("pk")))


_WHOLE = Prepared(Article, _public)


def listed_story(pk: int) -> Article | None:
    """A public story as a list has it: without its text."""
    bylines = Prefetch("bylines", Byline.objects.select_related("author"))
    stories = Article.objects.public().select_related("section", "lead_photo").prefetch_related(bylines)
    return stories.defer("body").filter(pk=pk).first()


def is_withdrawn(pk: int) -> bool:
    return Article.objects.withdrawn().filter(pk=pk).exists()
