"""With a search server: it proposes stories, and the database decides.

Of what the server proposes the database is asked, story by story, whether readers may see it and whether it answers.
So a server that is behind, or whoever writes into its index, can hide a story for a while and never show one. Whenever
the server is of no use, the database finds by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.listing import Cursor, Walk, microseconds_of
from articles.models import Article

from . import telling
from .asked import Asked, Phrase
from .question import Among
from .servers import Away, Place, server
from .walk import SearchWalk, each

if TYPE_CHECKING:
    from .opensearch import Server

MORE = 10  # than are wanted, in place of those that readers do not see
THEN = 200  # stories at once, if those do not fill the page
MOST_ROUNDS = 5  # then the database searches: a server that proposes so much in vain is of no use
FIELDS = ("title", "names", "text")


def walk_of(asked: Asked, among: Among | None = None) -> SearchWalk:
    stories = among.stories() if among is not None else None
    if server() is None:
        return SearchWalk(asked=asked, stories=stories)
    return OutsideWalk(asked=asked, stories=stories, among=among)


@dataclass(frozen=True, slots=True)
class OutsideWalk(SearchWalk):
    among: Among | None = None

    def _found(self, length: int, walked: Callable[[Walk], list[Cursor]], **beside: Cursor | None) -> list[Cursor]:
        there = server()
        if there is not None and not telling.is_behind():
            try:
                found = self._decided(there, length, **beside)
            except Away:
                found = None
            if found is not None:
                return found
        return SearchWalk._found(self, length, walked, **beside)

    def _decided(self, there: "Server", length: int, **beside: Cursor | None) -> list[Cursor] | None:
        """None: too much was proposed in vain."""
        newest_first = "before" in beside
        (cursor,) = beside.values()
        after = Place(microseconds_of(cursor.at), cursor.pk) if cursor else None
        query, many = self._query(), length + MORE
        found: list[Cursor] = []
        for _round in range(MOST_ROUNDS):
            places = there.propose(query, many, after=after, newest_first=newest_first)
            stories = Article.objects.public().filter(pk__in=[place.story for place in places])
            answers = [Cursor(at, pk) for at, pk, does in each(stories, self.asked, self.stories) if does]
            # Whose date was changed a moment ago stands elsewhere by now.
            beyond = [place for place in answers if cursor is None or (place < cursor) == newest_first]
            found += sorted(beyond, reverse=newest_first)
            if len(found) >= length or len(places) < many:
                return found[:length]
            after, many = places[-1], THEN
        return None

    def _query(self) -> dict[str, Any]:
        asked, among = self.asked, self.among
        fields = FIELDS[:1] if asked.in_title else FIELDS
        filters = [_phrase(phrase, fields) for phrase in asked.phrases]
        listed_at = {"lte": microseconds_of(timezone.now())}
        if among is not None:
            filters += [{"terms": {"about": some}} for some in _about(among)]
            if among.since is not None:
                listed_at["gte"] = microseconds_of(among.since)
            if among.until is not None:
                listed_at["lte"] = min(listed_at["lte"], microseconds_of(among.until) - 1)
        return {
            "bool": {
                "filter": [*filters, {"range": {"listed_at": listed_at}}],
                "must_not": [_phrase(phrase, FIELDS) for phrase in asked.without],
            }
        }


def _phrase(phrase: Phrase, fields: Iterable[str]) -> dict[str, Any]:
    return {"multi_match": {"query": " ".join(phrase), "type": "phrase", "fields": list(fields)}}


def _about(among: Among) -> Iterable[list[str]]:
    kinds = {"section": among.sections, "author": among.authors, "tag": among.tags}
    for kind, numbers in kinds.items():
        if numbers is not None:
            yield [f"{kind}-{number}" for number in numbers]
