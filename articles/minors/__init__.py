"""Names that stand beside the signs of a child, in a text about a crime.

Who is under 18 and suspect, victim or witness must not be recognised: not by name, initials or relatives. No reading is
certain, so an editor decides. To be heard when it counts, this speaks rarely: only of a name that stands directly at a
sign, or is given to a victim or suspect who is said to be a child. Ages of grown-ups, titles, whoever is quoted,
pseudonyms, prizes and accidents speak against it.
"""

import re
from collections.abc import Iterator

from .beside import Sighting, at_signs, by_roles, not_children, roles_of_children
from .words import ACCIDENT, CRIME, PRIZE

__all__ = ["Sighting", "named_children"]

MOST_CHARACTERS = 60_000  # of a text, from its beginning
AROUND = 2  # lines before and after one in which a crime is told
HEAD = 2  # lines that say what a story is about

CRIMES = re.compile(rf"\b(?:di|me\w{{0,2}}|pe\w{{0,2}}|ter|ber)?(?:{'|'.join(CRIME)})", re.IGNORECASE)
VICTIMS = re.compile(r"\bkorban\b", re.IGNORECASE)
ACCIDENTS = re.compile(rf"\b\w{{0,4}}(?:{'|'.join(ACCIDENT)})", re.IGNORECASE)
PRIZES = re.compile(rf"\b(?:{'|'.join(PRIZE)})\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[A-Z“\"])")


def named_children(text: str) -> list[Sighting]:
    """Each name once, in their order. `text` has one block a line."""
    lines = text[:MOST_CHARACTERS].split("\n")
    crimes = [CRIMES.search(line) is not None for line in lines]
    if not any(crimes) and VICTIMS.search(text) is None:
        return []
    accidents = [ACCIDENTS.search(line) is not None for line in lines]
    roles, others = roles_of_children(lines), not_children(lines)
    found: dict[str, Sighting] = {}
    for number, line in enumerate(lines):
        around = slice(max(0, number - AROUND), number + AROUND + 1)
        is_crime = any(crimes[around]) or any(crimes[:HEAD])
        is_accident = any(accidents[around])
        for sentence in SENTENCE_END.split(line):
            if not is_crime and (is_accident or VICTIMS.search(sentence) is None):
                continue
            for sighting in _in_sentence(sentence, roles):
                if sighting.is_relative or not sighting.is_one_of(others):
                    found.setdefault(sighting.name, sighting)
    return list(found.values())


def _in_sentence(sentence: str, roles: dict[str, str]) -> Iterator[Sighting]:
    if PRIZES.search(sentence) is None or CRIMES.search(sentence) is not None:
        yield from at_signs(sentence)
    yield from by_roles(sentence, roles)
