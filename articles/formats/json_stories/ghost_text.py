"""The words of a Ghost post that has no HTML, out of what its editors of one age or another have kept."""

import json
from collections.abc import Iterator
from typing import Any

from articles.formats.json_stories.parse import LENIENT
from articles.formats.json_stories.shapes import text

# Lexical: what stands within a line. Every other node is a block of its own.
WITHIN_LINE = frozenset({"text", "extended-text", "link", "autolink", "linebreak", "tab", "at-link"})
# mobiledoc: the kinds of its sections.
MARKUP, LIST, CARD = 1, 3, 10
CARD_TEXTS = ("markdown", "html", "heading", "content", "caption")


def text_of(post: dict[str, Any]) -> str:
    """Its paragraphs, parted by blank lines; "" if it has none. Raise RecursionError if it is nested too deep."""
    for kept, blocks_of in (("lexical", _lexical), ("mobiledoc", _mobiledoc)):
        if blocks := [block for block in blocks_of(_document(post.get(kept))) if block.strip()]:
            return "\n\n".join(blocks)
    return text(post.get("plaintext")) or text(post.get("markdown"))


def _document(value: Any) -> Any:
    try:
        return LENIENT.decode(value) if isinstance(value, str) else value
    except json.JSONDecodeError:
        return None


def _lexical(document: Any) -> Iterator[str]:
    root = document.get("root") if isinstance(document, dict) else None
    yield from _blocks(root) if isinstance(root, dict) else ()


def _blocks(node: dict[str, Any]) -> Iterator[str]:
    """Of a node the lines that stand in it, and the blocks between them."""
    line: list[str] = []
    children = node.get("children")
    for child in children if isinstance(children, list) else ():
        if not isinstance(child, dict):
            continue
        if child.get("type") in WITHIN_LINE:
            line.append(_words(child))
        else:
            yield "".join(line)
            line.clear()
            yield from _blocks(child)
    yield "".join(line)
    yield from (text(node.get(key)) for key in CARD_TEXTS)


def _words(node: dict[str, Any]) -> str:
    if node.get("type") == "linebreak":
        return "\n"
    children = node.get("children")
    inner = (
        "".join(_words(child) for child in children if isinstance(child, dict)) if isinstance(children, list) else ""
    )
    return text(node.get("text")) + inner


def _mobiledoc(document: Any) -> Iterator[str]:
    document = document if isinstance(document, dict) else {}
    cards = _list(document.get("cards"))
    for section in map(_list, _list(document.get("sections"))):
        match section:
            case [int(kind), _, list(markers), *_] if kind == MARKUP:
                yield _marked(markers)
            case [int(kind), _, list(items), *_] if kind == LIST:
                yield "\n".join(_marked(_list(item)) for item in items)
            case [int(kind), int(number), *_] if kind == CARD and 0 <= number < len(cards):
                yield from _card(_list(cards[number]))


def _marked(markers: list[Any]) -> str:
    """[kind, what opens, how many close, words], one after the other."""
    return "".join(text(marker[3]) for marker in map(_list, markers) if len(marker) > 3 and marker[0] == 0)


def _card(card: list[Any]) -> Iterator[str]:
    payload = card[1] if len(card) > 1 and isinstance(card[1], dict) else {}
    yield from (text(payload.get(key)) for key in CARD_TEXTS)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
