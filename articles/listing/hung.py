"""What hangs on stories: who wrote them, their tags, their links."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import IntegerField, Model, QuerySet, Value

from articles.models import Article, Author, Byline, RelatedLink, Tag, TaggedArticle
from articles.prepared import Prepared, filled, number, numbers

from .rows import read

AUTHOR, TAG = 0, 1


class Name(NamedTuple):
    """Of an author or a tag, in their order on the story."""

    kind: int
    story: int
    position: int
    byline: int
    name: str
    pk: int
    slug: str


def names_of(stories: Sequence[int]) -> dict[tuple[int, int], list[Name]]:
    """By story and kind. One query."""
    count, given = filled(stories)
    found: dict[tuple[int, int], list[Name]] = {}
    for name in sorted(Name(*row) for row in _NAMES.ask(count, **given)):
        found.setdefault((name.story, name.kind), []).append(name)
    return found


def authors_of(stories: Sequence[int]) -> dict[int, list[str]]:
    """No more than the names of those who wrote them, by story."""
    count, given = filled(stories)
    found: dict[int, list[str]] = {}
    for pk, name in _AUTHORS.ask(count, **given):
        found.setdefault(pk, []).append(name)
    return found


def hang_on(story: Article) -> None:
    """Its bylines, its tags and its related links: asked for them it asks nothing then. Two queries."""
    hang_names_on(story)
    _hang(story, "related_links", _LINKS.ask(pk=story.pk), RelatedLink)


def hang_names_on(story: Article) -> None:
    """Its bylines and its tags. One query."""
    names = names_of([story.pk])
    bylines = [_byline(name) for name in names.get((story.pk, AUTHOR), ())]
    tags = [_read_name(Tag, name) for name in names.get((story.pk, TAG), ())]
    _hang(story, "bylines", bylines, Byline)
    _hang(story, "tags", tags, Tag)


def _byline(name: Name) -> Byline:
    byline = read(Byline, {"pk": name.byline})
    byline.author = _read_name(Author, name)
    return byline


def _read_name(model: type[Any], name: Name) -> Any:
    return read(model, {"pk": name.pk, "name": name.name, "slug": name.slug})


def _hang(story: Article, name: str, things: list[Any], model: type[Model]) -> None:
    known: QuerySet[Any] = QuerySet(model)
    known._result_cache, known._prefetch_done = things, True  # type: ignore[attr-defined]  # as prefetching does
    cache: dict[str, Any] = story.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = known


def _names(count: int) -> QuerySet[Any, tuple[Any, ...]]:
    stories, nothing = numbers(count), Value(0, IntegerField())
    bylines = Byline.objects.filter(article__pk__in=stories).annotate(kind=Value(AUTHOR, IntegerField())).order_by()
    tags = TaggedArticle.objects.filter(content_object__pk__in=stories).order_by()
    tags = tags.annotate(kind=Value(TAG, IntegerField()), position=nothing, byline=nothing)
    return bylines.values_list(
        "kind", "article_id", "position", "pk", "author__name", "author_id", "author__slug"
    ).union(
        tags.values_list("kind", "content_object_id", "position", "byline", "tag__name", "tag_id", "tag__slug"),
        all=True,
    )


_NAMES = Prepared(Byline, _names)
_AUTHORS = Prepared(
    Byline,
    lambda count: (
        Byline.objects.filter(article__pk__in=numbers(count))
        .order_by("position", "pk")
        .values_list("article_id", "author__name")
    ),
)
OF_TARGET = (
    *("headline", "slug", "kind", "sponsor_name", "section__slug", "section__name"),
    *("status", "published_at", "embargo_until"),
)
_LINKS = Prepared(
    RelatedLink,
    lambda: (
        RelatedLink.objects.filter(article=number("pk"))
        .select_related("target__section")
        .only("key", "url", "label", *(f"target__{name}" for name in OF_TARGET))
        .order_by("position", "pk")
    ),
)
