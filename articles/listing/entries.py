"""What feeds read: stories whole, as rows."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Article, RelatedLink
from articles.prepared import Prepared, filled, instant, numbers

from .hung import AUTHOR, TAG, names_of
from .rows import Line, story_of
from .walk import PAGE_LENGTH, Walk


class BlockLink(NamedTuple):
    """A link that stands in the text as a block, and leads a reader somewhere."""

    key: str
    url: str
    label: str
    target: Line | None

    @property
    def link(self) -> RelatedLink:
        return RelatedLink(key=self.key, url=self.url, label=self.label, target=self.target and self.target.story)


class Entry(NamedTuple):
    """A story in a feed. All but the last three are columns, and named as they are."""

    published_at: datetime
    pk: int
    headline: str
    slug: str
    kind: str
    sponsor_name: str
    teaser: str
    standfirst: str
    body: str
    unverified_reason: str
    first_published_at: datetime
    updated_at: datetime | None
    section__pk: int
    section__slug: str
    section__name: str
    lead_photo__pk: int | None
    lead_photo__file: str | None
    lead_photo__extension: str | None
    lead_photo__sha256: str | None
    lead_photo__width_px: int | None
    lead_photo__height_px: int | None
    lead_photo__alternative_text: str | None
    lead_photo__caption: str | None
    lead_photo__credit: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[BlockLink, ...]

    @property
    def story(self) -> Article:
        return story_of(self._asdict())


COLUMNS = Entry._fields[:-3]


def entries(walk: Walk, length: int = PAGE_LENGTH) -> list[Entry]:
    """The newest of a list."""
    places = walk.newest(length)
    if not places:
        return []
    now = timezone.now()
    pks = [place.pk for place in places]
    count, given = filled(pks)
    names, links = names_of(pks), _links_of(count, given, now)
    found = {}
    for row in _ENTRIES.ask(count, now=now, **given):
        pk = row[1]
        authors, tags = (tuple(each.name for each in names.get((pk, kind), ())) for kind in (AUTHOR, TAG))
        found[pk] = Entry._make([*row, authors, tags, tuple(links.get(pk, ()))])
    return [found[pk] for pk in pks if pk in found]


def _links_of(count: int, given: dict[str, int], now: datetime) -> dict[int, list[BlockLink]]:
    found: dict[int, list[BlockLink]] = {}
    for pk, key, url, label, *target in _LINKS.ask(count, now=now, **given):
        link = BlockLink(key, url, label, Line(*target) if target[1] else None)
        found.setdefault(pk, []).append(link)
    return found


def _links(count: int) -> QuerySet[RelatedLink, Any]:
    public = Exists(Article.objects.public(instant("now")).filter(pk=OuterRef("target")))
    outside = Q(url__startswith="http://") | Q(url__startswith="https://")
    links = RelatedLink.objects.inline().filter(public | outside, article__pk__in=numbers(count))
    columns = ("article_id", "key", "url", "label", *(f"target__{name}" for name in Line._fields))
    return links.order_by("position", "pk").values_list(*columns)


_ENTRIES = Prepared(
    Article,
    lambda count: Article.objects.public(instant("now")).filter(pk__in=numbers(count)).values_list(*COLUMNS),
)
_LINKS = Prepared(RelatedLink, _links)
