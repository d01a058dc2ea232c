"""Related links of a page: what the rules for plain text take for one, and what a link makes certain.

In markup a title ends where its link ends. So a label and one link, alone in a block, are a related link however long
the title is; a label alone, and after it links alone in blocks or a list of their own, are as many of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.formats import related
from articles.formats.characters import BLANKS, clean_name
from articles.formats.markup.blocks import Block, Container, Paragraph, Related
from articles.formats.markup.lines import Line, lines_of
from articles.formats.markup.vocabulary import LISTS
from articles.formats.markup.words import Words
from articles.formats.record import RelatedReference

LONGEST_LINKED_TITLE = 300
BETWEEN_LINKS = re.compile(r"(?:[\s,;|/•·–—-]|\bdan\b|&)*")
ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    address: str = ""


def with_related(lines: Sequence[Line], next_key: Callable[[], str]) -> list[Line]:
    """The lines, with each related link as a block in its place."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        titles, following = _titles_at(lines, index)
        if titles:
            found.extend(_line(title, next_key()) for title in titles)
        else:
            found.append(lines[index])
        index = following
    return found


def _titles_at(lines: Sequence[Line], index: int) -> tuple[list[Title], int]:
    """The related links that begin in this line, none if it is not theirs, and the index after what they took."""
    line = lines[index]
    if not line.is_text():
        return _titles_of_block(line.block), index + 1
    titles = _titles_after_label(line.words)
    if titles is None:
        return [], index + 1
    if titles:
        return titles, index + 1
    return _titles_below(lines, index + 1)


def _titles_below(lines: Sequence[Line], start: int) -> tuple[list[Title], int]:
    """What a label alone is the label of: a list, links each in a block of its own, or the title in the next line."""
    if start == len(lines):
        return [], start
    if not lines[start].is_text():
        titles = _titles_of_list(lines[start].block)
        return titles, start + bool(titles)
    titles = []
    for line in lines[start:]:
        title = _only_link(line.words) if line.is_text() else None
        if title is None:
            break
        titles.append(title)
    if titles:
        return titles, start + len(titles)
    below = lines[start].words
    if not below.linked() and related.is_title_line(str(below)):
        return [Title(str(below))], start + 1
    return [], start


def _titles_after_label(line: Words) -> list[Title] | None:
    """None: no line of a label. An empty list: the label stands alone."""
    text = str(line)
    following = related.after_label(text)
    if following is None:
        return None
    if not following:
        return []
    links = [(address, _without_label(words)) for address, words in line.linked()]
    links = [(address, words) for address, words in links if words]
    if not links:
        title = related.title_after_label(text)
        return [Title(title)] if title else None
    if len(links) == 1:
        return _title_of_link(text, following, *links[0])
    return _titles_of_links(following, links)


def _title_of_link(text: str, following: str, address: str, words: str) -> list[Title] | None:
    if _same(words, following) and len(words) <= LONGEST_LINKED_TITLE:
        return [Title(words, address)]
    title = related.title_after_label(text)
    return [Title(title, address)] if title else None


def _titles_of_links(following: str, links: Sequence[tuple[str, str]]) -> list[Title] | None:
    """Several links with nothing but commas between them. With other words it is a sentence."""
    rest = following
    for _, words in links:
        before, found, rest = rest.partition(words)
        if not found or not BETWEEN_LINKS.fullmatch(before):
            return None
    if not BETWEEN_LINKS.fullmatch(rest):
        return None
    return [Title(words, address) for address, words in links]


def _titles_of_block(block: Block) -> list[Title]:
    """A quotation that holds nothing but related links, or a list whose every item is a label with its title."""
    if not isinstance(block, Container):
        return []
    if block.name in LISTS:
        items = [_only_line(item) for item in block.children]
        found = [_titles_after_label(item) if item else None for item in items]
        return [title for titles in found for title in titles or ()] if all(found) else []
    if block.name != "blockquote":
        return []
    lines = list(lines_of(block.children))
    titles: list[Title] = []
    index = 0
    while index < len(lines):
        found_here, index = _titles_at(lines, index)
        if not found_here:
            return []
        titles.extend(found_here)
    return titles


def _titles_of_list(block: Block) -> list[Title]:
    """The titles of a list under a label: each item one, or none at all is."""
    if not isinstance(block, Container) or block.name not in LISTS:
        return []
    titles: list[Title] = []
    for item in block.children:
        line = _only_line(item)
        title = _only_link(line) if line else None
        if title is None and line and not line.linked() and related.is_title_line(str(line)):
            title = Title(str(line))
        if title is None:
            return []
        titles.append(title)
    return titles


def _only_line(item: Block) -> Words | None:
    if not isinstance(item, Container) or len(item.children) != 1:
        return None
    paragraph = item.children[0]
    return paragraph.lines[0] if isinstance(paragraph, Paragraph) and len(paragraph.lines) == 1 else None


def _only_link(line: Words) -> Title | None:
    """The link that is all there is on the line, with or without a bullet."""
    links = [(address, words.strip(BLANKS)) for address, words in line.linked()]
    if len(links) != 1:
        return None
    address, words = links[0]
    text = str(line).lstrip("•·»-–— ")
    is_title = 0 < len(words) <= LONGEST_LINKED_TITLE and any(map(str.isalnum, words))
    return Title(words, address) if is_title and _same(text, words) else None


def _without_label(words: str) -> str:
    following = related.after_label(words)
    return (words if following is None else following).strip(BLANKS)


def _same(text: str, other: str) -> bool:
    return text.strip(BLANKS) == other.strip(BLANKS)


def _line(title: Title, key: str) -> Line:
    return Line(Words(), Related(key, _reference(title, key)))


def _reference(title: Title, key: str) -> RelatedReference:
    plain = related.reference(title.text, key=key)
    if title.address.startswith("/"):
        return replace(plain, reference=title.address)
    if ABSOLUTE.match(title.address):
        return replace(plain, headline=clean_name(title.text), url=title.address)
    return plain


def references(blocks: Sequence[Block]) -> Iterator[RelatedReference]:
    for block in blocks:
        if isinstance(block, Related) and block.reference:
            yield block.reference
