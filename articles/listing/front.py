"""Which stories stand where on the front page: what editors pinned, and the newest for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Pin, Section
from articles.models.article import Kind
from articles.prepared import Prepared, instant, number

from .lists import family, of_section, sections
from .walk import Cursor, by_part, cards, in_one_query

SECOND_RANK = 4
LATEST = 9
IN_A_BLOCK = 4
BREAKING = 3


@dataclass(frozen=True, slots=True)
class Block:
    section: Section
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class FrontPage:
    breaking: list[Article]
    lead: Article | None
    second_rank: list[Article]
    latest: list[Article]
    blocks: list[Block]


def front_page(at: datetime | None = None) -> FrontPage:
    """What is pinned always stands; what fills the rest repeats nothing that stands above it.

    Which stories, in two queries, whatever the number of sections; what they show, in two more.
    """
    at = at or timezone.now()
    every = sections()
    families = [family(section, every) for section in every if section.parent_id is None and section.on_front_page]
    pinned = _pinned(at)
    strip, newest, unpaid, *in_sections = _newest(families, at)

    top = pinned.get(None, [])
    top = [*top, *_others(unpaid, than=[*strip, *top])[: max(0, 1 + SECOND_RANK - len(top))]]
    rest = _others(newest, than=[*strip, *top])
    latest = rest[: min(LATEST, (len(rest) + 1) // 2)]  # a young paper leaves half of it to the blocks
    blocks: list[tuple[Section, list[Cursor]]] = []
    for parts in families:
        first = pinned.get(parts[0].pk, [])
        own = sorted({place for _ in parts for place in in_sections.pop(0)}, reverse=True)
        fill = _others(own, than=[*strip, *top, *latest, *first])
        blocks.append((parts[0], [*first, *fill[: max(0, IN_A_BLOCK - len(first))]]))

    everywhere = {*strip, *top, *latest, *(place for _, block in blocks for place in block)}
    shown = {article.pk: article for article in cards(list(everywhere), at=at)}

    def articles(at: Sequence[Cursor]) -> list[Article]:
        return [shown[place.pk] for place in at if place.pk in shown]

    return FrontPage(
        breaking=articles(strip),
        lead=next(iter(articles(top)), None),
        second_rank=articles(top)[1:],
        latest=articles(latest),
        blocks=[Block(section, articles(block)) for section, block in blocks if block],
    )


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


def _newest(families: Sequence[Sequence[Section]], at: datetime) -> list[list[Cursor]]:
    """Of breaking stories, of all, of all but advertisements, and of each section and sub-section."""
    sections = [part.pk for parts in families for part in parts]
    given = {f"section_{position}": pk for position, pk in enumerate(sections)}
    rows = _NEWEST.ask(len(sections), now=at, **given)
    return [[place for (place,) in part] for part in by_part(rows, 3 + len(sections))]


def _of_sections(count: int) -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    public = Article.objects.public(now)
    lists: list[QuerySet[Any]] = [public, public.exclude(kind=Kind.ADVERTORIAL)]
    lists += [of_section(number(f"section_{position}"), now) for position in range(count)]
    length = 1 + SECOND_RANK + 2 * LATEST
    # In the order of its own index: in that of all stories the whole archive would be walked for the few.
    breaking = Article.objects.breaking(now).exclude(kind=Kind.ADVERTORIAL).order_by("-breaking_until")[:BREAKING]
    return in_one_query([breaking, *(rows.order_by("-published_at", "-pk")[:length] for rows in lists)])


_NEWEST = Prepared(Article, _of_sections)


def _others(some: Sequence[Cursor], *, than: Sequence[Cursor]) -> list[Cursor]:
    known = set(than)
    return [place for place in some if place not in known]
