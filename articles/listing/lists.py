"""Which lists there are, and what they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from articles import remembered
from articles.models import Article, Author, Byline, Section, StandingPage, Tag, TaggedArticle
from articles.prepared import Prepared, text

from .walk import KnownWalk, Walk


def everything() -> Walk:
    return KnownWalk()


def in_sections(sections: Sequence[Section]) -> Walk:
    return KnownWalk(rows=of_section, numbers=[section.pk for section in sections])


def of(stories: QuerySet[Article]) -> Walk:
    return Walk([stories])


def with_tag(tag: Tag) -> Walk:
    return KnownWalk((), *COPY_OF_TAG, rows=of_tag, numbers=[tag.pk])


def by_author(author: Author) -> Walk:
    return KnownWalk((), *COPY_OF_AUTHOR, rows=of_author, numbers=[author.pk])


# ---- The rows of each, public at an instant; the columns by which those that only stand for a story are walked -----

COPY_OF_TAG = ("listed_at", "content_object_id")
COPY_OF_AUTHOR = ("listed_at", "article_id")


def of_section(section_id: Any, at: Any) -> QuerySet[Any]:
    return Article.objects.public(at).filter(section_id=section_id)


def of_tag(tag_id: Any, at: Any) -> QuerySet[Any]:
    return _copies(TaggedArticle.objects.filter(tag_id=tag_id), "content_object_id", at)


def of_author(author_id: Any, at: Any) -> QuerySet[Any]:
    return _copies(Byline.objects.filter(author_id=author_id), "article_id", at)


def _copies(rows: QuerySet[Any], article_id: str, at: Any) -> QuerySet[Any]:
    """The bound keeps drafts, which have no place in a list, from being walked over."""
    public = Article.objects.public(at).filter(pk=OuterRef(article_id))
    return rows.filter(Exists(public), listed_at__lte=at)


# ---- What lists are of --------------------------------------------------------------------------------------------


def sections() -> list[Section]:
    """All, in the order of the paper."""
    return remembered.once("sections", _SECTIONS.ask)


_SECTIONS = Prepared(Section, Section.objects.all)


def family(section: Section, among: Sequence[Section]) -> list[Section]:
    """The section and its sub-sections: what its page lists."""
    return [section, *(child for child in among if child.parent_id == section.pk)]


def tag_at(slug: str) -> Tag | None:
    """The tag of an address, or of an earlier one."""
    tag = next(iter(_TAG.ask(slug=slug)), None)
    return tag or Tag.objects.filter(aliases__slug=slug).order_by("pk").first()


_TAG = Prepared(Tag, lambda: Tag.objects.filter(slug=text("slug")))


def author_at(slug: str) -> Author | None:
    return next(iter(_AUTHOR.ask(slug=slug)), None)


_AUTHOR = Prepared(Author, lambda: Author.objects.select_related("photo").filter(slug=text("slug")))


def authors_with_stories() -> QuerySet[Author]:
    return Author.objects.filter(Exists(of_author(OuterRef("pk"), timezone.now())))


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
    mark: str  # another one whenever anything of them is


def ways() -> Ways:
    """Where every page leads to from its head and its foot."""
    return remembered.once("ways", _ways)


def _ways() -> Ways:
    found: tuple[list[Way], list[Way]] = ([], [])
    rows = sorted(_WAYS.ask())
    for part, _position, name, pk, slug in rows:
        route = ("section", "standing_page")[part]
        found[part].append(Way(pk, name, reverse(route, args=[slug])))
    return Ways(*found, mark=repr(rows))


def _sections_and_pages() -> QuerySet[Any, tuple[int, int, str, int, str]]:
    sections = Section.objects.filter(parent=None).order_by()
    pages = StandingPage.objects.written().order_by()
    return sections.values_list(Value(0), "position", "name", "pk", "slug").union(
        pages.values_list(Value(1), "position", "title", "pk", "slug"), all=True
    )


_WAYS = Prepared(Section, _sections_and_pages)
