"""The picture that goes with a shared link, 1200 × 630: cut from a photo, or set in the paper's own letter.

Pure: Pillow, no Django.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE = WIDTH_PX, HEIGHT_PX = 1200, 630
MARGIN_PX = 72
HEADLINE_TOP_PX, HEADLINE_BOTTOM_PX = 216, 590
LEADING = 1.1
QUALITY = 86
LARGEST, SMALLEST, STEP = 112, 44, 4  # pixels, of the headline
MOST_LINES = 7  # at the smallest
# What the letter has; the rest is left out, and a headline that loses much of itself is not set at all.
NOT_IN_THE_LETTER = re.compile("[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026]")


@dataclass(frozen=True, slots=True)
class Look:
    name: str  # of the paper
    letter: Path  # the file of its font
    paper: str
    ink: str
    accent: str


def cut(photo: bytes, *, focal_x_percent: int, focal_y_percent: int) -> bytes:
    """A JPEG of the part of the photo around its focal point."""
    with Image.open(io.BytesIO(photo)) as image:
        centering = (focal_x_percent / 100, focal_y_percent / 100)
        return _jpeg(ImageOps.fit(image.convert("RGB"), SIZE, Image.Resampling.LANCZOS, centering=centering))


def set_in_type(headline: str, *, label: str, look: Look) -> bytes:
    """A JPEG with the name of the paper, a word above and the headline, as large as fits."""
    image = Image.new("RGB", SIZE, look.paper)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN_PX, 46), _settable(look.name), fill=look.ink, font=_font(look, 46))
    _draw_poleng(image, look, top_px=118)
    draw.text((MARGIN_PX, 168), _settable(label), fill=look.accent, font=_font(look, 34))
    font, lines = _fitted(_settable(headline), look)
    for number, line in enumerate(lines):
        draw.text((MARGIN_PX, HEADLINE_TOP_PX + number * font.size * LEADING), line, fill=look.ink, font=font)
    return _jpeg(image)


def _settable(text: str) -> str:
    kept = " ".join(NOT_IN_THE_LETTER.sub("", text).split())
    return kept if len(kept) * 2 > len(text) else ""


def _font(look: Look, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(look.letter, size_px)


def _fitted(text: str, look: Look) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size_px in range(LARGEST, SMALLEST, -STEP):
        font = _font(look, size_px)
        lines = _broken(text, font)
        if len(lines) * size_px * LEADING <= HEADLINE_BOTTOM_PX - HEADLINE_TOP_PX:
            return font, lines
    font = _font(look, SMALLEST)
    lines = _broken(text, font)
    return font, lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …"]


def _broken(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """In lines that fit between the margins; a word longer than a line runs over the edge."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH_PX - 2 * MARGIN_PX:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_poleng(image: Image.Image, look: Look, *, top_px: int) -> None:
    """The check that stands under the masthead."""
    draw = ImageDraw.Draw(image)
    side = 10
    draw.rectangle((MARGIN_PX, top_px - 2, WIDTH_PX - MARGIN_PX - 1, top_px + 2 * side + 1), fill=look.ink)
    for number, left in enumerate(range(MARGIN_PX, WIDTH_PX - MARGIN_PX, side)):
        top = top_px + (number % 2) * side
        draw.rectangle((left, top, left + side - 1, top + side - 1), fill=look.paper)


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()
