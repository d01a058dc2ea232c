"""What a search finds, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.body.plain_text import plain_text
from articles.listing import CARD, PAGE_LENGTH, Card, Cursor, CursorRefused, Page, numbered, page
from articles.models import Article, Section

from .asked import Asked
from .excerpt import excerpt
from .outside import walk_of
from .question import BEST, Question
from .walk import SearchWalk

MOST_BEST = 200  # stories, half of them by their headlines; who wants more looks through them by date


def found(question: Question, query: Mapping[str, str], sections: Sequence[Section]) -> Page:
    """Its stories have for a teaser the part of their text that answers. Raise CursorRefused as page() does."""
    asked = question.asked
    if not asked:
        return Page()
    walk = walk_of(asked, question.among(sections))
    shown = _best(walk, query) if question.order == BEST else page(walk, query)
    return replace(shown, articles=_with_excerpts(shown.articles, asked))


def _best(walk: SearchWalk, query: Mapping[str, str]) -> Page:
    """Those that hold every word in their headline first, then the others; each the newest first."""
    number = _number(query)
    titled = replace(walk, asked=walk.asked.of_title()).newest(MOST_BEST // 2)
    places: list[Cursor] = list(dict.fromkeys([*titled, *walk.newest(MOST_BEST)]))[:MOST_BEST]
    begin, end = (number - 1) * PAGE_LENGTH, number * PAGE_LENGTH
    if begin and not places[begin:]:
        raise CursorRefused("There is no such page.")
    return Page(
        numbered(CARD, [place.pk for place in places[begin:end]]),
        f"page={number}" if number > 1 else "",
        f"page={number - 1}" if number > 1 else "",
        f"page={number + 1}" if places[end:] else "",
    )


def _number(query: Mapping[str, str]) -> int:
    text = query.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 4 and int(text)):
        raise CursorRefused(f"{text[:60]!r} is not a page.")
    return int(text)


def _with_excerpts(stories: Sequence[Card], asked: Asked) -> list[Card]:
    texts = Article.objects.filter(pk__in=[story.pk for story in stories]).values_list("pk", "standfirst", "body")
    by_number = {pk: f"{standfirst}\n{plain_text(body)}" for pk, standfirst, body in texts} if stories else {}
    excerpts = [excerpt(by_number.get(story.pk, ""), asked.terms) for story in stories]
    return [story._replace(teaser=why or story.teaser) for story, why in zip(stories, excerpts, strict=True)]
