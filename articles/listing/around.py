"""The ways on from a story."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from articles.models import Article, Section, Tag
from articles.models.article import Kind

from .gathered import lines
from .heads import SECTION, TAG, Head, newest_of
from .rows import Headline, Line, Link
from .whole import Whole

RELATED = 4  # with those chosen by hand
MORE = 4
TAGS = 8


class Around(NamedTuple):
    related: tuple[Line, ...]  # the nearest by tags and words
    more: tuple[Line, ...]  # the newest others of the section
    earlier: tuple[Headline, ...]  # its neighbours in the section: one, or none
    later: tuple[Headline, ...]


def around(story: Whole, links: Sequence[Link]) -> Around:
    """`links` are those chosen by hand, which are not repeated."""
    if story.section__pk is None:
        return Around((), (), (), ())
    tags = [pk for _name, pk, _slug in lines(story.tags)]
    newest, *tagged = newest_of([(SECTION, story.section__pk), *_lists_of(tags)])
    earlier, later = (tuple(Headline(*line) for line in lines(beside)) for beside in (story.earlier, story.later))

    by_hand = [link.target.pk for link in links if link.target]
    known = {story.pk, *by_hand}
    near = (other for other in _nearest(story.headline_key, newest, tagged) if other.pk not in known)
    related = tuple(islice(near, max(0, RELATED - len(by_hand))))
    known |= {*(line.pk for line in related), *(line.pk for line in (*earlier, *later))}
    more = tuple(islice((other for other in newest.lines if other.pk not in known), MORE))
    return Around(related, more, earlier, later)


def nearest(article: Article, tags: Sequence[Tag], section: Section | None) -> list[Article]:
    """Public stories near to one that may not be saved yet, the nearest first. One query."""
    own = [(SECTION, section.pk)] if section is not None else []
    found = newest_of([*own, *_lists_of([tag.pk for tag in tags])])
    newest, tagged = (found[0], found[1:]) if own else (Head([]), found)
    return [line.story for line in _nearest(article.headline_key, newest, tagged)]


def _lists_of(tags: Sequence[int]) -> list[tuple[str, int]]:
    return [(TAG, pk) for pk in tags[:TAGS]]


def _nearest(headline_key: str, newest: Head, tagged: Sequence[Head]) -> list[Line]:
    """Those that share a tag or two words: most tags first, then most words; the newer of two that are equal.

    None that was paid for.
    """
    known = [newest, *tagged]
    others: dict[int, Line] = {}
    for head in known:
        others.update(head.by_number)
    tags = Counter(chain.from_iterable(head.by_number for head in tagged))
    own = {word for word in headline_key.split() if len(word) > 3}
    holding = [set(chain.from_iterable(head.by_word.get(word, ()) for head in known)) for word in own]
    # A word that a fifth of the others have too, such as "yang", says nothing.
    words = Counter(chain.from_iterable(pks for pks in holding if len(pks) <= max(2, len(others) // 5)))
    near = {*tags, *(pk for pk, count in words.items() if count > 1)}
    ranked = sorted(((tags[pk], words[pk], others[pk].published_at, pk) for pk in near), reverse=True)
    return [others[pk] for *_nearness, pk in ranked if others[pk].kind != Kind.ADVERTORIAL]
