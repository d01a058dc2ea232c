"""The short texts around a post: title, excerpt, terms, slug. In WordPress each may hold markup and entities."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from articles.formats.characters import clean, clean_name
from articles.formats.wordpress.content import with_ended_comments
from articles.formats.wordpress.items import Term

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ELEMENT = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# Words on both sides of these are one word; of all others, two.
INLINE = frozenset(
    {"a", "abbr", "b", "big", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
CATEGORY, TAG = frozenset({"category", ""}), frozenset({"post_tag", "tag"})
# How WordPress sorts its own things by taxonomy: no reader ever saw these names.
INTERNAL = frozenset({"post_format", "nav_menu", "link_category", "wp_theme", "wp_template_part_area"})


def one_line(markup: str) -> str:
    """Without tags, entities decoded, single blanks."""
    if "<" in markup:
        bare = ELEMENT.sub(_between, COMMENT.sub(" ", with_ended_comments(markup)))
        # "<untitled>": what looks like nothing but a tag was meant to be read.
        markup = bare if bare.strip() else markup
    return clean_name(clean(markup))


def first_words(text: str, *, most: int) -> str:
    """Of the first line at most so many characters, ended at a word."""
    line = next(filter(None, map(str.strip, text.split("\n"))), "")
    if len(line) <= most:
        return clean_name(line)
    return clean_name(line[:most].rpartition(" ")[0] or line[: most - 1]) + "…"


def slug_words(post_name: str) -> str:
    """The words of its address, decoded where they are percent-encoded UTF-8."""
    try:
        return clean_name(unquote(post_name, errors="strict"))
    except UnicodeDecodeError:
        return clean_name(post_name)


def categories(terms: Iterable[Term]) -> tuple[str, ...]:
    """WXR 1.0 prints each twice, once without a domain."""
    return _names(terms, CATEGORY)


def tags(terms: Iterable[Term]) -> tuple[str, ...]:
    return _names(terms, TAG)


def other_terms(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(term) for term in terms if term.domain not in CATEGORY | TAG | INTERNAL))


def _names(terms: Iterable[Term], domains: frozenset[str]) -> tuple[str, ...]:
    names: Iterator[str] = (_name(term) for term in terms if term.domain in domains)
    return tuple(dict.fromkeys(filter(None, names)))


def _name(term: Term) -> str:
    return one_line(term.name) or slug_words(term.nicename)


def _between(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in INLINE else " "
