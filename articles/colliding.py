"""What two people made of one story, field by field, and what both together would be."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from reversion.models import Version

from articles.body import merging
from articles.body.blocks import STORED, Block, fill, for_editor
from articles.comparing import Content, Link, of_version
from articles.comparing.difference import LINES
from articles.keys import tag_key
from articles.models import Article, Tag
from articles.models.related_link import key_of

LISTS = ("tags", "bylines", "related_links")
ORDER = (
    *("headline", "standfirst", "body", "section", "tags", "lead_photo", "bylines", "related_links"),
    *("kicker", "kind", "place", "edited_by", "rights", "sponsor_name", "slug"),
    *("breaking_until", "unverified_reason"),
)
COLUMNS = {"section": "section_id", "lead_photo": "lead_photo_id"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A field in which what I typed and what is stored differ."""

    name: str  # as the form has it; "bylines" and "related_links" for the rows below
    is_mine: bool  # I changed it since I began
    is_theirs: bool  # it was changed meanwhile
    merged: Any = None  # text, HTML as the editor has it, or a list; None: one of the two must go
    collisions: int = 0  # in how many places both changed the same

    @property
    def collides(self) -> bool:
        return self.is_mine and self.is_theirs

    @property
    def is_settled(self) -> bool:
        """Whether both together are a thing that nobody need look at. Words put together by rule may make no sense."""
        return not self.collides or (self.name in {"body", *LISTS} and not self.collisions)


@dataclass(frozen=True, slots=True)
class Three:
    """The three states that are held against each other."""

    base: Content | None  # what I began with; None: it is not kept
    mine: Content
    theirs: Content
    tags: Mapping[str, str] = field(default_factory=dict)  # key of a name that is another tag by now → that tag's


def begun_with(article: Article, number: int) -> Version | None:
    """The story as it was kept when it had this version number."""
    kept = Version.objects.get_for_object(article).filter(serialized_data__contains=f'"version": {number},')
    return next((version for version in kept if version.field_dict["version"] == number), None)


def three(begun: Version | None, mine: Content, theirs: Content) -> Three:
    base = None if begun is None else of_version(begun)
    contents = [content for content in (base, mine, theirs) if content is not None]
    numbers = {tag for content in contents for tag in content.tags if isinstance(tag, int)}
    names = dict(Tag.objects.filter(pk__in=numbers).values_list("pk", "name"))
    merged = {number: tag for number in numbers - set(names) if (tag := Tag.objects.that_was(number))}
    names |= {number: tag.name for number, tag in merged.items()}
    typed = [tag for tag in mine.tags if isinstance(tag, str)]
    known = {key: tag.key for key, tag in Tag.objects.named(typed).items()}
    return Three(
        None if base is None else _with_names(base, names),
        _with_names(mine, names),
        _with_names(theirs, names),
        known,
    )


def _with_names(content: Content, names: Mapping[int, str]) -> Content:
    tags = (tag if isinstance(tag, str) else names.get(tag) for tag in content.tags)
    return Content(content.columns, tuple(tag for tag in tags if tag), content.authors, content.links)


def pairs(states: Three) -> list[Pair]:
    """Only the fields in which mine and theirs differ, most asked for first."""
    return [
        _pair(states, name) for name in ORDER if _sense(states, states.mine, name) != _sense_of_theirs(states, name)
    ]


def _sense_of_theirs(states: Three, name: str) -> Hashable:
    return _sense(states, states.theirs, name)


def _pair(states: Three, name: str) -> Pair:
    began = None if states.base is None else _sense(states, states.base, name)
    is_mine = began is None or _sense(states, states.mine, name) != began
    is_theirs = began is None or _sense_of_theirs(states, name) != began
    if not (is_mine and is_theirs):
        return Pair(name, is_mine, is_theirs)
    if name in LISTS:
        return Pair(name, is_mine, is_theirs, _merged_items(states, name))
    if name == "body":
        merge = _merged_bodies(states)
    elif name in LINES:
        old = None if states.base is None else value(states.base, name)
        merge = merging.merged_lines(old, value(states.mine, name), value(states.theirs, name))
    else:
        return Pair(name, is_mine, is_theirs, collisions=1)
    return Pair(name, is_mine, is_theirs, merge.text, merge.collisions)


# ---- What a field says ----


def value(content: Content, name: str) -> Any:
    match name:
        case "tags":
            return content.tags
        case "bylines":
            return content.authors
        case "related_links":
            return tuple(link for link in content.links if not link.key)
        case _:
            found = content.columns.get(COLUMNS.get(name, name))
            return "" if found is None else found


def _sense(states: Three, content: Content, name: str) -> Hashable:
    """The same for two that mean the same."""
    found = value(content, name)
    if name == "tags":
        return frozenset(_tag_sense(states, tag) for tag in found)
    if name == "related_links":
        return tuple(_link_sense(link) for link in found)
    if name == "body":
        return tuple(block.sense for block in _blocks(content))
    if isinstance(found, datetime):
        return found.replace(microsecond=0)  # a form has seconds at most
    return found


def _tag_sense(states: Three, tag: str) -> str:
    return states.tags.get(tag_key(tag), tag_key(tag))


def _link_sense(link: Link) -> Hashable:
    """A link that has found its story means the story."""
    if link.target_id:
        return "story", link.target_id
    return ("address", link.url, link.label) if link.url else ("headline", key_of(link.pending_headline))


# ---- Both together ----


def _merged_items(states: Three, name: str) -> list[Any]:
    senses: dict[str, Callable[[Any], Hashable]] = {
        "tags": partial(_tag_sense, states),
        "bylines": int,
        "related_links": _link_sense,
    }
    base = () if states.base is None else value(states.base, name)
    return merging.merged_items(base, value(states.mine, name), value(states.theirs, name), senses[name])


def _merged_bodies(states: Three) -> merging.Merge:
    numbers = {link.target_id for side in (states.mine, states.theirs) for link in side.links if link.target_id}
    headlines = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "headline"))
    mine, theirs = (
        [block._replace(html=for_editor(block.html, _ends(side, headlines))) for block in _blocks(side)]
        for side in (states.mine, states.theirs)
    )
    return merging.merged_bodies(None if states.base is None else _blocks(states.base), mine, theirs)


def _ends(content: Content, headlines: Mapping[int, str]) -> dict[str, Block]:
    return {
        link.key: Block(
            link.key,
            link.target_id,
            link.url,
            headlines.get(link.target_id, "") if link.target_id else link.label or link.pending_headline,
        )
        for link in content.links
        if link.key
    }


def _blocks(content: Content) -> list[merging.Block]:
    """Two that differ only in the key of a link mean the same."""
    ends = {link.key: f"<{_link_sense(link)}>" for link in content.links if link.key}
    body = content.columns.get("body") or ""
    return merging.blocks(body, lambda html: fill(html, ends) if STORED.search(html) else html)
