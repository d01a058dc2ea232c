"""One story, and the ways on from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from articles.models import Article, RelatedLink

from .lists import in_sections, with_tag
from .walk import PAGE_LENGTH, Cursor, Walk, in_one_query

RELATED = 4  # with those chosen by hand
MORE = 4
WITH_A_TAG = 12  # looked at, of each tag
OF_THE_SECTION = 60
TAGS = 8


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    return _whole().filter(pk=pk).first()


def whole_stories(walk: Walk, length: int = PAGE_LENGTH) -> list[Article]:
    """The newest of a list, each with everything its page shows."""
    places = walk.newest(length)
    found = _whole().in_bulk([place.pk for place in places])
    return [found[place.pk] for place in places if place.pk in found]


def _whole() -> QuerySet[Article]:
    stories = Article.objects.public().with_card().defer(None).defer("search_text").with_links()
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


class Candidate(NamedTuple):
    place: Cursor
    shared_tags: int
    shared_words: int


def around(article: Article, links: Sequence[RelatedLink]) -> Around:
    """In two queries, whatever the number of tags. `links` are those chosen by hand, which are not repeated."""
    assert article.section is not None  # a public story has one
    assert article.published_at is not None
    here = Cursor(article.published_at, article.pk)
    section = in_sections([article.section])
    beside = section.heads(1, before=here) + section.heads(1, after=here)
    tagged_alike = [head for tag in article.tags.all()[:TAGS] for head in with_tag(tag).heads(WITH_A_TAG)]
    earlier, later, newest, *tagged = in_one_query([*beside, *section.heads(OF_THE_SECTION), *tagged_alike])
    by_hand = [link.target_id for link in links if link.target_id]
    known = {article.pk, *by_hand}
    related = [
        found.place
        for found in _nearest(article, newest, tagged)
        if found.place.pk not in known and (found.shared_tags or found.shared_words > 1)
    ][: max(0, RELATED - len(by_hand))]
    neighbours = [next((place for place, _key in part), None) for part in (earlier, later)]
    others = [place for place, _key in newest if place.pk not in known]
    more = [place for place in others if place not in [*related, *neighbours]][:MORE]
    shown = _headlines([*related, *more, *filter(None, neighbours)])
    before, after = (shown.get(place.pk) if place else None for place in neighbours)
    return Around(
        related=[shown[place.pk] for place in related if place.pk in shown and not shown[place.pk].is_paid_for],
        more=[shown[place.pk] for place in more if place.pk in shown],
        earlier=before,
        later=after,
    )


Keyed = list[tuple[Cursor, str]]  # a place, and the words of the headline that stands there


def _nearest(article: Article, newest: Keyed, tagged: Sequence[Keyed]) -> list[Candidate]:
    """Most shared tags first, then most shared words; the newer of two that are equal."""
    tags = Counter(place for part in tagged for place, _key in part)
    keys = dict([*newest, *(row for part in tagged for row in part)])
    words = Counter(word for key in keys.values() for word in set(key.split()))
    # A word that a fifth of the others have too, such as "yang", says nothing.
    own = {word for word in article.headline_key.split() if len(word) > 3 and words[word] <= max(2, len(keys) // 5)}
    found = [Candidate(place, tags[place], len(own & set(key.split()))) for place, key in keys.items()]
    return sorted(found, key=lambda one: (one.shared_tags, one.shared_words, one.place), reverse=True)


def _headlines(places: Sequence[Cursor]) -> dict[int, Article]:
    stories = Article.objects.public().select_related("section", "lead_photo").defer("body", "search_text")
    return stories.in_bulk([place.pk for place in places])


def latest(length: int = 5) -> QuerySet[Article]:
    """The newest headlines, for who came to an address where nothing is."""
    return Article.objects.public().select_related("section").defer("body", "search_text").newest_first()[:length]
