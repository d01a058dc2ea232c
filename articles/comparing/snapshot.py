"""One state of a story's content in the words that people use for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from django.utils.translation import gettext as _

from articles.body import figures
from articles.models import Article, Author, Photo, Section, Tag, TagAlias
from articles.models.article import Kind
from articles.models.section import BETWEEN_SECTIONS

from .content import Content, Link


@dataclass(frozen=True, slots=True)
class Snapshot:
    kicker: str = ""
    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    body: str = ""  # HTML; anything may stand in it
    kind: str = ""
    place: str = ""
    section: str = ""
    lead_photo: str = ""
    edited_by: str = ""
    rights: str = ""
    sponsor_name: str = ""
    unverified_reason: str = ""
    embargo_until: datetime | None = None
    breaking_until: datetime | None = None
    tags: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    related_links: tuple[str, ...] = ()  # at the end
    names: Mapping[str, str] = field(default_factory=dict)  # of the blocks and photos in the body, by their keys


def snapshots(*contents: Content) -> list[Snapshot]:
    """In their order. As many queries for many as for one: at most six."""
    names = _Names.of(contents)
    return [_snapshot(content, names) for content in contents]


@dataclass(frozen=True, slots=True)
class _Names:
    sections: dict[int, str]
    photos: dict[int, str]
    photo_keys: dict[str, str]
    authors: dict[int, str]
    tags: dict[int, str]
    stories: dict[int, str]

    @classmethod
    def of(cls, contents: Iterable[Content]) -> Self:
        contents = list(contents)
        columns = [content.columns for content in contents]
        photos = _photos(
            _numbers(columns, "lead_photo_id"),
            {key for each in columns for key in figures.keys(each.get("body") or "")},
        )
        return cls(
            sections=_sections(_numbers(columns, "section_id")),
            photos={photo.pk: _photo_words(photo) for photo in photos},
            photo_keys={photo.key: _photo_words(photo) for photo in photos},
            authors=_column(Author, {pk for content in contents for pk in content.authors}, "name"),
            tags=_tags({tag for content in contents for tag in content.tags if isinstance(tag, int)}),
            stories=_column(
                Article,
                {link.target_id for content in contents for link in content.links if link.target_id},
                "headline",
            ),
        )


def _numbers(rows: Iterable[Mapping[str, Any]], name: str) -> set[int]:
    return {row[name] for row in rows if row.get(name)}


def _column(noun: Any, numbers: set[int], name: str) -> dict[int, str]:
    return dict(noun.objects.filter(pk__in=numbers).values_list("pk", name)) if numbers else {}


def _sections(numbers: set[int]) -> dict[int, str]:
    if not numbers:
        return {}
    rows = Section.objects.filter(pk__in=numbers).values_list("pk", "name", "parent__name")
    return {pk: f"{parent}{BETWEEN_SECTIONS}{name}" if parent else name for pk, name, parent in rows}


def _photos(numbers: set[int], keys: set[str]) -> list[Photo]:
    if not numbers and not keys:
        return []
    by_number, by_key = Photo.objects.filter(pk__in=numbers), Photo.objects.filter(key__in=keys)
    return list((by_number | by_key).only("pk", "key", "alternative_text", "caption"))


def _photo_words(photo: Photo) -> str:
    """Two photos may show the same: the number tells them apart."""
    return _("%(photo)s (photo %(number)s)") % {"photo": photo, "number": photo.pk}


def _tags(numbers: set[int]) -> dict[int, str]:
    """A tag that was merged since is the one it became."""
    found = _column(Tag, numbers, "name")
    if missing := numbers - set(found):
        found |= dict(
            TagAlias.objects.filter(former_tag_id__in=missing).values_list("former_tag_id", "tag__name")  # type: ignore[arg-type]
        )
    return found


def _snapshot(content: Content, names: _Names) -> Snapshot:
    columns = content.columns
    plain = {
        name: columns.get(name) or ""
        for name in (
            *("kicker", "headline", "slug", "standfirst", "body", "place"),
            *("edited_by", "rights", "sponsor_name", "unverified_reason"),
        )
    }
    kind = columns.get("kind") or ""
    return Snapshot(
        **plain,
        kind=str(Kind(kind).label) if kind in Kind.values else kind,
        section=_named(columns.get("section_id"), names.sections, _("a section that is gone")),
        lead_photo=_named(columns.get("lead_photo_id"), names.photos, _("a photo that is gone")),
        embargo_until=columns.get("embargo_until"),
        breaking_until=columns.get("breaking_until"),
        tags=tuple(
            tag if isinstance(tag, str) else names.tags.get(tag, _("a tag that is gone")) for tag in content.tags
        ),
        bylines=tuple(names.authors.get(author, _("an author who is gone")) for author in content.authors),
        related_links=tuple(_link_words(link, names) for link in content.links if not link.key),
        names=names.photo_keys | {link.key: _link_words(link, names) for link in content.links if link.key},
    )


def _named(number: int | None, names: Mapping[int, str], otherwise: str) -> str:
    return names.get(number, otherwise) if number else ""


def _link_words(link: Link, names: _Names) -> str:
    if link.target_id:
        return names.stories.get(link.target_id, _("a story that is gone"))
    if link.pending_headline:
        return _("%(headline)s (still to come)") % {"headline": link.pending_headline}
    return f"{link.label} ({link.url})" if link.label and link.label != link.url else link.url
