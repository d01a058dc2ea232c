"""What feeds read: stories whole, as rows."""

from typing import NamedTuple

from articles.models import Article
from articles.prepared import instant

from .hung import links, names_of_authors, tags
from .rows import Shape, story_of, text
from .walk import PAGE_LENGTH, Walk


class Entry(NamedTuple):
    """A story in a feed; instants as text, the last three as JSON."""

    published_at: str
    pk: int
    headline: str
    slug: str
    kind: str
    sponsor_name: str
    teaser: str
    standfirst: str
    body: str
    unverified_reason: str
    first_published_at: str
    updated_at: str | None
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
    authors: str | None
    tags: str | None
    links: str | None

    @property
    def story(self) -> Article:
        return story_of(self._asdict())


def entries(walk: Walk, length: int = PAGE_LENGTH) -> list[Entry]:
    """The newest of a list."""
    return walk.shown(ENTRY, length)


ENTRY = Shape(
    Entry,
    **{name: text(name) for name in ("published_at", "first_published_at", "updated_at")},
    authors=names_of_authors(),
    tags=tags(),
    links=links(instant("now")),
)
