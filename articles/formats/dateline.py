"""The town in a dateline: "JAKARTA, KORAN.com – Harga …". It stays in the text, and is offered as the story's place.

Only where an outlet stands beside it: 4,327 of 15,350 stories. "Jakarta - Harga …" (405) may be any two words.
"""

import re

OUTLET = r"[A-Za-z]+[\w-]*\.(?i:com|co\.id|co|id)"
TOWN = r"(?P<{}>[A-Z][\w'’]*+ (?:[ ][A-Z][\w'’]*+ ){{0,3}})"
DASH = r"\s? (?: [-–—:] | -- )"
DATELINE = re.compile(
    rf"""
    {OUTLET} \s? [,|] \s? {TOWN.format("after")} {DASH}           # "Bisnis.com, JAKARTA -", "SURYA.co.id | JAKARTA -"
    | {TOWN.format("before")} ,\s? {OUTLET} {DASH}                # "NEGARA, BALIPOST.com –"
    | {TOWN.format("agency")} [ ] \( (?: ANTARA | {OUTLET} ) \) {DASH}   # "Jakarta (ANTARA) -", "Lampung (Koran.com):"
    """,
    re.VERBOSE,
)
LONGEST = 160


def town_in(text: str) -> str:
    """The town of the dateline that the text begins with, "Kuta Selatan"; "" if there is none that is certain."""
    found = DATELINE.match(text[:LONGEST])
    if found is None:
        return ""
    town = next(filter(None, found.groupdict().values()))
    return town.title() if town.isupper() else town
