"""Which lists there are, and what they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Byline, Section, StandingPage, Tag, TaggedArticle

from .walk import Walk


def everything() -> Walk:
    return Walk([Article.objects.public()])


def in_sections(sections: Sequence[Section]) -> Walk:
    return Walk([Article.objects.public().in_sections([section.pk]) for section in sections])


def of(stories: QuerySet[Article]) -> Walk:
    return Walk([stories])


def with_tag(tag: Tag) -> Walk:
    return Walk([_copies(TaggedArticle.objects.filter(tag=tag), "content_object_id")], "listed_at", "content_object_id")


def by_author(author: Author) -> Walk:
    return Walk([_copies(Byline.objects.filter(author=author), "article_id")], "listed_at", "article_id")


def _copies(rows: QuerySet[Any], article_id: str) -> QuerySet[Any]:
    """The bound keeps drafts, which have no place in a list, from being walked over."""
    public = Article.objects.public().filter(pk=OuterRef(article_id))
    return rows.filter(Exists(public), listed_at__lte=timezone.now())


def sections() -> list[Section]:
    """All, in the order of the paper."""
    return list(Section.objects.all())


def family(section: Section, among: Sequence[Section]) -> list[Section]:
    """The section and its sub-sections: what its page lists."""
    return [section, *(child for child in among if child.parent_id == section.pk)]


def tag_at(slug: str) -> Tag | None:
    """The tag of an address, or of an earlier one."""
    tag = Tag.objects.filter(slug=slug).first()
    return tag or Tag.objects.filter(aliases__slug=slug).order_by("pk").first()


def author_at(slug: str) -> Author | None:
    return Author.objects.select_related("photo").filter(slug=slug).first()


def authors_with_stories() -> QuerySet[Author]:
    return Author.objects.filter(Exists(_copies(Byline.objects.filter(author=OuterRef("pk")), "article_id")))


def standing_page_at(slug: str) -> StandingPage | None:
    return StandingPage.objects.written().filter(slug=slug).first()


def standing_pages() -> QuerySet[StandingPage]:
    return StandingPage.objects.written().defer("body")


@dataclass(frozen=True, slots=True)
class Way:
    pk: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Ways:
    sections: list[Way]  # without sub-sections
    pages: list[Way]  # standing pages with text of their own


def ways() -> Ways:
    """Where every page leads to from its head and its foot, in one query."""
    sections = Section.objects.filter(parent=None).order_by()
    pages = StandingPage.objects.written().order_by()
    rows = sections.values_list(Value(0), "position", "name", "pk", "slug").union(
        pages.values_list(Value(1), "position", "title", "pk", "slug"), all=True
    )
    found: tuple[list[Way], list[Way]] = ([], [])
    for part, _position, name, pk, slug in sorted(rows):
        route = ("section", "standing_page")[part]
        found[part].append(Way(pk, name, reverse(route, args=[slug])))
    return Ways(*found)
