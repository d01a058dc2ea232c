"""What a page says of its story in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any

from articles.formats.characters import clean_name
from articles.formats.markup.words import plain

Node = dict[str, Any]

SCRIPT = re.compile(r"<script(?=[\s/])[^<>]{0,1000}application/ld\+json[^<>]{0,1000}>", re.IGNORECASE)
SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
ARTICLES = frozenset({"BlogPosting", "LiveBlogPosting", "Report"})
LONGEST_SCRIPT = 1_000_000
MOST_SCRIPTS, MOST_NODES = 20, 1000


def article_in(text: str) -> Node:
    """The first article that the page describes; {} if it describes none. References by @id are followed."""
    nodes: list[Node] = []
    for loaded in _loaded(text):
        nodes.extend(_nodes(loaded))
    article = next((node for node in nodes if _is_article(node)), {})
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return {name: _followed(value, by_id) for name, value in article.items()}


def text_in(value: Any) -> str:
    """The text of a value: itself, its name, its address; of a list the first."""
    return next(texts_in(value), "")


def texts_in(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    for one in values[:MOST_NODES]:
        if isinstance(one, dict):
            one = next((one[name] for name in ("name", "url", "@id") if isinstance(one.get(name), str)), "")
        if isinstance(one, str) and (text := clean_name(plain(one))):
            yield text


def _loaded(text: str) -> Iterator[Any]:
    for number, opening in enumerate(SCRIPT.finditer(text)):
        closing = SCRIPT_END.search(text, opening.end())
        if number == MOST_SCRIPTS or closing is None:
            return
        content = text[opening.end() : closing.start()]
        if len(content) > LONGEST_SCRIPT:
            continue
        try:
            yield json.loads(content, strict=False)
        except (ValueError, RecursionError):  # What the page says elsewhere is still good.
            continue


def _nodes(value: Any) -> Iterator[Node]:
    waiting = [value]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting[:0] = current[:MOST_NODES]
        elif isinstance(current, dict):
            yield current
            waiting.extend(current[name] for name in ("@graph", "mainEntity") if name in current)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and (name.endswith("Article") or name in ARTICLES) for name in names)


def _followed(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_target(one, by_id) for one in value[:MOST_NODES]]
    return _target(value, by_id)


def _target(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value
