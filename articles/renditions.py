"""What becomes of an uploaded picture. Pure: Pillow, no Django.

The header is judged before a pixel is decoded, and what is kept is always encoded anew: no metadata, no bytes hidden
behind the picture, no format that a browser could take for a page.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass, field

from PIL import Image, ImageOps, UnidentifiedImageError

from articles.remark import Refusal, gettext_noop

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000  # over all frames
MAX_UPLOADED_SIDE_PX = 20_000  # no camera makes more; a line of pixels is no picture
MAX_SIDE_PX = 1600
QUALITY = 82


class PhotoRefused(Refusal):
    """The upload is no picture that we take."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes = field(repr=False)
    sha256: str  # of the content, hexadecimal
    extension: str
    width_px: int
    height_px: int
    upload_sha256: str  # of the bytes it was made from


def key_of(upload: bytes) -> str:
    """What names a photo for good: the same upload is the same photo."""
    return hashlib.sha256(upload).hexdigest()


def accept(upload: bytes) -> Picture:
    """Decode, turn upright, shrink to MAX_SIDE_PX, encode without metadata. The same upload gives the same picture."""
    if len(upload) > MAX_BYTES:
        raise PhotoRefused(
            gettext_noop("The file has %(count)d MB; the most is %(most)d MB."),
            count=len(upload) // 2**20,
            most=MAX_BYTES // 2**20,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(upload), formats=FORMATS) as image:
                _judge(image)
                return _encode(_upright(image), key_of(upload))
        except PhotoRefused:
            raise
        except UnidentifiedImageError:
            raise PhotoRefused(
                gettext_noop("This is not a picture we can read. Send one of: %(formats)s."), formats=", ".join(FORMATS)
            ) from None
        # Pillow's decoders raise what they like on damaged files; its own fuzzing allows this same list.
        except (
            OSError,
            ValueError,
            SyntaxError,
            TypeError,
            EOFError,
            MemoryError,
            Image.DecompressionBombError,
        ) as error:
            raise PhotoRefused(
                gettext_noop("The picture is damaged and cannot be read. Send it again from its source.")
            ) from error
        except Image.DecompressionBombWarning:
            raise _too_large() from None


def _judge(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height * frames > MAX_PIXELS:
        raise _too_large()
    if max(image.width, image.height) > MAX_UPLOADED_SIDE_PX:
        raise PhotoRefused(
            gettext_noop("The picture is more than %(most)d pixels wide or high. Make it smaller and send it again."),
            most=MAX_UPLOADED_SIDE_PX,
        )


def _too_large() -> PhotoRefused:
    return PhotoRefused(
        gettext_noop("The picture has more than %(most)d million pixels. Make it smaller and send it again."),
        most=MAX_PIXELS // 1_000_000,
    )


def _upright(image: Image.Image) -> Image.Image:
    image.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Image.Resampling.LANCZOS)
    return upright


def _encode(image: Image.Image, upload_sha256: str) -> Picture:
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    format_name, extension = ("PNG", "png") if transparent else ("JPEG", "jpg")
    pixels = image.convert("RGBA" if transparent else "RGB")
    pixels.info.clear()
    buffer = io.BytesIO()
    if transparent:
        pixels.save(buffer, format_name, optimize=True)
    else:
        pixels.save(buffer, format_name, quality=QUALITY, progressive=True, optimize=True)
    content = buffer.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    return Picture(content, sha256, extension, pixels.width, pixels.height, upload_sha256)


NARROWER_PX = (480, 960)  # in lists and on phones
NARROWER_QUALITY = 72


def narrower(content: bytes) -> dict[int, bytes]:
    """Of a picture that accept() made: WebP of the smaller widths that are narrower than it, by width."""
    with Image.open(io.BytesIO(content)) as image:
        return {width: _webp(image, width) for width in NARROWER_PX if width < image.width}


def _webp(image: Image.Image, width_px: int) -> bytes:
    size = (width_px, max(1, round(image.height * width_px / image.width)))
    buffer = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "WEBP", quality=NARROWER_QUALITY)
    return buffer.getvalue()
