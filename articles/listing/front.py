"""Which stories stand where on the front page: what editors pinned, and the newest for the rest."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import partial
from heapq import merge
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from articles.models import Article, Pin, Section
from articles.models.article import Kind
from articles.prepared import Prepared, instant

from .heads import SECTION, newest_of
from .lists import family, sections
from .rows import Card, instant_of, text
from .walk import CARD, numbered

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
    breaking: tuple[Card, ...]
    lead: tuple[Card, ...]  # one, or none
    second_rank: tuple[Card, ...]
    latest: tuple[Day, ...]
    blocks: list[Block]


def front_page(at: datetime | None = None) -> FrontPage:
    """What is pinned always stands; what fills the rest repeats nothing that stands above it.

    In two queries beside what is remembered of sections, whatever their number.
    """
    every = sections()
    families = [family(section, every) for section in every if section.parent_id is None and section.on_front_page]
    places = _places(at)

    strip = places.breaking
    top = places.pinned.get(None, [])
    top = [*top, *_others(places.unpaid, than=[*strip, *top])[: max(0, 1 + SECOND_RANK - len(top))]]
    rest = _others(places.newest, than=[*strip, *top])
    latest = rest[: min(LATEST, (len(rest) + 1) // 2)]  # a young paper leaves half of it to the blocks
    firsts = [places.pinned.get(parts[0].pk, []) for parts in families]
    above = {*strip, *top, *latest, *chain(*firsts)}
    fills = _fills(families, above, at)
    blocks = [
        (parts[0], [*first, *fill[: max(0, IN_A_BLOCK - len(first))]])
        for parts, first, fill in zip(families, firsts, fills, strict=True)
    ]
    everywhere = [*above, *chain.from_iterable(block for _, block in blocks)]
    shown = {card.pk: card for card in numbered(CARD, everywhere, at=at)}

    def stories(numbers: Sequence[int]) -> tuple[Card, ...]:
        return tuple(shown[pk] for pk in numbers if pk in shown)

    zone = timezone.get_current_timezone()
    return FrontPage(
        breaking=stories(strip),
        lead=stories(top[:1]),
        second_rank=stories(top[1:]),
        latest=tuple(Day(day, tuple(of_it)) for day, of_it in groupby(stories(latest), partial(_day, zone=zone))),
        blocks=[Block(each.pk, each.slug, each.name, stories(block)) for each, block in blocks if block],
    )


def _day(story: Card, zone: tzinfo) -> date:
    return instant_of(story.published_at).astimezone(zone).date()


# ---- Which stories ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """The numbers of stories, first things first."""

    breaking: list[int]
    newest: list[int]
    unpaid: list[int]  # the newest but advertisements
    pinned: dict[int | None, list[int]]  # by section; None: at the top


def _places(at: datetime | None) -> Places:
    found: dict[str, list[Any]] = {"breaking": [], "newest": [], "unpaid": [], "pins": []}
    for part, *row in _PLACES.ask(now=at or timezone.now()):
        found[part].append(row)
    pinned: dict[int | None, list[int]] = {}
    for _position, _pin, section, _at, pk in sorted(found.pop("pins"), key=itemgetter(0, 1)):
        if pk not in pinned.setdefault(section, []):
            pinned[section].append(pk)
    newest_first = {part: sorted(rows, key=itemgetter(3, 4), reverse=True) for part, rows in found.items()}
    return Places(**{part: [pk for *_place, pk in rows] for part, rows in newest_first.items()}, pinned=pinned)


def _rows_of_places() -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    public = Article.objects.public(now)
    # In the order of its own index: in that of all stories the whole archive would be walked for the few.
    breaking = Article.objects.breaking(now).exclude(kind=Kind.ADVERTORIAL).order_by("-breaking_until")[:BREAKING]
    newest = public.order_by("-published_at", "-pk")[: 1 + SECOND_RANK + 2 * LATEST]
    unpaid = public.exclude(kind=Kind.ADVERTORIAL).order_by("-published_at", "-pk")[: BREAKING + 1 + SECOND_RANK]
    nothing = (Value(0), Value(0), Value(None, BigIntegerField()))
    stories = [
        Article.objects.filter(pk__in=rows.values("pk"))
        .order_by()
        .values_list(Value(part), *nothing, text("published_at"), "pk")
        for part, rows in (("breaking", breaking), ("newest", newest), ("unpaid", unpaid))
    ]
    return _pins(now).union(*stories, all=True)  # first, for the types of its columns


def _pins(now: Any) -> QuerySet[Pin, Any]:
    """An advertisement never stands at the top, whatever was pinned."""
    # Asked of each pin: in a join SQLite might begin with the archive.
    public = Article.objects.public(now).filter(pk=OuterRef("article"))
    may_stand = Q(section__isnull=False) | Exists(public.exclude(kind=Kind.ADVERTORIAL))
    pins = Pin.objects.standing(now).filter(Exists(public), may_stand).order_by()
    return pins.values_list(Value("pins"), "position", "pk", "section", Value(""), "article")


_PLACES = Prepared(Article, _rows_of_places)


def _fills(families: Sequence[Sequence[Section]], above: Collection[int], at: datetime | None) -> Iterator[list[int]]:
    """The newest of each section with its sub-sections, other than those above."""
    heads = iter(newest_of([(SECTION, part.pk) for parts in families for part in parts], at))
    for parts in families:
        lines = merge(*(next(heads).lines for _ in parts), reverse=True)
        yield list(islice((line.pk for line in lines if line.pk not in above), IN_A_BLOCK))


def _others(some: Sequence[int], *, than: Sequence[int]) -> list[int]:
    return [pk for pk in some if pk not in than]
