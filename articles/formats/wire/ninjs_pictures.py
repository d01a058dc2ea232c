"""The pictures that a ninjs item is associated with."""

from collections.abc import Iterator
from typing import Any

from articles.formats.dispatch import Picture
from articles.formats.wire.values import Fields, fields_of, line_of, objects

IS_PICTURE = ("picture", "graphic", "image", "photo")
# Nobody nests deeper than a gallery in a story.
DEEPEST = 3


def associations(item: Fields, depth: int = 1) -> Iterator[tuple[str, Fields]]:
    """Name and item: an object of them in edition 1, a list from edition 2 on; those of a gallery too."""
    listed = item.get("associations")
    pairs = listed.items() if isinstance(listed, dict) else [("", value) for value in _listed(listed)]
    for name, value in pairs:
        association = fields_of(value)
        if association:
            yield line_of(association.get("name")) or str(name), association
            if depth < DEEPEST and not picture_of(association):
                yield from associations(association, depth + 1)


def picture_of(association: Fields) -> Picture | None:
    renditions = sorted(_renditions(association), key=_pixels, reverse=True)
    addresses = [href for rendition in renditions if (href := line_of(rendition.get("href")))]
    own = line_of(association.get("href")) or line_of(association.get("uri"))
    if not addresses and not own:
        return None
    caption = line_of(association.get("description_text") or association.get("description_caption"))
    described = [line_of(text.get("value")) for text in objects(association.get("descriptions"))]
    credit = line_of(association.get("byline") or association.get("by") or association.get("creditline"))
    return Picture(
        tuple(addresses) or (own,),
        caption or next(filter(None, described), "") or line_of(association.get("body_text")),
        credit or line_of(association.get("copyrightholder")),
        line_of(association.get("alttext")),
    )


def _renditions(association: Fields) -> list[Fields]:
    """By name in edition 1, a list from edition 2 on."""
    listed = association.get("renditions")
    found = objects(list(listed.values()) if isinstance(listed, dict) else listed)
    return [
        rendition
        for rendition in found
        if _media(rendition).startswith(("image", "jpeg", "png")) or not _media(rendition)
    ]


def _media(rendition: Fields) -> str:
    return line_of(rendition.get("contenttype") or rendition.get("mimetype"))


def _pixels(rendition: Fields) -> int:
    width, height = rendition.get("width"), rendition.get("height")
    if isinstance(width, int) and isinstance(height, int):
        return width * height
    return width if isinstance(width, int) else 0


def _listed(listed: Any) -> list[Any]:
    return listed if isinstance(listed, list) else []
