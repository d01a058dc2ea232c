"""What a reader asks for, in the terms that stories are indexed by."""

import re
from dataclasses import dataclass, replace
from typing import Self

from articles import words
from articles.keys import unified
from articles.models.fields import clean_line

MAX_CHARACTERS = 200
# A phrase in quotes, or what stands between blanks; with a minus before it, it must not be there.
PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')

Phrase = tuple[str, ...]  # terms that follow one another


@dataclass(frozen=True, slots=True)
class Asked:
    """All of `phrases` and none of `without`. With `ages`, in the year or month of one of them."""

    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    ages: tuple[str, ...] = ()
    in_title: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Any text is harmless; what holds no word asks for nothing."""
        phrases: list[Phrase] = []
        without: list[Phrase] = []
        for part in PART.finditer(unified(clean_line(text[:MAX_CHARACTERS]))):
            if terms := tuple(words.terms(part["phrase"] or part["chunk"] or "")):
                (without if part["without"] else phrases).append(terms)
        return cls(tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(without)))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def of(self, ages: tuple[str, ...]) -> "Asked":
        return replace(self, ages=ages)

    def of_title(self) -> "Asked":
        return replace(self, in_title=True)

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(term for phrase in self.phrases for term in phrase)

    def as_tsquery(self) -> str:
        """For PostgreSQL. Terms hold nothing but a to z."""
        weight = ":A" if self.in_title else ""
        parts = [" <-> ".join(term + weight for term in phrase) for phrase in self.phrases]
        parts += ["!(" + " <-> ".join(phrase) + ")" for phrase in self.without]
        parts += [" | ".join(self.ages)] if self.ages else []
        return " & ".join(f"({part})" for part in parts)

    def as_fts5(self) -> str:
        """For SQLite."""
        found = " AND ".join(f'"{" ".join(phrase)}"' for phrase in self.phrases)
        found = f"title : ({found})" if self.in_title else f"({found})"
        if self.ages:
            found += f" AND ages : ({' OR '.join(self.ages)})"
        if self.without:
            others = " OR ".join(f'"{" ".join(phrase)}"' for phrase in self.without)
            found = f"({found}) NOT ({others})"
        return found
