"""What tells in running text that somebody is a child, or is grown up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .words import CHILD, GROWN_UP, NUMBERS, PUPIL, SCHOOL

GROWN_UP_AT = 18  # years
AGES = ("aged", "child", "bracketed", "beside", "english", "years")  # groups of SIGN


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


NUMBER = rf"\d{{1,2}}|{_any(tuple(NUMBERS))}"
UNIT = r"(?:tahun|thn|th|bulan|bln)\b\.?"
AGED = rf"(?:ber)?(?:usia|umur)(?:nya)? (?:(?:sekitar|baru|masih) )?(?P<aged>{NUMBER})\b(?: (?P<aged_unit>{UNIT}))?"
BRACKETED = rf"\((?P<bracketed>\d{{1,2}})(?: ?(?P<bracketed_unit>{UNIT}))?(?:, ?[^()\n]{{0,60}})?\)"
CHILD_OF = rf"(?:{_any(CHILD)})(?:nya)?(?: [a-z-]+)? (?P<child>{NUMBER})[ -](?P<child_unit>{UNIT})"
# "Made Surya, 15 tahun, …" and "Made Surya, 15, …"; but not "divonis 15 tahun".
BESIDE = rf"(?<=, )(?P<beside>\d{{1,2}})(?: (?P<beside_unit>{UNIT}))?(?=[,;.])"
ENGLISH = r"aged (?P<english>\d{1,2})\b|(?P<years>\d{1,2})-year-old"
AT_SCHOOL = rf"(?:{_any(SCHOOL)})\b(?: (?:Negeri|Swasta|Islam|Kristen|Katolik))?(?: \d{{1,2}}\b)?"
GRADE = r"kelas (?:[IVX]{1,4}|\d{1,2})\b(?: [A-Z]\b)?"
TRAINEE = r"(?! (?:akpol|bintara|spn|secaba|polisi|taruna|kursus))"
ATTENDS = (
    rf"(?P<pupil>(?:{_any(PUPIL)})(?:nya)?\b{TRAINEE}(?: {GRADE})?(?: di)?(?: salah satu)?(?: {AT_SCHOOL})?)"
    rf"|duduk di (?:bangku |{GRADE} )?{AT_SCHOOL}"
)
UNDER_AGE = r"(?P<under>(?:di )?bawah umur|belum dewasa)"
SIGN = re.compile(
    rf"\b(?:{AGED}|{CHILD_OF}|{ENGLISH}|{ATTENDS}|{UNDER_AGE})|{BRACKETED}|{BESIDE}",
    re.IGNORECASE,
)
MANY_OR_FORMER = re.compile(
    r"\b(?:mantan|alumni|eks|para|seluruh|semua|sejumlah|ratusan|puluhan|banyak|setiap)\s$", re.I
)
GROWN = re.compile(rf"\b(?:{_any(GROWN_UP)})(?:nya)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    words: str
    start: int
    end: int
    is_child: bool  # or else grown up
    is_beside: bool  # means who stands directly before it, and nobody after it
    has_age: bool


def signs(text: str) -> Iterator[Sign]:
    for match in SIGN.finditer(text):
        named = {name: value for name, value in match.groupdict().items() if value}
        if "pupil" in named and MANY_OR_FORMER.search(text, max(0, match.start() - 12), match.start()):
            continue
        yield Sign(
            words=match[0].strip(" ()"),
            start=match.start(),
            end=match.end(),
            is_child=says_child(named),
            is_beside="bracketed" in named or "beside" in named,
            has_age=not {"pupil", "under"} & named.keys() and any(name in named for name in AGES),
        )


def says_child(named: dict[str, str]) -> bool:
    """Of the groups of SIGN that are there."""
    for name in AGES:
        if name in named:
            if named.get(f"{name}_unit", "").lower().startswith("b"):  # months
                return True
            number = named[name].lower()
            return 0 < (NUMBERS.get(number) or int(number)) < GROWN_UP_AT
    return True
