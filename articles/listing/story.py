"""One story, and the ways on from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.models import Article, ArticleQuerySet, RelatedLink, Section, Tag

from .lists import in_sections, with_tag
from .walk import PAGE_LENGTH, Cursor, Walk, in_one_query

RELATED = 4  # with those chosen by hand
MORE = 4
WITH_A_TAG = 12  # looked at, of each tag
OF_THE_SECTION = 60
TAGS = 8


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    return _whole(Article.objects.public()).filter(pk=pk).first()


def any_story(pk: int) -> Article | None:
    """The same of a story that readers may not see: for the desk, and for whom it lets look."""
    return _whole(Article.objects.all()).filter(pk=pk).first()


def whole_stories(walk: Walk, length: int = PAGE_LENGTH) -> list[Article]:
    """The newest of a list, each with everything its page shows."""
    places = walk.newest(length)
    found = _whole(Article.objects.public()).in_bulk([place.pk for place in places])
    return [found[place.pk] for place in places if place.pk in found]


def _whole(stories: ArticleQuerySet) -> QuerySet[Article]:
    stories = stories.with_card().defer(None).with_links()
    return stories.prefetch_related("tags")  # type: ignore[misc]  # taggit's, unknown to mypy


def listed_story(pk: int) -> Article | None:
    """A public story as a list has it: without its text."""
    return Article.objects.public().with_card().filter(pk=pk).first()


def is_withdrawn(pk: int) -> bool:
    return Article.objects.withdrawn().filter(pk=pk).exists()


def readable_links(article: Article) -> list[RelatedLink]:
    """Those that lead a reader somewhere: to a public story, or to a web address."""
    return [
        link
        for link in article.related_links.all()
        if (link.target.is_public() if link.target else link.url.startswith(("http://", "https://")))
    ]


@dataclass(frozen=True, slots=True)
class Around:
    related: list[Article]  # the nearest by tags and words
    more: list[Article]  # the newest others of the section
    earlier: Article | None  # its neighbours in the section
    later: Article | None


# What a line with a headline needs of a story.
LINE = ("headline_key", "headline", "slug", "kind", "sponsor_name", "section_id", "section__slug", "section__name")


def around(article: Article, links: Sequence[RelatedLink]) -> Around:
    """In one query, whatever the number of tags. `links` are those chosen by hand, which are not repeated."""
    assert article.section is not None  # a public story has one
    assert article.published_at is not None
    here = Cursor(article.published_at, article.pk)
    section = in_sections([article.section])
    beside = section.heads(1, before=here) + section.heads(1, after=here)
    tagged_alike = [head for tag in article.tags.all()[:TAGS] for head in with_tag(tag).heads(WITH_A_TAG)]
    parts = in_one_query([*beside, *section.heads(OF_THE_SECTION), *tagged_alike], *LINE)
    earlier, later, newest, *tagged = [[_line(*row) for row in part] for part in parts]

    by_hand = [link.target_id for link in links if link.target_id]
    known = {article.pk, *by_hand}
    related = [other for other in _nearest(article, newest, tagged) if other.pk not in known and not other.is_paid_for]
    related = related[: max(0, RELATED - len(by_hand))]
    known |= {other.pk for other in [*related, *earlier, *later]}
    more = [other for other in newest if other.pk not in known][:MORE]
    return Around(related, more, next(iter(earlier), None), next(iter(later), None))


def nearest(article: Article, tags: Sequence[Tag], section: Section | None) -> list[Article]:
    """Public stories near to one that may not be saved yet, the nearest first. One query."""
    lists = in_sections([section]).heads(OF_THE_SECTION) if section is not None else []
    lists += [head for tag in tags[:TAGS] for head in with_tag(tag).heads(WITH_A_TAG)]
    if not lists:
        return []
    newest, *tagged = [[_line(*row) for row in part] for part in in_one_query(lists, *LINE)]
    if section is None:
        newest, tagged = [], [newest, *tagged]
    return [other for other in _nearest(article, newest, tagged) if not other.is_paid_for]


def _line(place: Cursor, headline_key: str, *values: Any) -> Article:
    headline, slug, kind, sponsor_name, section_id, section_slug, section_name = values
    section = Section(pk=section_id, slug=section_slug, name=section_name)
    line = {"headline_key": headline_key, "headline": headline, "slug": slug, "kind": kind}
    return Article(pk=place.pk, published_at=place.at, section=section, sponsor_name=sponsor_name, **line)


def _nearest(article: Article, newest: Sequence[Article], tagged: Sequence[Sequence[Article]]) -> list[Article]:
    """Those that share a tag or two words: most tags first, then most words; the newer of two that are equal."""
    tags = Counter(other.pk for part in tagged for other in part)
    others = {other.pk: other for part in [newest, *tagged] for other in part}
    words = Counter(word for other in others.values() for word in set(other.headline_key.split()))
    # A word that a fifth of the others have too, such as "yang", says nothing.
    own = {word for word in article.headline_key.split() if len(word) > 3 and words[word] <= max(2, len(others) // 5)}

    def nearness(other: Article) -> tuple[int, int, datetime | None, int]:
        return tags[other.pk], len(own.intersection(other.headline_key.split())), other.published_at, other.pk

    near = [other for other in others.values() if nearness(other)[:2] > (0, 1)]
    return sorted(near, key=nearness, reverse=True)


def latest(length: int = 5) -> QuerySet[Article]:
    """The newest headlines, for who came to an address where nothing is."""
    return Article.objects.public().select_related("section").defer("body").newest_first()[:length]
