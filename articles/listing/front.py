"""Which stories stand where on the front page: what editors pinned, and the newest for the rest."""

from collections.abc import Collection, Iterable, Iterator, Sequence
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

from .heads import PAPER, SECTION, Head, newest_of
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

    In two queries beside what is remembered of the paper and its sections, whatever their number.
    """
    every = sections()
    families = [family(section, every) for section in every if section.parent_id is None and section.on_front_page]
    paper, *heads = newest_of([PAPER, *((SECTION, part.pk) for parts in families for part in parts)], at)
    strip, pinned = _chosen(at)

    top = pinned.get(None, [])
    unpaid = (line.pk for line in paper.lines if line.kind != Kind.ADVERTORIAL)
    top = [*top, *islice(_others(unpaid, than=[*strip, *top]), max(0, 1 + SECOND_RANK - len(top)))]
    rest = list(_others((line.pk for line in paper.lines), than=[*strip, *top]))
    latest = rest[: min(LATEST, (len(rest) + 1) // 2)]  # a young paper leaves half of it to the blocks
    firsts = [pinned.get(parts[0].pk, []) for parts in families]
    above = {*strip, *top, *latest, *chain(*firsts)}
    fills = _fills(families, heads, above)
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


def _chosen(at: datetime | None) -> tuple[list[int], dict[int | None, list[int]]]:
    """The numbers of the breaking stories and, by section, of those that are pinned, first things first. None: at the
    top.
    """
    found: dict[str, list[Any]] = {"breaking": [], "pins": []}
    for part, *row in _CHOSEN.ask(now=at or timezone.now()):
        found[part].append(row)
    pinned: dict[int | None, list[int]] = {}
    for _position, _pin, section, _at, pk in sorted(found["pins"], key=itemgetter(0, 1)):
        if pk not in pinned.setdefault(section, []):
            pinned[section].append(pk)
    breaking = sorted(found["breaking"], key=itemgetter(3, 4), reverse=True)
    return [pk for *_place, pk in breaking], pinned


def _pins_and_breaking() -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    # In the order of its own index: in that of all stories the whole archive would be walked for the few.
    breaking = Article.objects.breaking(now).exclude(kind=Kind.ADVERTORIAL).order_by("-breaking_until")[:BREAKING]
    nothing = (Value(0), Value(0), Value(None, BigIntegerField()))
    rows = Article.objects.filter(pk__in=breaking.values("pk")).order_by()
    # Pins first, for the types of their columns.
    return _pins(now).union(rows.values_list(Value("breaking"), *nothing, text("published_at"), "pk"), all=True)


def _pins(now: Any) -> QuerySet[Pin, Any]:
    """An advertisement never stands at the top, whatever was pinned."""
    # Asked of each pin: in a join SQLite might begin with the archive.
    public = Article.objects.public(now).filter(pk=OuterRef("article"))
    may_stand = Q(section__isnull=False) | Exists(public.exclude(kind=Kind.ADVERTORIAL))
    pins = Pin.objects.standing(now).filter(Exists(public), may_stand).order_by()
    return pins.values_list(Value("pins"), "position", "pk", "section", Value(""), "article")


_CHOSEN = Prepared(Article, _pins_and_breaking)


def _fills(families: Sequence[Sequence[Section]], heads: Iterable[Head], above: Collection[int]) -> Iterator[list[int]]:
    """The newest of each section with its sub-sections, other than those above."""
    each = iter(heads)
    for parts in families:
        lines = merge(*(next(each).lines for _ in parts), reverse=True)
        yield list(islice((line.pk for line in lines if line.pk not in above), IN_A_BLOCK))


def _others(some: Iterable[int], *, than: Sequence[int]) -> Iterator[int]:
    return (pk for pk in some if pk not in than)
