"""What a story that is being written may want: tags that stand in its text, stories that are near to it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from articles import listing
from articles.keys import headline_key, tag_key, unified
from articles.models import Article, Section, Tag, TagAlias

MOST_WORDS = 1500  # of a text, from its beginning
LONGEST_NAME = 4  # words
SHORTEST_NAME = 3  # letters
AT_ONCE = 900  # names asked for in one query: SQLite takes no more values
MOST_TAGS = 12
MOST_STORIES = 6
STRETCH = re.compile(r"[.,;:!?()\[\]\"\n]+")  # no name goes across these
WORD = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*|&")


@dataclass(frozen=True, slots=True)
class TagInText:
    name: str
    times: int  # that it, or another name of it, stands there


def tags_in(text: str, *, than: Collection[str] = ()) -> list[TagInText]:
    """Existing tags whose name or alias stands in the text, the most frequent first. `than`: names it has already."""
    counted = Counter(_names(text))
    known = {tag_key(name) for name in than}
    found: Counter[str] = Counter()
    names = list(counted)
    for begin in range(0, len(names), AT_ONCE):
        some = names[begin : begin + AT_ONCE]
        tags = Tag.objects.order_by().filter(key__in=some).values_list("key", "key", "name")
        aliases = TagAlias.objects.order_by().filter(key__in=some).values_list("key", "tag__key", "tag__name")
        for key, tag, name in tags.union(aliases, all=True):
            if tag not in known:
                found[name] += counted[key]
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return [TagInText(name, times) for name, times in ranked[:MOST_TAGS]]


def _names(text: str) -> Iterator[str]:
    """The key of every run of words that could be the name of a tag."""
    left = MOST_WORDS
    for stretch in STRETCH.split(unified(text[: MOST_WORDS * 12])):
        words = WORD.findall(stretch)[:left]
        left -= len(words)
        for begin in range(len(words)):
            for end in range(begin + 1, min(begin + LONGEST_NAME, len(words)) + 1):
                key = tag_key(" ".join(words[begin:end]))
                if len(key) >= SHORTEST_NAME:
                    yield key


def stories_near(
    headline: str, *, tags: Sequence[str], section: Section | None, than: Collection[int] = ()
) -> list[Article]:
    """Public stories that share tags, or rare words of the headline. `than`: numbers of those it has already."""
    named = list(Tag.objects.named(tags).values())
    story = Article(headline_key=headline_key(headline))
    near = listing.nearest(story, named, section)
    return [other for other in near if other.pk not in than][:MOST_STORIES]
