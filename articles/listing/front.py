"""Which stories stand where on the front page: what editors pinned, and the newest for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article, Pin, Section
from articles.models.article import Kind

from .lists import family, sections
from .walk import Cursor, cards, places

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
    public = Article.objects.public(at).filter(pk=OuterRef("article"))
    pins = Pin.objects.standing(at).filter(Exists(public))
    pins = pins.exclude(section__isnull=True, article__kind=Kind.ADVERTORIAL)
    found: dict[int | None, list[Cursor]] = {}
    for section_id, published_at, pk in pins.values_list("section", "article__published_at", "article"):
        pinned = found.setdefault(section_id, [])
        place = Cursor(published_at, pk)  # type: ignore[arg-type]  # what is public has its instant
        if place not in pinned:
            pinned.append(place)
    return found


def _newest(families: Sequence[Sequence[Section]], at: datetime) -> list[list[Cursor]]:
    """Of breaking stories, of all, of all but advertisements, and of each section and sub-section."""
    public = Article.objects.public(at)
    lists = [public, public.exclude(kind=Kind.ADVERTORIAL)]
    lists += [public.in_sections([part.pk]) for parts in families for part in parts]
    length = 1 + SECOND_RANK + 2 * LATEST
    # In the order of its own index: in that of all stories the whole archive would be walked for the few.
    breaking = Article.objects.breaking(at).exclude(kind=Kind.ADVERTORIAL).order_by("-breaking_until")[:BREAKING]
    return places([breaking, *(rows.newest_first()[:length] for rows in lists)])


def _others(some: Sequence[Cursor], *, than: Sequence[Cursor]) -> list[Cursor]:
    return [place for place in some if place not in than]
