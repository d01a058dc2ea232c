"""One state of a story's content as the database or a form has it: with numbers where people have names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from reversion.models import Version

from articles.body.blocks import Block
from articles.models import Article, Byline, RelatedLink, TaggedArticle

COLUMNS = (
    *("kicker", "headline", "slug", "standfirst", "body", "kind", "place", "section_id", "lead_photo_id"),
    *("edited_by", "rights", "sponsor_name", "unverified_reason", "embargo_until", "breaking_until"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A related link: with a key a block of the text, without one of the list at the end."""

    key: str = ""
    target_id: int | None = None
    url: str = ""
    label: str = ""
    pending_headline: str = ""

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> Self:
        """Of the columns of a RelatedLink."""
        is_waiting = bool(values["pending_headline"])
        return cls(
            key=values["key"],
            target_id=values["target_id"],
            url=values["url"],
            label="" if is_waiting else values["label"],
            pending_headline=values["pending_headline"],
        )

    @classmethod
    def of_block(cls, block: Block) -> Self:
        """Of what body.blocks.from_editor() finds in the editor's HTML."""
        if block.target_id or block.url:
            return cls(block.key, block.target_id, block.url, block.headline)
        return cls(block.key, pending_headline=block.headline)


@dataclass(frozen=True, slots=True)
class Content:
    columns: Mapping[str, Any] = field(default_factory=dict)  # those of COLUMNS; what is missing is empty
    tags: tuple[int | str, ...] = ()  # numbers, or names as they were typed
    authors: tuple[int, ...] = ()  # numbers, in the order of the bylines
    links: tuple[Link, ...] = ()  # in their order


def of_article(article: Article) -> Content:
    """As it is stored. Three queries."""
    return Content(
        columns={name: _as_kept(getattr(article, name)) for name in COLUMNS},
        tags=tuple(article.tagged_articles.order_by("pk").values_list("tag_id", flat=True)),
        authors=tuple(article.bylines.order_by("position", "pk").values_list("author_id", flat=True)),
        links=_in_order(article.related_links.values("pk", "position", *Link.__slots__)),
    )


def _as_kept(value: Any) -> Any:
    """A version has instants to the millisecond."""
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def of_version(version: Version) -> Content:
    """As it was kept. One query."""
    rows: dict[type, list[dict[str, Any]]] = {RelatedLink: [], Byline: [], TaggedArticle: []}
    for row in version.revision.version_set.order_by("pk"):
        values = row.field_dict if row._model in rows else {}
        # Several stories may have been saved at once.
        if values and str(values.get("article_id", values.get("content_object_id"))) == version.object_id:
            rows[row._model].append(values)
    return Content(
        columns={name: version.field_dict[name] for name in COLUMNS},
        tags=tuple(values["tag_id"] for values in rows[TaggedArticle]),
        authors=tuple(values["author_id"] for values in sorted(rows[Byline], key=_place)),
        links=_in_order({"pk": values["id"], **values} for values in rows[RelatedLink]),
    )


def _in_order(rows: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    return tuple(Link.of_values(values) for values in sorted(rows, key=lambda row: (row["position"], row["pk"])))


def _place(values: Mapping[str, Any]) -> tuple[int, int]:
    return values["position"], values["id"]
