"""Ghost's export: {"db": [{"meta": {…}, "data": {"posts": […], "tags": […], "posts_tags": […], "users": […], …}}]}.

Posts stand before the tags and users that they name by number, so the file is walked twice: first for the names, then
for the posts. No other table is read: settings and members hold what is nobody's business here.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from articles.formats.addresses import bare_address
from articles.formats.characters import clean, clean_name, warnings
from articles.formats.dates import DateError
from articles.formats.dispatch import Dispatch, Picture, record_of
from articles.formats.json_stories.ghost_text import text_of
from articles.formats.json_stories.reader import JsonReader
from articles.formats.json_stories.shapes import line, text
from articles.formats.loose_text import markup_in
from articles.formats.moments import moment
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, Item, LeftOut, Place, Rejection
from articles.remark import Remark, gettext_noop

NAME = "ghost"

BEGINNING = re.compile(r'\s*\{\s*"(?:db"\s*:\s*\[\s*\{\s*"(?:meta|data)"|(?:meta|data)"\s*:\s*\{)')
OWN_SITE = "__GHOST_URL__"
TABLES = ("tags", "users", "posts_tags", "posts_authors", "posts_meta")


@dataclass(slots=True)
class Names:
    """What posts name by number. Of a link table: the number of the post → (order, number) of what it names."""

    tags: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    posts_tags: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    posts_authors: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)  # (alternative text, caption)
    internal: int = 0  # tags that are notes of the editors' and were never shown

    def take(self, table: str, row: dict[str, Any]) -> None:
        number = text(row.get("id"))
        if table == "tags" and (text(row.get("visibility")) == "internal" or text(row.get("name")).startswith("#")):
            self.internal += 1
        elif table == "tags":
            self.tags[number] = line(row.get("name"))
        elif table == "users":
            self.users[number] = line(row.get("name"))
        elif table == "posts_meta":
            said = line(row.get("feature_image_alt")), line(row.get("feature_image_caption"))
            if any(said):
                self.pictures[text(row.get("post_id"))] = said
        else:
            links = self.posts_tags if table == "posts_tags" else self.posts_authors
            target = text(row.get("tag_id" if table == "posts_tags" else "author_id"))
            order = row.get("sort_order")
            links.setdefault(text(row.get("post_id")), []).append((order if isinstance(order, int) else 0, target))

    def tags_of(self, post: str) -> list[str]:
        linked = sorted(self.posts_tags.get(post, ()), key=lambda link: link[0])
        return [name for _, number in linked if (name := self.tags.get(number))]

    def authors_of(self, post: str, author: str) -> list[str]:
        linked = sorted(self.posts_authors.get(post, ()), key=lambda link: link[0]) or [(0, author)]
        return [name for _, number in linked if (name := self.users.get(number))]


def recognises(head: bytes) -> bool:
    return BEGINNING.match(head.decode("utf-8-sig", "replace")) is not None


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    names = Names()
    for table, _, row in _rows(JsonReader(file, name=name), TABLES):
        names.take(table, row)
    left_out: Counter[str] = Counter({"internal tag": names.internal} if names.internal else {})
    for _, number, post in _rows(JsonReader(file, name=name), ("posts",)):
        if _is_page(post) and not reading.with_pages:
            left_out["page"] += 1
        else:
            yield _story(post, Place(name, number), names, reading)
    for what, count in left_out.items():
        yield LeftOut(Place(name), what, count)


def _rows(reader: JsonReader, tables: tuple[str, ...]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The rows of these tables, wherever they stand: (table, line, row)."""
    for key in reader.members():
        if key == "db":
            for _ in reader.parts():
                yield from _rows(reader, tables)
        elif key == "data":
            yield from _rows_of_data(reader, tables)
        else:
            reader.skip()


def _rows_of_data(reader: JsonReader, tables: tuple[str, ...]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for table in reader.members():
        if table not in tables or not reader.next_is("["):
            reader.skip()
            continue
        for number, row in reader.elements():
            if not isinstance(row, dict):
                reader.fail(f"a row of {table} is {str(row)[:40]!r}; expected an object. The file is damaged here.")
            yield table, number, row


def _is_page(post: dict[str, Any]) -> bool:
    return text(post.get("type")) == "page" or post.get("page") in (True, 1)


def _story(post: dict[str, Any], place: Place, names: Names, reading: Reading) -> ArticleRecord | Rejection:
    number, slug = text(post.get("id")), clean_name(text(post.get("slug")))
    dispatch = Dispatch(place, reading.zone, section=reading.section, headline=line(post.get("title")), slug=slug)
    dispatch.may_be_empty = True
    dispatch.source_id = clean_name(number or text(post.get("uuid"))) or slug
    # Ghost's own address for a post, unless somebody has set up routes.
    dispatch.addresses = [f"/{slug}/"] if slug else []
    if address := bare_address(clean(text(post.get("canonical_url")).replace(OWN_SITE, ""))):
        dispatch.addresses.append(address)
    dispatch.tags, dispatch.bylines = names.tags_of(number), names.authors_of(number, text(post.get("author_id")))
    dispatch.standfirst = line(post.get("custom_excerpt"))
    dispatch.published_at = _moment(dispatch, post.get("published_at"))
    changed_at = _moment(dispatch, post.get("updated_at"))
    if changed_at and dispatch.published_at and changed_at > dispatch.published_at:
        dispatch.updated_at = changed_at
    _hold(dispatch, post)
    _add_picture(dispatch, post, names.pictures.get(number, ("", "")))
    try:
        _add_text(dispatch, post)
    except RecursionError:
        return Rejection(place, f"The text of {dispatch.headline[:200]!r} is nested too deep. No story needs that.")
    return record_of(dispatch)


def _moment(dispatch: Dispatch, value: Any) -> datetime | None:
    """ "2019-05-04T10:00:00.000Z", "2019-05-04 10:00:00" in UTC; in Ghost 0.x thousandths of a second since 1970."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
        return moment(value, zone=ZoneInfo("UTC")) if isinstance(value, str) and value else None
    except (DateError, OverflowError, OSError, ValueError) as error:
        dispatch.warnings.append(
            Remark(gettext_noop("The story has a date we do not trust: %(reason)s"), reason=str(error))
        )
        return None


def _hold(dispatch: Dispatch, post: dict[str, Any]) -> None:
    status, visibility = text(post.get("status")), text(post.get("visibility")) or "public"
    if status != "published":
        dispatch.hold(Remark(gettext_noop("Ghost says %(status)s of it; it is a draft."), status=repr(status[:60])))
    if visibility != "public":
        dispatch.hold(
            Remark(gettext_noop("Ghost shows it to %(readers)s only; it is a draft."), readers=repr(visibility[:60]))
        )


def _add_picture(dispatch: Dispatch, post: dict[str, Any], said: tuple[str, str]) -> None:
    address = clean(text(post.get("feature_image") or post.get("image")).replace(OWN_SITE, ""))
    alternative_text, caption = said
    if address:
        alternative_text = alternative_text or line(post.get("feature_image_alt"))
        caption = caption or line(post.get("feature_image_caption"))
        dispatch.pictures.append(Picture((address,), caption, alternative_text=alternative_text))


def _add_text(dispatch: Dispatch, post: dict[str, Any]) -> None:
    markup = text(post.get("html"))
    if not markup.strip():
        words = text_of(post)
        if words:
            dispatch.warnings.append(
                Remark(gettext_noop("Ghost's HTML of the text is missing: the words alone were taken, without links."))
            )
        markup = markup_in(words)
        dispatch.text = "" if markup else words
    dispatch.warnings.extend(warnings([markup]))
    dispatch.markup = markup.replace(OWN_SITE, "")
