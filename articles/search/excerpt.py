"""The part of a text that shows why a story was found."""

from collections.abc import Set as AbstractSet

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles import words
from articles.keys import unified
from articles.words import Word

LENGTH = 200  # characters
BEFORE = 50  # of them before the first word found


def excerpt(text: str, terms: AbstractSet[str]) -> SafeString:
    """Around the words that answer, each marked; empty if the text has none of them."""
    text = unified(text)
    found = _as_far_as_needed(text, terms)
    if not found:
        return SafeString("")
    begin = max(0, _best(found).start - BEFORE)
    if begin:
        begin = text.find(" ", begin) + 1
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin)
    shown = _marked(text, [word for word in found if begin <= word.start and word.end <= end], begin, end)
    return mark_safe(f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}")


def _as_far_as_needed(text: str, terms: AbstractSet[str]) -> list[Word]:
    """Those that answer, up to the end of the first stretch that holds all terms: none is better."""
    found: list[Word] = []
    number = 0
    for match in words.WORD.finditer(text):
        while number < len(found) and match.start() > found[number].start + LENGTH:
            if len(_near(found, number)) == len(terms):
                return found
            number += 1
        if (term := words.term_of(match[0])) in terms:
            found.append(Word(match[0], term, match.start(), match.end()))
    return found


def _best(found: list[Word]) -> Word:
    """The first word of the stretch that holds most different ones."""
    best, most = found[0], 0
    for number, word in enumerate(found):
        near = _near(found, number)
        if len(near) > most:
            best, most = word, len(near)
    return best


def _near(found: list[Word], number: int) -> set[str]:
    begin = found[number].start
    return {other.term for other in found[number : number + 20] if other.end - begin <= LENGTH - BEFORE}


def _marked(text: str, found: list[Word], begin: int, end: int) -> SafeString:
    parts = []
    for word in found:
        parts += [escape(text[begin : word.start]), f"<mark>{escape(text[word.start : word.end])}</mark>"]
        begin = word.end
    return mark_safe("".join([*parts, escape(text[begin:end])]))
