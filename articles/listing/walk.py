"""Lists of public stories, newest first, that cost the same wherever a reader begins.

A list is walked along its index from a cursor (instant, id): never an offset, never a count.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from django.db.models import IntegerField, Q, QuerySet, Value
from django.utils import timezone

from articles.models import Article, ArticleQuerySet
from articles.prepared import IsOneOf, Prepared, instant, number

from .hung import names_of_authors
from .rows import Card, Row, Shape, instant_of, text

PAGE_LENGTH = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The column by which a row stands for a story.
STORY_ID = {"article": "pk", "taggedarticle": "content_object_id", "byline": "article_id"}
CURSOR = re.compile(r"(-?[0-9]{1,18})_([0-9]{1,18})", re.ASCII)


def microseconds_of(instant: datetime) -> int:
    """Since 1970."""
    return (instant - EPOCH) // timedelta(microseconds=1)


class CursorRefused(ValueError):
    """The address names no place in a list."""


class Cursor(NamedTuple):
    """A story's place in a list."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{microseconds_of(self.at)}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> Self:
        match = CURSOR.fullmatch(text)
        try:
            if match:
                return cls(EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
        except OverflowError:
            pass
        raise CursorRefused(f"{text[:60]!r} is not a place in a list. Begin at the first page.")


@dataclass(frozen=True, slots=True)
class Walk:
    """Rows that each stand for a story, and the two columns by which they are walked.

    Several `parts` are merged: an index that begins with the section has one order for each section.
    """

    parts: Sequence[QuerySet[Any]]
    at: str = "published_at"
    pk: str = "pk"

    def newest(self, length: int, *, before: Cursor | None = None) -> list[Cursor]:
        return sorted(self._read(length, before=before), reverse=True)[:length]

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        return sorted(self._read(length, after=after))[:length]

    def shown(
        self, shape: Shape[Row], length: int, *, before: Cursor | None = None, after: Cursor | None = None
    ) -> list[Row]:
        """What stands at the newest places before one, or at the oldest after one."""
        places = self.oldest(length, after=after) if after else self.newest(length, before=before)
        return numbered(shape, [place.pk for place in places])

    def heads(self, length: int, *, before: Any = None, after: Any = None) -> list[QuerySet[Any]]:
        """The rows nearest to a place, of each part."""
        if after is not None:
            return [self._newer(part, after).order_by(self.at, self.pk)[:length] for part in self.parts]
        return [self._older(part, before).order_by(f"-{self.at}", f"-{self.pk}")[:length] for part in self.parts]

    def _older(self, rows: QuerySet[Any], than: Any) -> QuerySet[Any]:
        if than is None:
            return rows
        same_instant = Q(**{self.at: than.at, f"{self.pk}__lt": than.pk})
        return self._bounded(rows, **{f"{self.at}__lte": than.at}).filter(
            Q(**{f"{self.at}__lt": than.at}) | same_instant
        )

    def _newer(self, rows: QuerySet[Any], than: Any) -> QuerySet[Any]:
        same_instant = Q(**{self.at: than.at, f"{self.pk}__gt": than.pk})
        return self._bounded(rows, **{f"{self.at}__gte": than.at}).filter(
            Q(**{f"{self.at}__gt": than.at}) | same_instant
        )

    @staticmethod
    def _bounded(rows: QuerySet[Any], **bound: Any) -> QuerySet[Any]:
        """The bound of the walk on the index, before that of the present which public rows have too.

        SQLite takes the first of two, and would walk all the way from now. A lone OR bounds nothing on either.
        """
        return rows.model._default_manager.filter(**bound) & rows

    def places(self, length: int, **beside: Any) -> QuerySet[Any, tuple[datetime, int]]:
        heads = self.heads(length, **beside)
        rows = heads[0] if len(heads) == 1 else union(heads)
        return rows.values_list(self.at, self.pk)

    def _read(self, length: int, **beside: Cursor | None) -> list[Cursor]:
        return [Cursor(*row) for row in self.places(length, **beside)]


@dataclass(frozen=True, slots=True)
class KnownWalk(Walk):
    """One that many readers take: its SQL is kept. `rows` makes a part, public at an instant, from the number of it."""

    parts: Any = ()
    rows: Callable[[Any, Any], QuerySet[Any]] = lambda _number, at: Article.objects.public(at)
    numbers: Sequence[int] = (0,)

    def shown(
        self, shape: Shape[Row], length: int, *, before: Cursor | None = None, after: Cursor | None = None
    ) -> list[Row]:
        if len(self.numbers) > 1:  # each part has so many
            return super(KnownWalk, self).shown(shape, length, before=before, after=after)
        found = self._ask(shape, length, {"after": after} if after else {"before": before})
        return shape.rows(sorted(found, key=itemgetter(0, 1), reverse=after is None))

    def _read(self, length: int, **beside: Cursor | None) -> list[Cursor]:
        return [Cursor(*row) for row in self._ask(None, length, beside)]

    def _ask(self, shape: Shape[Any] | None, length: int, beside: Mapping[str, Cursor | None]) -> Sequence[Any]:
        given: dict[str, Any] = {f"part_{position}": number for position, number in enumerate(self.numbers)}
        side = next((side for side, than in beside.items() if than), "")
        if than := beside.get(side):
            given |= {"at": than.at, "pk": than.pk}
        built = (shape, self.rows, len(self.numbers), self.at, self.pk, length, side)
        return _KNOWN.ask(*built, now=timezone.now(), **given)


def _known(
    shape: Shape[Any] | None,
    rows: Callable[[Any, Any], QuerySet[Any]],
    parts: int,
    at: str,
    pk: str,
    length: int,
    side: str,
) -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    walk = Walk([rows(number(f"part_{position}"), now) for position in range(parts)], at, pk)
    beside = {side: GIVEN_PLACE} if side else {}
    if shape is None:
        return walk.places(length, **beside)
    (head,) = walk.heads(length, **beside)
    return shape.of(Article.objects.public(now).filter(pk__in=head.values(pk)))


GIVEN_PLACE = SimpleNamespace(at=instant("at"), pk=number("pk"))
_KNOWN = Prepared(Article, _known)


def union(heads: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """Several short lists in one query. SQLite takes no LIMIT in a part of a union, but one further in."""
    first, *others = (head.model._default_manager.filter(pk__in=head.values("pk")).order_by() for head in heads)
    return first.union(*others, all=True)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `newer` and `older` are the queries of the pages beside it, empty where there is none."""

    articles: list[Card] = field(default_factory=list)
    query: str = ""  # of this page itself; empty: the first
    newer: str = ""
    older: str = ""


def page(walk: Walk, query: Mapping[str, str], length: int = PAGE_LENGTH) -> Page:
    """The page that `?before=` or `?after=` asks for. Raise CursorRefused when there is none of that name."""
    before, after = (Cursor.read(query[name]) if name in query else None for name in ("before", "after"))
    if before and after:
        raise CursorRefused("A page is either before or after a story, not both.")
    if after:
        found = walk.shown(CARD, length + 1, after=after)
        if len(found) <= length:
            return page(walk, {}, length)  # at the top: the first page, filled up
        shown = found[:length][::-1]
        return Page(shown, f"after={after}", f"after={_place(shown[0])}", f"before={_place(shown[-1])}")
    found = walk.shown(CARD, length + 1, before=before)
    if before and not found:
        raise CursorRefused("Nothing is older than that.")
    shown = found[:length]
    older = f"before={_place(shown[-1])}" if len(found) > length else ""
    return Page(shown, f"before={before}" if before else "", f"after={_place(shown[0])}" if before else "", older)


def _place(card: Card) -> Cursor:
    return Cursor(instant_of(card.published_at), card.pk)


CARD = Shape(
    Card, published_at=text("published_at"), narrower_px=text("lead_photo__narrower_px"), authors=names_of_authors()
)


def numbered(shape: Shape[Row], stories: Sequence[int], *, at: datetime | None = None) -> list[Row]:
    """Those of these numbers that are public, in their order. `shape` begins with the place."""
    if not stories:
        return []
    found = {row[1]: row for row in _NUMBERED.ask(shape, now=at or timezone.now(), stories=stories)}
    return shape.rows(found[pk] for pk in stories if pk in found)


_NUMBERED = Prepared(
    Article, lambda shape: shape.of(Article.objects.public(instant("now")).filter(IsOneOf("pk", "stories")))
)


def heads(lists: Sequence[ArticleQuerySet], length: int) -> list[list[Cursor]]:
    """The newest of each of many lists."""
    return places(rows.newest_first()[:length] for rows in lists)


def places(parts: Iterable[QuerySet[Any]]) -> list[list[Cursor]]:
    """Of each of many short lists of stories, or of rows that stand for one: the places, newest first.

    One query for every 400: SQLite takes no more than 500 parts in one.
    """
    lists = list(parts)
    rows = (row for begin in range(0, len(lists), 400) for row in in_one_query(lists[begin : begin + 400], first=begin))
    return by_part(rows, len(lists), Cursor)


def in_one_query(parts: Sequence[QuerySet[Any]], *columns: str, first: int = 0) -> QuerySet[Any, tuple[Any, ...]]:
    """Many short lists of stories, or of rows that stand for one: number of the part, place, and columns."""
    stories = [
        Article.objects.filter(pk__in=rows.values(STORY_ID[rows.model._meta.model_name]))
        .annotate(part=Value(part, IntegerField()))
        .order_by()
        for part, rows in enumerate(parts, first)
    ]
    return stories[0].union(*stories[1:], all=True).values_list("part", "published_at", "pk", *columns)


def by_part(rows: Iterable[tuple[Any, ...]], parts: int, shape: Callable[..., Row]) -> list[list[Row]]:
    """What in_one_query finds, each part with the newest first. `shape` begins with the place."""
    found: list[list[Any]] = [[] for _ in range(parts)]
    for part, *values in rows:
        found[part].append(shape(*values))
    return [sorted(part, reverse=True) for part in found]
