"""Names as they stand in running text: capitalised words side by side, and initials."""

import re

from .words import BEGINS_A_NAME, COMMON, NO_NAMES, PSEUDONYMS, TITLES

# Letter by letter: no word can be read in two ways, or a long one would be read in all of them.
WORD = r"[A-ZÀ-Þ](?:[a-zà-ÿ]|['’-](?=[A-ZÀ-Þa-zà-ÿ])|[A-ZÀ-Þ](?=[a-zà-ÿ]))+"
INITIALS = r"(?:[A-Z]\.){1,5}[A-Z]?|[A-Z]{1,4}"
PART = rf"(?<!\w)(?:{WORD}|{INITIALS})(?!\w)"
NAME = re.compile(rf"{PART}(?: (?:(?:alias|bin|binti) )?{PART}){{0,5}}")
IS_INITIALS = re.compile(rf"(?:{INITIALS})(?: (?:{INITIALS})){{0,3}}")
LONGEST = 80  # characters
PLACED = re.compile(r"\b(?:di|ke|dari|asal|kawasan|wilayah|daerah|bernomor)\s+$", re.IGNORECASE)


def name_before(text: str, end: int) -> str:
    """The name that stands directly before this place; "" if there is none."""
    start = max(0, end - LONGEST)
    last = None
    for last in NAME.finditer(text, start, end):  # noqa: B007
        pass
    if last is None or text[last.end() : end].strip() or PLACED.search(text, max(0, last.start() - 20), last.start()):
        return ""
    return person_of(last[0])


def name_after(text: str, start: int) -> str:
    """The name that stands directly after this place; "" if there is none."""
    while text[start : start + 1] in {" ", "“", '"'} and start < len(text):
        start += 1
    match = NAME.match(text, start)
    return person_of(match[0]) if match else ""


def person_of(words: str) -> str:
    """The name in capitalised words: without what only begins a sentence; "" of what is no child's name."""
    parts = words.split()
    while parts and parts[0] in COMMON:
        parts.pop(0)
    if parts[:1] == ["Anak"] and parts[1:2] != ["Agung"]:
        parts.pop(0)
    if not parts or parts[0] in TITLES | NO_NAMES or (len(parts) == 1 and parts[0] in PSEUDONYMS):
        return ""
    return " ".join(parts)


def is_surely_a_person(name: str) -> bool:
    """A place is no person: where either may stand, only a name that begins as names do, or initials."""
    return name.split()[0] in BEGINS_A_NAME or is_initials(name)


def is_initials(name: str) -> bool:
    return IS_INITIALS.fullmatch(name) is not None
