"""The pictures inside a body.

Stored, one is `<figure data-photo="KEY">caption</figure>`: the Photo with that key stands there; it may stand twice.
In the editor it carries what it shows: `<figure data-photo="KEY" data-src="…" data-alt="…">caption</figure>`.
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from articles.body.allowed import PHOTO

OPENING = re.compile(r'<figure %s="([0-9a-f]{64})">' % PHOTO)
STORED = re.compile(rf"{OPENING.pattern}(.*?)</figure>", re.DOTALL)

# The whole of what a reader sees, around the caption that the picture has in this place.
Frame = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the editor shows of a photo."""

    address: str
    alternative_text: str
    credit: str = ""


def keys(body: str) -> list[str]:
    """Of the photos that stand in it, each once."""
    if PHOTO not in body:
        return []
    return list(dict.fromkeys(OPENING.findall(body)))


def frame(body: str, frames: Mapping[str, Frame]) -> str:
    """Put each picture into its frame. Of a photo that is not there any more the caption stays, as a paragraph."""

    def framed(match: re.Match[str]) -> str:
        key, caption = match.groups()
        return frames.get(key, _paragraph)(caption)

    return STORED.sub(framed, body)


def for_editor(body: str, photos: Mapping[str, Shown]) -> str:
    """The body with each picture carrying what it shows. One that is not there any more keeps its place."""

    def carrying(match: re.Match[str]) -> str:
        shown = photos.get(match[1], Shown("", ""))
        return (
            f'<figure {PHOTO}="{match[1]}" data-src="{html.escape(shown.address)}"'
            f' data-alt="{html.escape(shown.alternative_text)}" data-credit="{html.escape(shown.credit)}">'
        )

    return OPENING.sub(carrying, body)


def _paragraph(caption: str) -> str:
    return f"<p>{caption}</p>" if caption else ""
