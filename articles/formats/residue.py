"""What scraping and page furniture left between the paragraphs. Removed only alone on its line, and always kept aside.

Everything here was met in print; the counts are of 15,350 articles. What stands inside a sentence stays there.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

ANYWHERE = re.compile(
    r"""
    (?: ADVERTISEMENT \s? )? SCROLL \s TO \s (?: CONTINUE | RESUME ) \s WITH \s CONTENT     # 1,569 articles
    | ADVERTISEMENT | ARTICLE \s AD \s BOX                                                 # 492; upper case only
    | (?i: iklan \s [-–—] \s geser \s ke \s atas \s untuk \s melanjutkan \.? )
    | (?i: url \s berhasil \s dicopy | (?: facebook | twitter | whatsapp | telegram | line | copy | \s ){9,11} )
    | -\ Jurnalis
    """,
    re.VERBOSE,
)
# detik and CNN Indonesia: where a video or post was embedded. 458 articles.
LOST_EMBED = re.compile(r"\[Gambas:[^\[\]]{0,200}\]", re.IGNORECASE)
INSIDE = re.compile(rf"SCROLL\sTO\s(?:CONTINUE|RESUME)\sWITH\sCONTENT|\bADVERTISEMENT\b|{LOST_EMBED.pattern}", re.ASCII)
# 112: the title of the next page, and under it the links to all pages run together: "1234".
NEXT_PAGE = re.compile(r"halaman\s(?:selanjutnya|berikut(?:nya)?|[0-9]{1,2})(?:\s?:.{0,120})?", re.IGNORECASE)
PAGE_LINKS = re.compile(r"[0-9]{1,6}")
# As the first line of a body. Not as the last one: there medal tables end.
VIEW_COUNTER = re.compile(r"[0-9]{1,6}")
AT_THE_END = re.compile(
    r"""
    (?: dapatkan | ikuti | simak | cek | yuk | ayo | mari | gabung | bergabung | baca | temukan ) \b
    (?= .* (?: telegram | whatsapp | google \s news | breaking \s news | update \s berita | berita \s terkini ) )
    | artikel \s ini \s telah \s tayang \s di \b
    | dilarang \s keras \s (?: mengambil | mengutip | menggandakan | menyalin ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A longer paragraph may have news glued to the call to action.
LONGEST_CALL_TO_ACTION = 500
ABOVE_HEADLINE = re.compile(
    r"-?\d{1,2}(?:[.,]\d)?\s?°?\s?C\s?/[^/]{1,40}/[^/]{1,60}"  # "31.1 C / Jakarta / 30 April 2024, 10:41 AM WIB"
    r"|\([A-Z]{2,6}/[a-z]{2,10}\)"  # "(BP/olo)": a photo credit
)

# A line as text: the text itself, or something that says it by str() and whose slices are pieces of it.
Line = TypeVar("Line")


def is_above_headline(line: str) -> bool:
    """Weather with the day of scraping, or a photo credit, where the headline is expected."""
    return ABOVE_HEADLINE.fullmatch(line) is not None


def without_residue(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines that are the story, and the text of those that are not. `lines` are clean; blank ones are kept."""
    kept: list[Line] = []
    removed: list[str] = []
    above = ""
    for line in lines:
        text = str(line)
        if _is_residue(text, above):
            removed.append(text)
        else:
            kept.append(line)
        above = text or above
    written = [index for index, line in enumerate(kept) if str(line)]
    # One line is never all residue: better a strange story than none.
    while len(written) > 1 and _is_last_residue(str(kept[written[-1]])):
        removed.append(str(kept.pop(written.pop())))
    if len(written) > 1 and _is_view_counter(str(kept[written[0]]), str(kept[written[1]])):
        removed.append(str(kept.pop(written[0])))
    return kept, removed


def lost_embeds(residue: Sequence[str]) -> list[str]:
    return [text for text in residue if LOST_EMBED.fullmatch(text)]


def residue_inside(paragraph: str) -> int:
    """How many pieces of residue stand in a paragraph that stays as it is."""
    if not any(sign in paragraph for sign in ("SCROLL", "ADVERTISEMENT", "[")):
        return 0
    return len(INSIDE.findall(paragraph))


def _is_residue(line: str, above: str) -> bool:
    if ANYWHERE.fullmatch(line) or LOST_EMBED.fullmatch(line) or NEXT_PAGE.fullmatch(line):
        return True
    return PAGE_LINKS.fullmatch(line) is not None and NEXT_PAGE.fullmatch(above) is not None


def _is_last_residue(line: str) -> bool:
    return len(line) <= LONGEST_CALL_TO_ACTION and AT_THE_END.match(line) is not None


def _is_view_counter(line: str, below: str) -> bool:
    """A number above a paragraph. Above another number it is a table."""
    return VIEW_COUNTER.fullmatch(line) is not None and not below[0].isdigit()
