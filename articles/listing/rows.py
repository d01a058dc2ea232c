"""What pages read of a story: rows of plain values, named as the columns are. Equal rows show the same."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from articles.models import Article, Photo, RelatedLink, Section

from .gathered import lines

AnyModel = TypeVar("AnyModel", bound=Model)
Row = TypeVar("Row")


class Shape(Generic[Row]):
    """What is read of a story: the columns that a row is named by, but those that are `made` otherwise."""

    def __init__(self, row: type[Row], **made: Any) -> None:
        self.row: Any = row
        self.made = made

    def of(self, stories: QuerySet[Article]) -> QuerySet[Any, tuple[Any, ...]]:
        return stories.order_by().values_list(*(self.made.get(name, name) for name in self.row._fields))

    def rows(self, found: Iterable[tuple[Any, ...]]) -> list[Row]:
        return [self.row._make(values) for values in found]


class Headline(NamedTuple):
    """For a headline that leads to its story."""

    pk: int
    headline: str
    slug: str
    kind: str
    sponsor_name: str
    section__pk: int
    section__slug: str
    section__name: str

    @property
    def story(self) -> Article:
        return story_of(self._asdict())

    @property
    def shown(self) -> dict[str, Any]:
        return {"article": self.story}


class Link(NamedTuple):
    """For a link in a story, or at its end."""

    position: int
    pk: int
    key: str  # empty: at the end
    url: str
    label: str
    target: Headline | None

    @property
    def link(self) -> RelatedLink:
        return RelatedLink(key=self.key, url=self.url, label=self.label, target=self.target and self.target.story)

    @property
    def shown(self) -> dict[str, Any]:
        return {"link": self.link}


class Line(NamedTuple):
    """For a line with a headline."""

    published_at: datetime
    pk: int
    headline_key: str
    headline: str
    slug: str
    kind: str
    sponsor_name: str
    section__pk: int
    section__slug: str
    section__name: str

    @property
    def story(self) -> Article:
        return story_of(self._asdict())

    @property
    def shown(self) -> dict[str, Any]:
        return {"article": self.story}


class Card(NamedTuple):
    """For a card."""

    published_at: str  # as text(); these sort as the instants do
    pk: int
    headline: str
    slug: str
    kicker: str
    kind: str
    sponsor_name: str
    teaser: str
    section__pk: int
    section__slug: str
    section__name: str
    lead_photo__pk: int | None
    lead_photo__file: str | None
    lead_photo__extension: str | None
    lead_photo__sha256: str | None
    lead_photo__width_px: int | None
    lead_photo__height_px: int | None
    lead_photo__focal_x_percent: int | None
    lead_photo__focal_y_percent: int | None
    narrower_px: str | None
    authors: str | None

    @property
    def shown(self) -> dict[str, Any]:
        return {"article": story_of(self._asdict()), "authors": [name for *_place, name in lines(self.authors)]}


INSTANTS = frozenset({"published_at", "updated_at"})


def text(column: str) -> Cast:
    """An instant, or JSON, as its database writes it: that tells rows apart as well, and is read where it must be."""
    return Cast(column, TextField())


def instant_of(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # as SQLite has them


def story_of(values: Mapping[str, Any]) -> Article:
    """With its section and its photo, if there is one. What is text in the row is read: instants, and `narrower_px`."""
    values = dict(values)
    for name in INSTANTS.intersection(values):
        if isinstance(values[name], str):
            values[name] = instant_of(values[name])
    if "narrower_px" in values:
        values["lead_photo__narrower_px"] = json.loads(values["narrower_px"] or "[]")
    photo = read(Photo, values, "lead_photo__") if values.get("lead_photo__pk") else None
    section = read(Section, values, "section__")
    story = read(Article, {**values, "section_id": section.pk, "lead_photo_id": photo and photo.pk})
    story.section, story.lead_photo = section, photo
    return story


def read(model: type[AnyModel], values: Mapping[str, Any], path: str = "") -> AnyModel:
    """As from a row: the columns that are not there would be asked for."""
    found = {}
    for field in model._meta.concrete_fields:
        name = path + ("pk" if field.primary_key else field.attname)
        if name in values:
            found[field.attname] = values[name]
    return model.from_db(None, list(found), list(found.values()))
