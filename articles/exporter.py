"""Stories as records again: the same shape that an import reads, so that what goes out can come back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from django.db.models import Prefetch, QuerySet

from articles.body.plain_text import plain_text
from articles.formats.record import ArticleRecord, PhotoReference, Place, RelatedReference, Standing
from articles.keys import tag_key
from articles.models import Article, Byline, ImportedSource, Photo, RelatedLink

# The archive of stories that were written at a desk of ours.
HERE = "newsroom"
CHUNK = 200
PHOTO_IN_BODY = re.compile(r'<figure data-photo="([0-9a-f]{64})">')


def records(articles: QuerySet[Article]) -> Iterator[ArticleRecord]:
    """The stories in the order of the queryset; a few hundred at a time are in memory."""
    stories = _complete(articles).iterator(chunk_size=CHUNK)
    while chunk := list(islice(stories, CHUNK)):
        photos = photos_in(chunk)
        for article in chunk:
            yield _record(article, photos)


def record_of(article: Article) -> ArticleRecord:
    """The story as it is in the database."""
    return next(records(Article.objects.filter(pk=article.pk)))


def photos_in(articles: Iterable[Article]) -> dict[str, Photo]:
    """By key, those that stand in the texts."""
    keys = {key for article in articles for key in PHOTO_IN_BODY.findall(article.body)}
    return {photo.key: photo for photo in Photo.objects.filter(key__in=keys)} if keys else {}


def photos_of(articles: QuerySet[Article]) -> Iterator[Photo]:
    """Every photo that leads one of the stories or stands in its text, once."""
    seen: set[int] = set()
    for article in articles.select_related("lead_photo").only("body", "lead_photo").iterator(chunk_size=CHUNK):
        leads = [article.lead_photo] if article.lead_photo is not None else []
        for photo in [*leads, *photos_in([article]).values()]:
            if photo.pk not in seen:
                seen.add(photo.pk)
                yield photo


def row(record: ArticleRecord, columns: Sequence[str]) -> list[str]:
    """The record as the cells of a table for people: the text without markup, lists with semicolons."""
    values: dict[str, object] = {"id": record.source_id, "text": plain_text(record.body)}
    cells = (values.get(name, getattr(record, name, "")) for name in columns)
    return ["; ".join(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell) for cell in cells]


def name_of(article: Article) -> tuple[str, str]:
    """(source, source id): what the story is called in exports, on any machine it ever gets to."""
    tie = getattr(article, "imported_from", None)
    if isinstance(tie, ImportedSource):
        return tie.source, tie.source_id
    return HERE, f"{article.pk}@{article.created_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}"


def file_name(photo: Photo) -> str:
    return f"{photo.key}.{photo.extension}"


def _complete(articles: QuerySet[Article]) -> QuerySet[Article]:
    targets = RelatedLink.objects.select_related("target__imported_from").defer(
        "target__body", "target__imported_from__original"
    )
    return (
        articles.select_related("section__parent", "lead_photo", "imported_from")
        .defer("imported_from__original")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("related_links", targets),
            "tags",  # type: ignore[misc]  # taggit's, unknown to mypy
            "legacy_addresses",
        )
    )


def _record(article: Article, photos: dict[str, Photo]) -> ArticleRecord:
    source, source_id = name_of(article)
    return ArticleRecord(
        place=Place(""),
        source=source,
        source_id=source_id,
        status=Standing(article.status),
        may_be_scheduled=True,
        headline=article.headline,
        slug=article.slug,
        kicker=article.kicker,
        standfirst=article.standfirst,
        body=article.body,
        kind=article.kind,
        dateline=article.place,
        section=article.section.path if article.section is not None else "",
        bylines=tuple(byline.author.name for byline in article.bylines.all()),
        editors=(article.edited_by,) if article.edited_by else (),
        rights=article.rights,
        sponsor_name=article.sponsor_name,
        unverified_reason=article.unverified_reason,
        withdrawn_because=article.withdrawn_because,
        tags=tuple(sorted((tag.name for tag in article.tags.all()), key=tag_key)),
        photos=tuple(_photos(article, photos)),
        related=tuple(_reference(link) for link in article.related_links.all()),
        addresses=tuple(address.path for address in article.legacy_addresses.all()),
        published_at=_utc(article.published_at),
        first_published_at=_utc(article.first_published_at),
        updated_at=_utc(article.updated_at),
        embargo_until=_utc(article.embargo_until),
    )


def _photos(article: Article, photos: dict[str, Photo]) -> Iterator[PhotoReference]:
    if article.lead_photo is not None:
        yield _photo(article.lead_photo, key="")
    for key in dict.fromkeys(PHOTO_IN_BODY.findall(article.body)):
        if key in photos:
            yield _photo(photos[key], key=key)


def _photo(photo: Photo, *, key: str) -> PhotoReference:
    return PhotoReference(
        address=file_name(photo),
        key=key,
        alternative_text=photo.alternative_text,
        caption=photo.caption,
        credit=photo.credit,
        sha256=photo.key,
        focus=(photo.focal_x_percent, photo.focal_y_percent),
    )


def _reference(link: RelatedLink) -> RelatedReference:
    if link.target is not None:
        return RelatedReference(link.key, link.label or link.target.headline, reference="#".join(name_of(link.target)))
    if link.url:
        return RelatedReference(link.key, link.label or link.url, link.url)
    return RelatedReference(link.key, link.pending_headline, reference=link.pending_reference)


def _utc(instant: datetime | None) -> datetime | None:
    return instant.astimezone(UTC) if instant is not None else None
