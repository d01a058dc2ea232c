"""What stands in a JSON value, where programs differ in how they write it."""

from collections.abc import Iterator
from typing import Any

from articles.formats.characters import clean, clean_name
from articles.formats.loose_text import without_tags


def text(value: Any) -> str:
    """A text as it stands: "…", {"rendered": "…"}, {"raw": "…"}; a number as its digits. Else ""."""
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("raw")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _whole(value) if isinstance(value, str) else ""


def line(value: Any) -> str:
    """A text as one line, without markup."""
    return clean_name(clean(without_tags(text(value))))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list, or of a list of lists."""
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield item
        elif isinstance(item, list):
            yield from (inner for inner in item if isinstance(inner, dict))


def names(value: Any) -> list[str]:
    """Of ["Desa", {"name": "Pasar"}], {"name": "Rina"} and {"Desa": {…}} the names; numbers name nothing."""
    is_object = isinstance(value, dict) and "name" in value
    items = list(value) if isinstance(value, list | dict) and not is_object else [value]
    told = (item if isinstance(item, str) else item.get("name") for item in items if isinstance(item, str | dict))
    return [name for name in map(line, told) if name]


def numbers(value: Any) -> int:
    """How many things are named by a number alone."""
    items = value if isinstance(value, list) else [value]
    return sum(1 for item in items if isinstance(item, int) and not isinstance(item, bool) and item)


def _whole(value: str) -> str:
    """Without the halves of characters that JSON can write and nothing can store."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
