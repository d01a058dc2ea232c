"""What hangs on a story, as columns of the story's own row: who wrote it, its tags, its links.

All of it is text, and read as JSON only where a part of a page must be made.
"""

from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet

from articles.models import Article, Author, Byline, RelatedLink, Tag, TaggedArticle, are_public

from .gathered import Gathered, lines
from .rows import Headline, Link, read


def authors() -> Gathered:
    return Gathered(_bylines(), "position", "pk", "author__name", "author_id", "author__slug")


def names_of_authors() -> Gathered:
    return Gathered(_bylines(), "position", "pk", "author__name")


def _bylines() -> QuerySet[Byline]:
    return Byline.objects.filter(article=OuterRef("pk")).order_by()


def tags() -> Gathered:
    tagged = TaggedArticle.objects.filter(content_object=OuterRef("pk")).order_by()
    return Gathered(tagged, "tag__name", "tag_id", "tag__slug")


def links(at: Any) -> Gathered:
    """Those that lead a reader somewhere at an instant: to a public story, or to a web address."""
    outside = Q(url__istartswith="http://") | Q(url__istartswith="https://")
    rows = RelatedLink.objects.filter(are_public(at, "target__") | outside, article=OuterRef("pk")).order_by()
    return Gathered(rows, "position", "pk", "key", "url", "label", *(f"target__{name}" for name in Headline._fields))


# ---- What was read ------------------------------------------------------------------------------------------------


def links_of(gathered: str | None) -> tuple[Link, ...]:
    return tuple(Link._make([*line[:5], Headline(*line[5:]) if line[5] else None]) for line in lines(gathered))


def hang_on(story: Article, authors: str | None, tags: str | None) -> None:
    """Its bylines and its tags: asked for them it asks nothing then."""
    _hang(story, Byline, "bylines", [_byline(*line) for line in lines(authors)])
    _hang(story, Tag, "tags", [read(Tag, {"name": name, "pk": pk, "slug": slug}) for name, pk, slug in lines(tags)])


def _byline(_position: int, pk: int, name: str, author: int, slug: str) -> Byline:
    byline = read(Byline, {"pk": pk})
    byline.author = read(Author, {"pk": author, "name": name, "slug": slug})
    return byline


def _hang(story: Article, model: type[Model], name: str, things: list[Any]) -> None:
    known: QuerySet[Any] = QuerySet(model)
    known._result_cache, known._prefetch_done = things, True  # type: ignore[attr-defined]  # as prefetching does
    cache: dict[str, Any] = story.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = known
