"""Which stories stand where on the front page."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, Section
from articles.models.article import Kind

from .lists import family, sections
from .walk import Cursor, cards, heads

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
