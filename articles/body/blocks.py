"""The atomic "Baca Juga" blocks of a body.

Stored, a block is an empty `<aside data-related-link="KEY">`: the RelatedLink with that key says what it points to.
In the editor the same block carries what it points to, so that it can be copied, moved and undone as one thing:
`<aside data-related-link="KEY" data-target="12" data-url="" data-headline="…">`.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from articles.body.allowed import RELATED_LINK

STORED = re.compile(r'<aside %s="([a-z0-9]{1,16})"></aside>' % RELATED_LINK)
# Bounded, so that a page of unclosed quotes is read once and not once an element.
IN_EDITOR = re.compile(r'<aside(?=[\s>])(?:[^<>"]|"[^"]{0,4000}"){0,200}>(?:</aside>)?')
ATTRIBUTE = re.compile(r'\sdata-([a-z-]+)="([^"]*)"')
KEY = re.compile(r"[a-z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Block:
    """What one block points to: a story, an address outside, or a headline that waits for its story."""

    key: str
    target_id: int | None = None
    url: str = ""
    headline: str = ""


def keys(body: str) -> list[str]:
    return STORED.findall(body)


def fill(body: str, blocks: Mapping[str, str]) -> str:
    """Put in the place of each block what `blocks` has for its key, or nothing."""
    return STORED.sub(lambda match: blocks.get(match[1], ""), body)


def for_editor(body: str, blocks: Mapping[str, Block]) -> str:
    """The body with each block carrying what it points to. A block that points to nothing any more is left out."""
    return fill(body, {key: _expanded(block) for key, block in blocks.items()})


def from_editor(body: str) -> tuple[str, list[Block]]:
    """The body as it is stored, and what its blocks point to, in their order. The body is not yet sanitised."""
    blocks: dict[str, Block] = {}
    taken = {_read(tag).key for tag in IN_EDITOR.findall(body)}
    free = (key for number in count(1) if (key := f"r{number}") not in taken)

    def stored(match: re.Match[str]) -> str:
        block = _read(match[0])
        if not (block.target_id or block.url or block.headline):
            return ""  # points to nothing
        if not block.key or block.key in blocks:
            # A copied block brings its key along, but it is a link of its own.
            block = replace(block, key=next(free))
        blocks[block.key] = block
        return f'<aside {RELATED_LINK}="{block.key}"></aside>'

    return IN_EDITOR.sub(stored, body), list(blocks.values())


def _expanded(block: Block) -> str:
    target = "" if block.target_id is None else str(block.target_id)
    return (
        f'<aside {RELATED_LINK}="{block.key}" data-target="{target}" data-url="{html.escape(block.url)}"'
        f' data-headline="{html.escape(block.headline)}"></aside>'
    )


def _read(opening_tag: str) -> Block:
    values = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(opening_tag)}
    key = values.get("related-link", "")
    target = values.get("target", "")
    return Block(
        key=key if KEY.fullmatch(key) else "",
        target_id=int(target) if re.fullmatch(r"[0-9]{1,18}", target) else None,
        url=values.get("url", "").strip(),
        headline=" ".join(values.get("headline", "").split()),
    )
