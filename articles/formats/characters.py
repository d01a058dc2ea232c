"""Characters: what is repaired in legacy text, what is only reported, and what is left alone."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from html.entities import html5

from articles.keys import fold_blanks
from articles.remark import Remark, gettext_noop

# Blanks that no line keeps at its ends: str.strip() knows the no-break space, but not those without a width.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
BLANKS = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000" + INVISIBLE
# What ends a line in one program and not in the next. Inside a line it can only come out of an entity ("&#10;").
LINE_ENDS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
SPACED = str.maketrans(dict.fromkeys(LINE_ENDS + "\t", " "))
# CVE-2021-42574 ("Trojan Source"): these make a headline read otherwise than it is stored.
BIDI = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
UNSEEN = {**BIDI, **dict.fromkeys(map(ord, INVISIBLE))}
# Joiners are spelling in Balinese script and in emoji, and residue beside an ASCII character.
STRAY_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

# The semicolon is required: "?a=1&copy=2" is an address, not a copyright sign.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
MOJIBAKE = re.compile("Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ™š›œ]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf™œš\u02dc“”¦¢]")
LONG_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]{100,}")
# UAX #15, "Stream-Safe Text Format": after 30 marks a joiner that shows nothing.
MARKS_IN_A_ROW = 30
GRAPHEME_JOINER = "\u034f"


def clean(line: str) -> str:
    """NFC, entities decoded, without control characters and without blanks at the ends."""
    text = decoded(decoded(line))  # twice: "&amp;nbsp;" is met, deeper is not
    return compose(CONTROLS.sub("", text.translate(SPACED))).strip(BLANKS)


def decoded(text: str) -> str:
    """With each entity as its character, except those that stand for none or for one that must not be stored."""
    return ENTITY.sub(_character, text)


def clean_name(text: str) -> str:
    """For a headline, person, tag or section: one line, single blanks, nothing that reorders or hides letters."""
    if text.isascii():  # as most names are: nothing else is to be done
        return fold_blanks(text)
    return fold_blanks(compose(STRAY_JOINER.sub("", text.translate(UNSEEN))))


def compose(text: str) -> str:
    """NFC, in time linear in the text.

    CPython sorts a run of combining marks by insertion: 80,000 marks in disorder take it five seconds.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", LONG_FOREIGN_RUN.sub(_stream_safe, text))


def warnings(lines: Iterable[str]) -> Iterator[Remark]:
    """Sentences about damage to the lines as they stood in the file."""
    controls = replaced = garbled = 0
    for line in lines:
        controls += len(CONTROLS.findall(line))
        replaced += line.count("\ufffd")
        garbled += len(MOJIBAKE.findall(line))
    if controls:
        yield Remark(gettext_noop("Control characters removed: %(count)d."), count=controls)
    if replaced:
        yield Remark(gettext_noop("Characters that the source had lost already (U+FFFD): %(count)d."), count=replaced)
    if garbled:
        yield Remark(
            gettext_noop("Places that look decoded wrongly once, such as “Ã©”, left as they are: %(count)d."),
            count=garbled,
        )


def _character(match: re.Match[str]) -> str:
    """The character an entity stands for; the entity itself when that is none or one that must not be stored."""
    entity = match[0]
    if entity[1] != "#":
        return html5.get(entity[1:], entity)
    character = html.unescape(entity)
    return entity if character in ("", "\ufffd") else character


def _stream_safe(match: re.Match[str]) -> str:
    pieces = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MARKS_IN_A_ROW:
            pieces.append(GRAPHEME_JOINER)
            marks = 1
        pieces.append(character)
    return "".join(pieces)
