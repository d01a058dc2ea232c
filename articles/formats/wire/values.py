"""What stands in a ninjs file: its items one after the other, and the texts in them."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from articles.formats.characters import clean, clean_name
from articles.formats.json_stories.reader import JsonReader

# Half a character, escaped ("\ud83d"): no database takes it.
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

Fields = dict[str, Any]  # an object's values; keys in lower case, for edition 3 writes "versionCreated"


def items(file: BinaryIO, *, name: str) -> Iterator[tuple[int, Any]]:
    """Each with its line: those of an array, or values one after the other, as on the lines of JSON Lines."""
    reader = JsonReader(file, name=name)
    if reader.next_is("["):
        yield from reader.elements()
    while not reader.next_is(""):
        line = reader.line
        yield line, reader.value()


def fields_of(value: Any) -> Fields:
    """{} if the value is no object."""
    return {key.lower(): held for key, held in value.items()} if isinstance(value, dict) else {}


def objects(values: Any) -> list[Fields]:
    """The objects in a list; [] if it is none."""
    return [fields for value in values if (fields := fields_of(value))] if isinstance(values, list) else []


def text_of(value: Any) -> str:
    return HALF_CHARACTER.sub("\ufffd", value) if isinstance(value, str) and value.strip() else ""


def line_of(value: Any) -> str:
    """The text on one line, without the tags that some write into it; "" if it is no text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean_name(clean(TAG.sub(" ", text_of(value))))
