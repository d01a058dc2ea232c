"""What hangs on stories, read for many of them at once: `story.bylines.all()` and its like then ask nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Model, QuerySet

from articles.models import Article, Byline, RelatedLink, Tag
from articles.prepared import Prepared, filled, numbers

Stories = Mapping[int, Article]  # by number


def hang_bylines(stories: Stories) -> None:
    """Who wrote them: no more of an author than name and address."""
    if stories:
        count, given = filled(list(stories))
        _hang(stories, "bylines", _BYLINES.ask(count, **given), Byline, "article_id")


def authors_of(count: int, given: dict[str, int]) -> dict[int, list[str]]:
    """By story, the names of those who wrote it. Asked with what filled() makes of the numbers of stories."""
    found: dict[int, list[str]] = {}
    for pk, name in _NAMES.ask(count, **given):
        found.setdefault(pk, []).append(name)
    return found


def hang_all(stories: Stories) -> None:
    """Bylines, tags, and related links with what they lead to."""
    if stories:
        count, given = filled(list(stories))
        hang_bylines(stories)
        _hang(stories, "tags", _TAGS.ask(count, **given), Tag, "story")
        _hang(stories, "related_links", _LINKS.ask(count, **given), RelatedLink, "article_id")


def _hang(stories: Stories, name: str, rows: Iterable[Any], model: type[Model], story_id: str) -> None:
    hung: dict[int, list[Any]] = {pk: [] for pk in stories}
    for row in rows:
        hung[getattr(row, story_id)].append(row)
    for pk, story in stories.items():
        known: QuerySet[Any] = QuerySet(model)
        known._result_cache, known._prefetch_done = hung[pk], True  # type: ignore[attr-defined]  # as prefetching does
        cache: dict[str, Any] = story.__dict__.setdefault("_prefetched_objects_cache", {})
        cache[name] = known


def _bylines(count: int) -> QuerySet[Byline, Any]:
    return Byline.objects.filter(article__pk__in=numbers(count)).order_by("position", "pk")


_NAMES = Prepared(Byline, lambda count: _bylines(count).values_list("article_id", "author__name"))
_BYLINES = Prepared(
    Byline,
    lambda count: _bylines(count).select_related("author").only("article_id", "author__name", "author__slug"),
)
_TAGS = Prepared(
    Tag,
    lambda count: (
        Tag.objects.filter(tagged_articles__content_object__pk__in=numbers(count))
        .annotate(story=F("tagged_articles__content_object_id"))
        .order_by("name", "pk")
    ),
)
OF_LINK = ("article_id", "key", "url", "label")
OF_TARGET = (
    *("headline", "slug", "kind", "sponsor_name", "section__slug", "section__name"),
    *("status", "published_at", "embargo_until"),
)
_LINKS = Prepared(
    RelatedLink,
    lambda count: (
        RelatedLink.objects.filter(article__pk__in=numbers(count))
        .select_related("target__section")
        .only(*OF_LINK, *(f"target__{name}" for name in OF_TARGET))
        .order_by("position", "pk")
    ),
)
