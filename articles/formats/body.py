"""From the lines of a legacy body to our HTML, without losing a word.

A blank line ends a paragraph. Where a body has none, every line is one. Nothing else makes a paragraph: a body of one
line (73 % of 15,350) stays one, and ".Kata" (28 %) is not parted, for no rule tells a lost break from "Bali.com".

Left as printed, each for law 1: datelines and pull quotes before them, "Sumber:" and "Foto:" lines, initials at the
end, addresses (the page links them), curly quotes, no-break spaces, words glued where a link was cut out.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from articles.formats import related
from articles.formats.dates import is_date_line
from articles.formats.record import PhotoReference, RelatedReference
from articles.formats.residue import lost_embeds, residue_inside, without_residue
from articles.formats.signature import Signature, split_signature
from articles.keys import headline_key
from articles.remark import Remark, gettext_noop

# Lines of these lengths were broken by a margin and are one paragraph. Others in one block are subheadings, lists and
# tables: so are all 141 blocks of several lines, of 13,942, in one agency's file.
SHORTEST_WRAPPED, LONGEST_WRAPPED = 40, 100
SHORT_BODY, LONG_BODY = 200, 10_000
# A shorter paragraph may well stand twice: "Om Swastiastu."
SHORTEST_REPEAT = 60


@dataclass(slots=True)
class Body:
    html: str = ""
    text: str = ""  # the paragraphs alone, one a line
    related: list[RelatedReference] = field(default_factory=list)
    photos: list[PhotoReference] = field(default_factory=list)
    residue: tuple[str, ...] = ()
    signature: Signature = field(default_factory=Signature)
    warnings: list[Remark] = field(default_factory=list)


def read_body(lines: Sequence[str]) -> Body:
    """`lines` are clean. The html is "" if nothing is left that a reader could read."""
    signed, signature = split_signature(lines)
    kept, residue = without_residue(signed)
    body = Body(residue=tuple(residue), signature=signature)
    paragraphs: list[str] = []
    elements: list[str] = []
    for part in _parts(kept):
        if isinstance(part, RelatedReference):
            body.related.append(part)
            elements.append(f'<aside data-related-link="{part.key}"></aside>')
        else:
            paragraphs.append(part)
            elements.append(f"<p>{html.escape(part, quote=False)}</p>")
    if paragraphs:
        body.html, body.text = "\n".join(elements), "\n".join(paragraphs)
        body.warnings = list(doubts(paragraphs, residue))
    return body


def _parts(texts: Sequence[str]) -> Iterator[str | RelatedReference]:
    """Paragraphs and the related links between them, in order."""
    has_blank_lines = sum(1 for is_written, _ in groupby(texts, bool) if is_written) > 1
    for is_block, items in groupby(_items(texts), lambda item: isinstance(item, str) and item != ""):
        if not is_block:
            yield from (item for item in items if isinstance(item, RelatedReference))
            continue
        block = [str(item) for item in items]
        if has_blank_lines and _is_wrapped(block):
            yield " ".join(block)
        else:
            yield from block


def _items(texts: Sequence[str]) -> Iterator[str | RelatedReference]:
    """The lines; each label on a line of its own, with its title there or on the next written line, is a reference."""
    references = 0
    index = 0
    while index < len(texts):
        title = related.title_after_label(texts[index])
        if title == "":
            following = _next_written(texts, index + 1)
            if following is not None and related.is_title_line(texts[following]):
                index, title = following, texts[following]
        if title:
            references += 1
            yield related.reference(title, key=f"r{references}")
        else:
            yield texts[index]
        index += 1


def _next_written(texts: Sequence[str], start: int) -> int | None:
    return next((index for index in range(start, len(texts)) if texts[index]), None)


def _is_wrapped(block: Sequence[str]) -> bool:
    longest = max(len(line) for line in block)
    return longest <= LONGEST_WRAPPED and all(len(line) >= SHORTEST_WRAPPED for line in block[:-1])


def doubts(paragraphs: Sequence[str], residue: Sequence[str]) -> Iterator[Remark]:
    """What a person should look at in these paragraphs, of which there is at least one."""
    if labels := sum(map(related.unlinked_labels, paragraphs)):
        yield Remark(
            gettext_noop(
                "Labels such as “Baca juga” inside sentences or without a title, left in the text: %(count)d."
            ),
            count=labels,
        )
    if pieces := sum(map(residue_inside, paragraphs)):
        yield Remark(
            gettext_noop("Page furniture such as “ADVERTISEMENT” inside sentences, left in the text: %(count)d."),
            count=pieces,
        )
    if embeds := lost_embeds(residue):
        yield Remark(
            gettext_noop("Embedded videos or posts are lost. There stood: %(embeds)s."), embeds=", ".join(embeds)
        )
    if any(map(is_date_line, paragraphs)):
        yield Remark(gettext_noop("A line of the text holds only a date; perhaps another story begins there."))
    yield from _repetition(paragraphs)
    yield from _length(sum(map(len, paragraphs)))


def _repetition(paragraphs: Sequence[str]) -> Iterator[Remark]:
    """An opening or a whole body printed twice: 177 of 15,350."""
    opening = paragraphs[0]
    if len(opening) < SHORTEST_REPEAT:
        return
    key = headline_key(opening)
    if any(len(later) == len(opening) and headline_key(later) == key for later in paragraphs[1:]):
        yield Remark(gettext_noop("The first paragraph stands twice in the text."))


def _length(characters: int) -> Iterator[Remark]:
    if characters < SHORT_BODY:
        yield Remark(gettext_noop("The text has only %(count)d characters."), count=characters)
    if characters > LONG_BODY:
        yield Remark(
            gettext_noop("The text has %(count)d characters; perhaps several stories are in one."), count=characters
        )
