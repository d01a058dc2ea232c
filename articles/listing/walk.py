"""Lists of public stories, newest first, that cost the same wherever a reader begins.

A list is walked along its index from a cursor (instant, id): never an offset, never a count.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple, Self

from django.db.models import IntegerField, Q, QuerySet, Value

from articles.models import Article, ArticleQuerySet

PAGE_LENGTH = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The column by which a row stands for a story.
STORY_ID = {"article": "pk", "taggedarticle": "content_object_id", "byline": "article_id"}
CURSOR = re.compile(r"(-?[0-9]{1,18})_([0-9]{1,18})", re.ASCII)


class CursorRefused(ValueError):
    """The address names no place in a list."""


class Cursor(NamedTuple):
    """A story's place in a list."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}_{self.pk}"

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
        return sorted(self._read(self.heads(length, before=before)), reverse=True)[:length]

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        return sorted(self._read(self.heads(length, after=after)))[:length]

    def heads(self, length: int, *, before: Cursor | None = None, after: Cursor | None = None) -> list[QuerySet[Any]]:
        """The rows nearest to a place, of each part."""
        if after is not None:
            return [self._newer(part, after).order_by(self.at, self.pk)[:length] for part in self.parts]
        return [self._older(part, before).order_by(f"-{self.at}", f"-{self.pk}")[:length] for part in self.parts]

    def _older(self, rows: QuerySet[Any], than: Cursor | None) -> QuerySet[Any]:
        if than is None:
            return rows
        same_instant = Q(**{self.at: than.at, f"{self.pk}__lt": than.pk})
        return self._bounded(rows, **{f"{self.at}__lte": than.at}).filter(
            Q(**{f"{self.at}__lt": than.at}) | same_instant
        )

    def _newer(self, rows: QuerySet[Any], than: Cursor) -> QuerySet[Any]:
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

    def _read(self, heads: list[QuerySet[Any]]) -> list[Cursor]:
        rows = heads[0] if len(heads) == 1 else union(heads)
        return [Cursor(*row) for row in rows.values_list(self.at, self.pk)]


def union(heads: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """Several short lists in one query. SQLite takes no LIMIT in a part of a union, but one further in."""
    first, *others = (head.model._default_manager.filter(pk__in=head.values("pk")).order_by() for head in heads)
    return first.union(*others, all=True)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `newer` and `older` are the queries of the pages beside it, empty where there is none."""

    articles: list[Article] = field(default_factory=list)
    query: str = ""  # of this page itself; empty: the first
    newer: str = ""
    older: str = ""


def page(walk: Walk, query: Mapping[str, str], length: int = PAGE_LENGTH) -> Page:
    """The page that `?before=` or `?after=` asks for. Raise CursorRefused when there is none of that name."""
    before, after = (Cursor.read(query[name]) if name in query else None for name in ("before", "after"))
    if before and after:
        raise CursorRefused("A page is either before or after a story, not both.")
    if after:
        found = walk.oldest(length + 1, after=after)
        if len(found) <= length:
            return page(walk, {}, length)  # at the top: the first page, filled up
        shown = found[:length][::-1]
        return Page(cards(shown), f"after={after}", f"after={shown[0]}", f"before={shown[-1]}")
    found = walk.newest(length + 1, before=before)
    if before and not found:
        raise CursorRefused("Nothing is older than that.")
    shown = found[:length]
    older = f"before={shown[-1]}" if len(found) > length else ""
    return Page(cards(shown), f"before={before}" if before else "", f"after={shown[0]}" if before else "", older)


def cards(places: Sequence[Cursor], *, at: datetime | None = None) -> list[Article]:
    """The stories at these places, in their order, with what a list shows of them."""
    found = Article.objects.public(at).with_card().in_bulk([place.pk for place in places])
    return [found[place.pk] for place in places if place.pk in found]


def heads(lists: Sequence[ArticleQuerySet], length: int) -> list[list[Cursor]]:
    """The newest of each of many lists."""
    return places(rows.newest_first()[:length] for rows in lists)


def places(parts: Iterable[QuerySet[Any]]) -> list[list[Cursor]]:
    return [[place for place, *_ in part] for part in in_one_query(list(parts))]


def in_one_query(parts: Sequence[QuerySet[Any]], *columns: str) -> list[list[tuple[Any, ...]]]:
    """Of each of many short lists of stories, or of rows that stand for one: the place, newest first, and columns.

    One query for every 400: SQLite takes no more than 500 parts in one.
    """
    found: list[list[tuple[Any, ...]]] = [[] for _ in parts]
    for begin in range(0, len(parts), 400):
        stories = [
            Article.objects.filter(pk__in=rows.values(STORY_ID[rows.model._meta.model_name]))
            .annotate(part=Value(part, IntegerField()))
            .order_by()
            for part, rows in enumerate(parts[begin : begin + 400], begin)
        ]
        rows = stories[0].union(*stories[1:], all=True).values_list("part", "published_at", "pk", *columns)
        for part, at, pk, *values in rows:
            found[part].append((Cursor(at, pk), *values))
    return [sorted(part, key=itemgetter(0), reverse=True) for part in found]
