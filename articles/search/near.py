"""Help for a search that finds nothing: a word one letter away, and which of the words have stories."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import connections, router

from articles import words
from articles.body.plain_text import plain_text
from articles.models import Article, SearchEntry

from .asked import Asked
from .outside import walk_of
from .question import Question

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 4, 20  # letters of a word that is helped
MOST_TRIED = 8
MOST_WORDS = 8  # that are looked at: each of them is a search
ENOUGH = 20  # stories
PHRASE_OR_WORD = re.compile(r'(-?"[^"]*"?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Way:
    text: str
    address: str  # the query of a search for it


@dataclass(frozen=True, slots=True)
class Help:
    nearest: Way | None
    alone: list[Way]
    everywhere: str  # the query without filters; empty if there are none


def help_with(question: Question) -> Help:
    """What may be meant by a search that found nothing."""
    better = nearest(question.text)
    return Help(
        nearest=Way(better, question.put(better)) if better else None,
        alone=[Way(word, question.put(word)) for word in alone(question.asked, question.text)],
        everywhere=question.put(question.text, everywhere=True) if question.is_narrowed else "",
    )


def nearest(text: str) -> str:
    """The same search with its words that no public story has put right; empty if none can be."""
    changed = False
    looked_at = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal changed, looked_at
        word = match[2]
        if word is None or word.startswith("-") or len(words.terms(word)) != 1:
            return match[0]
        looked_at += 1
        if looked_at > MOST_WORDS or _has_stories(word):
            return match[0]
        better = _better(word)
        changed |= bool(better)
        return better or match[0]

    put = PHRASE_OR_WORD.sub(put_right, text)
    return put if changed else ""


def alone(asked: Asked, text: str) -> list[str]:
    """Of a search for several words, those that have stories by themselves, as typed."""
    if len(asked.phrases) < 2:
        return []
    parts = [match[0] for match in PHRASE_OR_WORD.finditer(text) if not match[0].startswith("-")]
    return [part for part in islice(dict.fromkeys(parts), MOST_WORDS) if _has_stories(part)]


def _has_stories(text: str) -> bool:
    asked = Asked.read(text)
    return bool(asked and walk_of(asked).newest(1))


def _better(word: str) -> str:
    plain = words.folded(word)
    if not SHORTEST <= len(plain) <= LONGEST or not words.PLAIN.fullmatch(plain):
        return ""
    terms = sorted({words.term_of(edit) for edit in _edits(plain)} - {words.term_of(plain), ""})
    known = _known(terms)
    found = [(len(walk_of(Asked(((term,),))).newest(ENOUGH)), term) for term in known[:MOST_TRIED]]
    count, term = max(found, key=lambda each: (each[0], each[1]), default=(0, ""))
    return _as_written(term) if count else ""


def _edits(word: str) -> Iterable[str]:
    """All that is one letter away: too many, too few, another, or two of them changed places."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for before, after in splits:
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _known(terms: list[str]) -> list[str]:
    """Those that some entry has, whether readers may see its story or not."""
    connection = connections[router.db_for_read(SearchEntry)]
    if connection.vendor == "postgresql":
        entry = "SELECT 1 FROM articles_searchentry WHERE vector @@ term::tsquery"
        select, value = (
            f"SELECT term FROM unnest(string_to_array(%s, ' ')) AS term WHERE EXISTS ({entry})",
            " ".join(terms),
        )
    else:
        entry = "SELECT 1 FROM articles_searchentry_index WHERE articles_searchentry_index MATCH value"
        select = f"SELECT value FROM json_each(%s) WHERE EXISTS ({entry})"
        value = json.dumps(terms)
    with connection.cursor() as cursor:
        cursor.execute(select, [value])
        return sorted(term for (term,) in cursor.fetchall())


def _as_written(term: str) -> str:
    """The word as the newest story of it has it: a stem alone is no word."""
    for place in walk_of(Asked(((term,),))).newest(1):
        story = Article.objects.public().filter(pk=place.pk).values_list("headline", "standfirst", "body").first()
        headline, standfirst, body = story or ("", "", "")
        for word in words.words("\n".join((headline, standfirst, plain_text(body)))):
            if word.term == term:
                return word.text.lower()
    return term
