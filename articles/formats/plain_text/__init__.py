"""Plain text: one story a file, or many.

A story, as the first user's desk kept them; only the headline and a paragraph must be there:

    16/11/2024                          a date, alone on its line (see dates.py); none, or none we trust: a draft
    https://koran.example/2024/lama     its old address; also "Tautan: …" or "URL: …"
    Rubrik: Ekonomi
    Headline
     Headline                           repeated any number of times, with or without a leading blank: dropped
    Oleh: Rina Dewi                     or "Penulis: …"; "Oleh Rina Dewi" too, if it can only be a name
    Tag: desa, koperasi

    First paragraph. After it nothing is a label any more, except a related link on a line of its own (related.py), and
    at the very end who wrote and edited the story (signature.py).

Blank lines may stand anywhere, and the labels in any order. In a file of many stories each begins with a date line that
is followed by a line with an address alone; that address names the story within its source.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from articles.formats.decode import lines
from articles.formats.plain_text.stories import read_story, split_stories
from articles.formats.reading import Reading
from articles.formats.record import Item

NAME = "text"

# Markup, JSON, RTF (which begins with a brace), PDF and PostScript: characters, but no story.
OTHERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?/a-zA-Z]|\{|\[\s*[\[{\"0-9]|%PDF|%!PS)")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
# A few control bytes are damage; a NUL, or more than one in 32, make it a picture, an archive, or unmarked UTF-16.
BYTES_PER_CONTROL = 32


def recognises(head: bytes) -> bool:
    """Anything that is neither binary nor marked up: this format is tried last."""
    if head.startswith(UTF16_MARKS):
        return True
    if b"\0" in head or OTHERS.match(head):
        return False
    controls = len(head) - len(head.translate(None, CONTROL_BYTES))
    return controls * BYTES_PER_CONTROL <= len(head)


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    for story in split_stories(lines(file, name=name)):
        yield read_story(story, name=name, source_id=source_id, section=reading.section, zone=reading.zone)
