"""The words of a text in the form in which a search compares them: folded, stemmed, and spelt in a to z.

PostgreSQL and SQLite each cut a text into words in their own way. Both are given what is cut already, in letters that
neither cuts again, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from articles.keys import unified

# Between two fields, or two blocks of a text: no phrase reaches across. No word is spelt so.
BREAK = "zzbreak"
SPELT_OUT = "zz"  # before a word that is not of a to z alone
LONGEST = 40  # letters of a word; what is longer is no word that anyone looks for

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
PLAIN = re.compile(r"[a-z]+")
HEXADECIMAL = str.maketrans("0123456789abcdef", "abcdefghijklmnop")

_stemmer = snowballstemmer.stemmer("indonesian")
_stemming = Lock()  # the stemmer keeps the word in itself


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # as it stands there
    term: str  # what is compared
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Each word with its place in `unified(text)`."""
    for match in WORD.finditer(unified(text)):
        if term := term_of(match[0]):
            yield Word(match[0], term, match.start(), match.end())


def terms(text: str) -> list[str]:
    return [term for match in WORD.findall(unified(text)) if (term := term_of(match))]


@lru_cache(maxsize=50_000)  # a story has few words that no other has
def term_of(word: str) -> str:
    """Empty for what no search can ask for."""
    plain = folded(word)
    if not plain or len(plain) > LONGEST:
        return ""
    if PLAIN.fullmatch(plain):
        # What is spelt out must not be what somebody wrote.
        with _stemming:
            stem: str = _stemmer.stemWord(plain)
        return stem if not stem.startswith(SPELT_OUT) else SPELT_OUT + _spelt(stem)
    return SPELT_OUT + _spelt(plain)


def folded(word: str) -> str:
    """Without case, marks and apostrophes: Café and CAFE, Jum'at and jumat are one."""
    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in unicodedata.normalize("NFKD", apart) if letter.isalnum())


def _spelt(word: str) -> str:
    return word.encode().hex().translate(HEXADECIMAL)
