"""Which name a sign of a child is about: what stands side by side in a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .names import NAME, is_initials, is_surely_a_person, name_after, name_before, person_of
from .signs import GROWN, SIGN, Sign, says_child, signs
from .words import BESIDE_THE_VICTIM, PSEUDONYM, RELATIVE, ROLES

REACH = 80  # characters from a sign to the name that it introduces
LOOKED_BACK = 60
COUNTED = 3  # numbers in brackets, of which none stands at what is surely a person

ROLE = "|".join(ROLES)
LINK = "yang|adalah|merupakan|masih|baru|seorang|kini|diketahui|ternyata|itu|tersebut|saat|juga|berstatus|sebagai"
NAMING = "bernama|berinisial|berinsial|inisial|atas nama|yakni|yaitu"
BEFORE_A_SIGN = re.compile(rf"(?:,? (?:{LINK}))*,?\s*$")
AFTER_A_SIGN = re.compile(rf"(?: (?:itu|tersebut|ini|asal \w+))*,?(?P<naming>(?: (?:{NAMING}))*),? ?")
AFTER_ITS_SCHOOL = re.compile(r"(?: (?:di )?[A-Z][a-z]+){1,4}, ")
# "Seorang pelajar di Bangli, KS asal Kintamani, …"
BY_INITIALS = re.compile(r"(?P<gap>[^.!?\n(,]{0,60}), (?=[A-Z]{2,4}(?: asal|,| yang| \())")
FURTHER_ON = re.compile(rf"(?P<gap>[^.!?\n(]{{0,{REACH}}}?)\b(?:{NAMING})\b ")
SPOKEN_BY = re.compile(
    r"\b(?i:kata|ujar|tutur|ungkap|jelas|terang|imbuh|sebut|tegas|papar|menurut|oleh)(?:nya)?\s(?:[A-Z]\S* ?)*$"
)
# "Korban yang masih …", "Korban, NKS (14)".
CHILD_LINK = (
    rf"(?:,?(?: (?:{NAMING}))? (?-i:{NAME.pattern}))?"
    rf"(?:,? (?:{LINK}|perempuan|laki-laki|bocah|anak|gadis|remaja|duduk)\b)*,? ?"
)
CHILD_IN_ROLE = re.compile(
    rf"\b(?P<role>{ROLE})(?:nya)?\b{CHILD_LINK}(?:{SIGN.pattern})"
    rf"|\banak (?P<other>{ROLE})\b|\b(?P<another>{ROLE}) anak\b",
    re.IGNORECASE,
)
IN_ROLE = re.compile(rf"\b(?P<role>{ROLE})(?:nya)?\b(?P<comma>,?)(?: (?P<naming>{NAMING})\b)? ?", re.IGNORECASE)
RELATIVES = re.compile(rf"\b(?:{'|'.join(RELATIVE)})(?: (?:kandung|tiri|angkat|dari))?\s$", re.IGNORECASE)
OTHERS = re.compile(rf"\b(?:{'|'.join(BESIDE_THE_VICTIM)})(?: \w+)?\s$", re.IGNORECASE)
PSEUDONYMOUS = re.compile("|".join(PSEUDONYM), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    name: str
    sign: str  # what tells that this is a child, as it stands there
    is_relative: bool = False  # of the child

    @property
    def is_initials(self) -> bool:
        return is_initials(self.name)

    def is_one_of(self, names: Iterable[str]) -> bool:
        """Whether it is one of these names, or a part of one."""
        parts = set(self.name.split())
        return any(parts <= set(name.split()) for name in names)


def at_signs(sentence: str) -> Iterator[Sighting]:
    found = list(signs(sentence))
    if _are_counts(sentence, found):
        return
    for sign in found:
        if sign.is_child:
            for name in (_before(sentence, sign), _after(sentence, sign)):
                if name:
                    yield Sighting(name, sign.words)


def _are_counts(sentence: str, found: list[Sign]) -> bool:
    """ "Sleman (7), Bantul (5), Kulon Progo (3)": cases in each place, not ages."""
    counts = [sign for sign in found if sign.is_beside]
    names = filter(None, (_before(sentence, sign) for sign in counts))
    return len(counts) >= COUNTED and not any(map(is_surely_a_person, names))


def by_roles(sentence: str, roles: dict[str, str]) -> Iterator[Sighting]:
    """The names of those who are in the role of a child; `roles`: role → the words that tell it is one."""
    for match in IN_ROLE.finditer(sentence):
        role = match["role"].lower()
        name = name_after(sentence, match.end()) if role in roles else ""
        if not name or (match["comma"] and not match["naming"] and not is_surely_a_person(name)):
            continue
        start = max(0, match.start() - LOOKED_BACK)
        if OTHERS.search(sentence, start, match.start()):
            continue
        is_relative = RELATIVES.search(sentence, start, match.start()) is not None
        yield Sighting(name, roles[role], is_relative)


def roles_of_children(lines: Iterable[str]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for line in lines:
        for match in CHILD_IN_ROLE.finditer(line):
            named = {name: value for name, value in match.groupdict().items() if value}
            if says_child(named):
                role = match["role"] or match["other"] or match["another"]
                roles.setdefault(role.lower(), match[0].strip(" ,"))
    return roles


def not_children(lines: Iterable[str]) -> set[str]:
    """Names whose age says that they are grown up, and those that are not the real ones."""
    names = set()
    for line in lines:
        names |= {_before(line, sign) for sign in signs(line) if not sign.is_child}
        for match in PSEUDONYMOUS.finditer(line):
            names.add(name_after(line, match.end()))
            names |= set(map(person_of, NAME.findall(line, max(0, match.start() - 40), match.start())[-1:]))
    return names - {""}


def _before(sentence: str, sign: Sign) -> str:
    """The name that stands before a sign, which is then about it."""
    end, begin = sign.start, max(0, sign.start - LOOKED_BACK)
    if not sign.is_beside:
        link = BEFORE_A_SIGN.search(sentence, begin, end)
        end = link.start() if link else end
    elif sentence[end - 2 : end] == ", ":
        end -= 2
    name = name_before(sentence, end)
    if not name or sign.is_beside:
        return name
    if not sign.has_age and not is_surely_a_person(name):
        return ""
    return "" if SPOKEN_BY.search(sentence, begin, end) else name


def _after(sentence: str, sign: Sign) -> str:
    """The name that a sign introduces."""
    if sign.is_beside:
        return ""
    link = AFTER_A_SIGN.match(sentence, sign.end)
    assert link is not None  # it may be empty
    name = name_after(sentence, link.end())
    if name and (link["naming"] or is_surely_a_person(name)):
        return name
    if school := AFTER_ITS_SCHOOL.match(sentence, sign.end):
        name = name_after(sentence, school.end())
        if name and is_surely_a_person(name):
            return name
    for further in (FURTHER_ON.match(sentence, sign.end), BY_INITIALS.match(sentence, sign.end)):
        if further is not None and GROWN.search(further["gap"]) is None:
            return name_after(sentence, further.end())
    return ""
