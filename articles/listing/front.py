"""Which stories stand where on the front page: what editors pinned, and the newest for the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Pin, Section
from articles.models.article import Kind
from articles.prepared import Prepared, filled, instant, number, numbers

from .lists import family, of_section, sections
from .rows import Card
from .walk import Cursor, by_part, cards, in_one_query

SECOND_RANK = 4
LATEST = 9
IN_A_BLOCK = 4
BREAKING = 3


class Block(NamedTuple):
    """As a row is (rows.py): equal ones show the same."""

    section: int
    slug: str
    name: str
    stories: tuple[Card, ...]

    @property
    def shown(self) -> dict[str, Any]:
        return self._asdict()


class Day(NamedTuple):
    day: date
    stories: tuple[Card, ...]

    @property
    def shown(self) -> dict[str, Any]:
        return self._asdict()


@dataclass(frozen=True, slots=True)
class FrontPage:
    breaking: list[Card]
    lead: list[Card]  # one, or none
    second_rank: list[Card]
    latest: list[Day]
    blocks: list[Block]


def front_page(at: datetime | None = None) -> FrontPage:
    """What is pinned always stands; what fills the rest repeats nothing that stands above it.

    Which stories, in three queries, whatever the number of sections; what they show, in two more.
    """
    at = at or timezone.now()
    every = sections()
    families = [family(section, every) for section in every if section.parent_id is None and section.on_front_page]
    pinned = _pinned(at)
    strip, newest, unpaid = by_part(_NEWEST.ask(now=at), 3, Cursor)

    top = pinned.get(None, [])
    top = [*top, *_others(unpaid, than=[*strip, *top])[: max(0, 1 + SECOND_RANK - len(top))]]
    rest = _others(newest, than=[*strip, *top])
    latest = rest[: min(LATEST, (len(rest) + 1) // 2)]  # a young paper leaves half of it to the blocks
    firsts = [pinned.get(parts[0].pk, []) for parts in families]
    fills = _of_families(families, than=[*strip, *top, *latest, *chain(*firsts)], at=at)
    blocks = [
        (parts[0], [*first, *fill[: max(0, IN_A_BLOCK - len(first))]])
        for parts, first, fill in zip(families, firsts, fills, strict=True)
    ]

    everywhere = {*strip, *top, *latest, *(place for _, block in blocks for place in block)}
    shown = {article.pk: article for article in cards(list(everywhere), at=at)}

    def stories(at: Sequence[Cursor]) -> list[Card]:
        return [shown[place.pk] for place in at if place.pk in shown]

    return FrontPage(
        breaking=stories(strip),
        lead=stories(top[:1]),
        second_rank=stories(top[1:]),
        latest=[Day(day, tuple(of_it)) for day, of_it in groupby(stories(latest), _day)],
        blocks=[Block(each.pk, each.slug, each.name, tuple(stories(block))) for each, block in blocks if block],
    )


def _day(story: Card) -> date:
    return timezone.localdate(story.published_at)


def _pinned(at: datetime) -> dict[int | None, list[Cursor]]:
    """By section; None: at the top. An advertisement never stands there, whatever was pinned."""
    found: dict[int | None, list[Cursor]] = {}
    for section_id, published_at, pk in _PINS.ask(now=at):
        pinned = found.setdefault(section_id, [])
        place = Cursor(published_at, pk)
        if place not in pinned:
            pinned.append(place)
    return found


def _pins() -> QuerySet[Pin, Any]:
    # Asked of each pin: in a join SQLite might begin with the archive.
    now: Any = instant("now")
    public = Article.objects.public(now).filter(pk=OuterRef("article"))
    may_stand = Q(section__isnull=False) | Exists(public.exclude(kind=Kind.ADVERTORIAL))
    pins = Pin.objects.standing(now).filter(Exists(public), may_stand)
    return pins.values_list("section", Subquery(public.values("published_at")), "article")


_PINS = Prepared(Pin, _pins)


def _newest() -> QuerySet[Any, tuple[Any, ...]]:
    """Of breaking stories, of all, and of all but advertisements."""
    now: Any = instant("now")
    public = Article.objects.public(now)
    # In the order of its own index: in that of all stories the whole archive would be walked for the few.
    breaking = Article.objects.breaking(now).exclude(kind=Kind.ADVERTORIAL).order_by("-breaking_until")[:BREAKING]
    newest = public.order_by("-published_at", "-pk")[: 1 + SECOND_RANK + 2 * LATEST]
    unpaid = public.exclude(kind=Kind.ADVERTORIAL).order_by("-published_at", "-pk")[: BREAKING + 1 + SECOND_RANK]
    return in_one_query([breaking, newest, unpaid])


_NEWEST = Prepared(Article, _newest)


def _of_families(
    families: Sequence[Sequence[Section]], *, than: Sequence[Cursor], at: datetime
) -> Iterator[list[Cursor]]:
    """The newest of each section with its sub-sections, other than these."""
    sections = [part.pk for parts in families for part in parts]
    if not sections:
        return
    count, given = filled([place.pk for place in than] or [0])
    given |= {f"section_{position}": pk for position, pk in enumerate(sections)}
    found = iter(by_part(_OF_SECTIONS.ask(len(sections), count, now=at, **given), len(sections), Cursor))
    for parts in families:
        yield sorted({place for _ in parts for place in next(found)}, reverse=True)


def _of_sections(sections: int, others: int) -> QuerySet[Any, tuple[Any, ...]]:
    lists = (of_section(number(f"section_{position}"), instant("now")) for position in range(sections))
    rows = [those.exclude(pk__in=numbers(others)).order_by("-published_at", "-pk")[:IN_A_BLOCK] for those in lists]
    return in_one_query(rows)


_OF_SECTIONS = Prepared(Article, _of_sections)


def _others(some: Sequence[Cursor], *, than: Sequence[Cursor]) -> list[Cursor]:
    known = set(than)
    return [place for place in some if place not in known]
