"""What lists read of a story: rows of plain values, named as the columns are. Equal rows show the same."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model

from articles.models import Article, Photo, Section

AnyModel = TypeVar("AnyModel", bound=Model)


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
    """For a card; the names of its authors are not a column."""

    published_at: datetime
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
    narrower_px: str | None  # JSON, of the photo
    authors: tuple[str, ...]

    @property
    def shown(self) -> dict[str, Any]:
        values = self._asdict() | {"lead_photo__narrower_px": json.loads(self.narrower_px or "[]")}
        return {"article": story_of(values), "authors": self.authors}


def story_of(values: Mapping[str, Any]) -> Article:
    """With its section and its photo, if there is one."""
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
