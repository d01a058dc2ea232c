"""What the checks look at: one state of a story, with as much of what hangs on it as they ask for."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles import referenced
from articles.body import figures
from articles.body.plain_text import plain_text
from articles.models import Article, Photo, TaggedArticle


@dataclass(frozen=True, slots=True)
class Picture:
    number: int
    name: str
    is_lead: bool
    has_alternative_text: bool
    has_credit: bool


@dataclass(frozen=True, slots=True)
class Manuscript:
    headline: str = ""
    standfirst: str = ""
    text: str = ""  # one block a line
    word_count: int = 0
    kind: str = ""
    sponsor_name: str = ""
    unverified_reason: str = ""
    has_section: bool = False
    on: date = date.min  # when readers would see it, in the newsroom's zone
    pictures: tuple[Picture, ...] = ()
    captions: tuple[str, ...] = ()  # of the pictures, where they have one of their own
    waiting: tuple[str, ...] = ()  # headlines of links that wait for their story
    own_tags: tuple[str, ...] = ()  # that no other story has


def of_columns(article: Article, at: datetime | None = None) -> Manuscript:
    """The story by itself: no query."""
    return Manuscript(
        headline=article.headline,
        standfirst=article.standfirst,
        text=plain_text(article.body),
        word_count=article.word_count,
        kind=article.kind,
        sponsor_name=article.sponsor_name,
        unverified_reason=article.unverified_reason,
        has_section=article.section_id is not None,
        on=timezone.localdate(at),
    )


def whole(article: Article, at: datetime | None = None) -> Manuscript:
    """With its photos, links and tags: at most four queries."""
    photos = _photos(article)
    return replace(
        of_columns(article, at),
        pictures=tuple(_picture(photo, is_lead=photo.pk == article.lead_photo_id) for photo in photos),
        captions=tuple(photo.caption for photo in photos if photo.caption),
        waiting=tuple(link.pending_headline for link in article.related_links.pending()),
        own_tags=_own_tags(article),
    )


def _photos(article: Article) -> list[Photo]:
    """Each once, in the order in which a reader meets them."""
    lead = [article.lead_photo] if article.lead_photo is not None else []
    keys = figures.keys(article.body)
    in_text = referenced.photos(keys) if keys else {}
    return list({photo.pk: photo for photo in [*lead, *(in_text[key] for key in keys if key in in_text)]}.values())


def _picture(photo: Photo, *, is_lead: bool) -> Picture:
    return Picture(photo.pk, str(photo), is_lead, bool(photo.alternative_text), bool(photo.credit))


def _own_tags(article: Article) -> tuple[str, ...]:
    # A working copy shares its tags with the story it revises.
    same = [article.pk, getattr(article, "revises_id", None) or article.pk]
    others = TaggedArticle.objects.filter(tag=OuterRef("tag")).exclude(content_object__in=same)
    own = TaggedArticle.objects.filter(~Exists(others), content_object=article.pk)
    return tuple(own.order_by("pk").values_list("tag__name", flat=True))
