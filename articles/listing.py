"""Lists of public stories, newest first, that cost the same wherever a reader begins.

A list is walked along its index from a cursor (instant, id): never an offset, never a count.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from articles.models import Article, ArticleQuerySet, Author, Byline, RelatedLink, Section, Tag, TaggedArticle
from articles.models.article import Kind

PAGE_LENGTH = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
        heads = [self._older(part, before).order_by(f"-{self.at}", f"-{self.pk}")[:length] for part in self.parts]
        return sorted(self._read(heads), reverse=True)[:length]

    def oldest(self, length: int, *, after: Cursor) -> list[Cursor]:
        heads = [self._newer(part, after).order_by(self.at, self.pk)[:length] for part in self.parts]
        return sorted(self._read(heads))[:length]

    def _older(self, rows: QuerySet[Any], than: Cursor | None) -> QuerySet[Any]:
        if than is None:
            return rows
        # The first condition alone bounds the walk on the index; a lone OR would not, on either database.
        same_instant = Q(**{self.at: than.at, f"{self.pk}__lt": than.pk})
        return rows.filter(Q(**{f"{self.at}__lt": than.at}) | same_instant, **{f"{self.at}__lte": than.at})

    def _newer(self, rows: QuerySet[Any], than: Cursor) -> QuerySet[Any]:
        same_instant = Q(**{self.at: than.at, f"{self.pk}__gt": than.pk})
        return rows.filter(Q(**{f"{self.at}__gt": than.at}) | same_instant, **{f"{self.at}__gte": than.at})

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


def cards(places: Sequence[Cursor]) -> list[Article]:
    """The stories at these places, in their order, with what a list shows of them."""
    found = Article.objects.public().with_card().in_bulk([place.pk for place in places])
    return [found[place.pk] for place in places if place.pk in found]


# ---- The lists ----------------------------------------------------------------------------------------------------


def everything() -> Walk:
    return Walk([Article.objects.public()])


def in_sections(sections: Sequence[Section]) -> Walk:
    return Walk([Article.objects.public().in_sections([section.pk]) for section in sections])


def of(stories: QuerySet[Article]) -> Walk:
    return Walk([stories])


def with_tag(tag: Tag) -> Walk:
    return Walk([_copies(TaggedArticle.objects.filter(tag=tag), "content_object_id")], "listed_at", "content_object_id")


def by_author(author: Author) -> Walk:
    return Walk([_copies(Byline.objects.filter(author=author), "article_id")], "listed_at", "article_id")


def _copies(rows: QuerySet[Any], article_id: str) -> QuerySet[Any]:
    """The bound keeps drafts, which have no place in a list, from being walked over."""
    public = Article.objects.public().filter(pk=OuterRef(article_id))
    return rows.filter(Exists(public), listed_at__lte=timezone.now())


# ---- What the lists are of ----------------------------------------------------------------------------------------


def sections() -> list[Section]:
    """All, in the order of the paper."""
    return list(Section.objects.all())


def family(section: Section, among: Sequence[Section]) -> list[Section]:
    """The section and its sub-sections: what its page lists."""
    return [section, *(child for child in among if child.parent_id == section.pk)]


def tag_at(slug: str) -> Tag | None:
    """The tag of an address, or of an earlier one."""
    tag = Tag.objects.filter(slug=slug).first()
    return tag or Tag.objects.filter(aliases__slug=slug).order_by("pk").first()


def author_at(slug: str) -> Author | None:
    return Author.objects.filter(slug=slug).first()


def authors_with_stories() -> QuerySet[Author]:
    return Author.objects.filter(Exists(_copies(Byline.objects.filter(author=OuterRef("pk")), "article_id")))


# ---- One story ----------------------------------------------------------------------------------------------------


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    stories = Article.objects.public().with_card().defer(None).defer("search_text").with_links()
    return stories.prefetch_related("tags").filter(pk=pk).first()  # type: ignore[misc]  # taggit's, unknown to mypy


def readable_links(article: Article) -> list[RelatedLink]:
    """Those that lead a reader somewhere: to a public story, or to a web address."""
    return [
        link
        for link in article.related_links.all()
        if (link.target.is_public() if link.target else link.url.startswith(("http://", "https://")))
    ]


def more_like(article: Article, length: int = 4) -> QuerySet[Article]:
    """The newest others of the same section."""
    stories = Article.objects.public().filter(section=article.section).exclude(pk=article.pk)
    return stories.select_related("section", "lead_photo").defer("body", "search_text").newest_first()[:length]


# ---- The front page -----------------------------------------------------------------------------------------------

SECOND_RANK = 4
LATEST = 9
IN_A_BLOCK = 4


@dataclass(frozen=True, slots=True)
class Block:
    section: Section
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class FrontPage:
    lead: Article | None
    second_rank: list[Article]
    latest: list[Article]  # those above left out
    blocks: list[Block]  # without those above


def front_page() -> FrontPage:
    """Which stories stand where: in one query, whatever the number of sections; and what they show in two more."""
    every = sections()
    public = Article.objects.public()
    families = [family(section, every) for section in every if section.parent_id is None]
    # An advertisement never leads the page.
    lists = [public.exclude(kind=Kind.ADVERTORIAL), public]
    lists += [public.in_sections([part.pk]) for parts in families for part in parts]

    top, latest, *in_sections = heads(lists, 1 + SECOND_RANK + LATEST)
    top = top[: 1 + SECOND_RANK]
    latest = [place for place in latest if place not in top][:LATEST]
    blocks = []
    for parts in families:
        places = sorted(set().union(*(in_sections.pop(0) for _ in parts)) - set(top), reverse=True)
        blocks.append((parts[0], places[:IN_A_BLOCK]))
    shown = {article.pk: article for article in cards([*{*top, *latest, *(place for _, b in blocks for place in b)}])}

    def articles(places: Sequence[Cursor]) -> list[Article]:
        return [shown[place.pk] for place in places if place.pk in shown]

    first = articles(top)
    return FrontPage(
        lead=first[0] if first else None,
        second_rank=first[1:],
        latest=articles(latest),
        blocks=[Block(section, articles(places)) for section, places in blocks if places],
    )


def heads(lists: Sequence[ArticleQuerySet], length: int) -> list[list[Cursor]]:
    """The newest of each of many lists. One query for every 400: SQLite takes no more than 500 parts in one."""
    found: list[list[Cursor]] = [[] for _ in lists]
    for begin in range(0, len(lists), 400):
        newest = [
            Article.objects.filter(pk__in=rows.newest_first()[:length].values("pk"))
            .annotate(part=Value(part, IntegerField()))
            .order_by()
            for part, rows in enumerate(lists[begin : begin + 400], begin)
        ]
        for part, at, pk in newest[0].union(*newest[1:], all=True).values_list("part", "published_at", "pk"):
            found[part].append(Cursor(at, pk))  # type: ignore[arg-type]  # what is public has its instant
    return [sorted(places, reverse=True) for places in found]


# ---- The archive --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day as the site's zone has it."""

    first_on: date
    last_on: date
    begins_at: datetime
    ends_at: datetime  # the first instant after it

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """Raise ValueError or OverflowError when there is none such in what can be reckoned."""
        first_on = date(year, 1 if month is None else month, 1 if day is None else day)
        last_on = first_on
        if day is None:
            last_on = date(year, month or 12, monthrange(year, month or 12)[1])
        return cls(first_on, last_on, _midnight(first_on), _midnight(last_on + timedelta(days=1)))

    def months(self) -> list["Period"]:
        return [Period.of(self.first_on.year, month) for month in range(1, 13)]

    def days(self) -> list["Period"]:
        first, last = self.first_on, self.last_on
        return [Period.of(first.year, first.month, day) for day in range(first.day, last.day + 1)]

    def stories(self) -> ArticleQuerySet:
        return Article.objects.public().filter(published_at__gte=self.begins_at, published_at__lt=self.ends_at)

    def before(self) -> date | None:
        """The last day before it that has a story."""
        stories = Article.objects.public().filter(published_at__lt=self.begins_at).newest_first()
        return _day_of(stories)

    def after(self) -> date | None:
        stories = Article.objects.public().filter(published_at__gte=self.ends_at).order_by("published_at", "pk")
        return _day_of(stories)


def addresses(period: Period) -> QuerySet[Article]:
    """The stories of a period with no more than their addresses and times."""
    columns = ("slug", "section__slug", "published_at", "updated_at")
    return period.stories().select_related("section").only(*columns).newest_first()


def years() -> list[Period]:
    """Those with stories, newest first."""
    stories = Article.objects.public()
    newest, oldest = _day_of(stories.newest_first()), _day_of(stories.order_by("published_at", "pk"))
    if newest is None or oldest is None:
        return []
    return with_stories([Period.of(year) for year in range(newest.year, oldest.year - 1, -1)])


def with_stories(periods: Sequence[Period]) -> list[Period]:
    """Those of them in which a public story stands. It costs one look at the index for each."""
    found = heads([period.stories() for period in periods], 1)
    return [period for period, places in zip(periods, found, strict=True) if places]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone()).astimezone(UTC)


def _day_of(stories: QuerySet[Article]) -> date | None:
    at = stories.values_list("published_at", flat=True).first()
    return timezone.localdate(at, timezone.get_default_timezone()) if at else None
