"""What a file is that is not read as stories, by its first bytes: names lie."""

import re
from enum import Enum, auto

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
TAR_AT = 257
OTHER_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
DRAWING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\s+svg|<svg)\b", re.IGNORECASE)

AS_TEXT = "Save it as text or CSV and import that."
DOCUMENTS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": f"This is a document of Word or Excel before 2007. {AS_TEXT}",
    b"%PDF": f"This is a PDF. {AS_TEXT}",
    b"{\\rtf": f"This is a document in RTF. {AS_TEXT}",
}


class Kind(Enum):
    GZIP = auto()
    ZIP = auto()
    PICTURE = auto()
    OTHER = auto()  # stories, or nothing we know


def kind_of(head: bytes) -> Kind:
    if head.startswith(GZIP):
        return Kind.GZIP
    if head.startswith(ZIP):
        return Kind.ZIP
    return Kind.PICTURE if head.startswith(PICTURES) or WEBP.match(head) else Kind.OTHER


def why_no_stories(head: bytes) -> str:
    """A sentence, for what is certainly something else; or ""."""
    if head.startswith(OTHER_ARCHIVES) or head[TAR_AT : TAR_AT + 5] == b"ustar":
        return "This is an archive of a kind that is not read. Unpack it and give the folder."
    if DRAWING.match(head):
        return "This is an SVG drawing. It can carry scripts, so it is never taken."
    return next((sentence for magic, sentence in DOCUMENTS.items() if head.startswith(magic)), "")
