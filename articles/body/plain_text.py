"""A clean body as plain words: for the teaser, the word count and search. Never on HTML that was not sanitised."""

import html
import re
from functools import lru_cache

import nh3

BLOCK_END = re.compile(r"<(?:/(?:p|h2|h3|blockquote|li|td|th|tr|figure)|br|hr)>")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")
TEASER_CHARACTERS = 200


# A story being written is asked for its words three times over.
@lru_cache(maxsize=2)
def plain_text(body: str) -> str:
    """One block a line, entities resolved."""
    apart = BLOCK_END.sub("\n", body.replace("<figure", "\n<figure"))
    text = html.unescape(nh3.clean(apart, tags=set()))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def word_count(text: str) -> int:
    return len(text.split())


def teaser(text: str, limit: int = TEASER_CHARACTERS) -> str:
    """The opening, at most `limit` characters: whole sentences if they fill half of it, else whole words and "…"."""
    opening = " ".join(text[: limit * 2].split())
    if len(opening) <= limit:
        return opening
    ends = [match.end() for match in SENTENCE_END.finditer(opening[:limit])]
    if ends and ends[-1] >= limit // 2:
        return opening[: ends[-1]]
    words = opening[: limit - 1].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:-–—") + "…"
