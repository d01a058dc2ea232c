"""Paragraphs where the source has only blank lines: what WordPress does when it shows a post (wpautop)."""

import re

from articles.formats.markup.tree import lowered
from articles.formats.markup.vocabulary import BLOCKS

BLOCK_NAMES = "|".join(sorted(BLOCKS - {"button", "select", "option", "object", "video", "audio", "embed", "iframe"}))
BLOCK_TAG = re.compile(rf"</?(?:{BLOCK_NAMES}|script|style)(?=[\s/>])[^<>]*+>", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
KEPT = re.compile(r"(<(pre|script|style|textarea)(?=[\s>])[^<>]*+>)", re.IGNORECASE)
BREAK = re.compile(r"<br[\s/]*>[ \t]*\n", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """Each run of lines as a `<p>`, its line ends as `<br>`; tags of blocks stay, and what stands in `<pre>` too."""
    pieces: list[str] = []
    position = 0
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lower = lowered(unified)
    while opening := KEPT.search(unified, position):
        closing = lower.find(f"</{opening[2].lower()}", opening.end())
        end = len(unified) if closing < 0 else closing
        pieces.append(_with_paragraphs(unified[position : opening.start()]))
        pieces.append(unified[opening.start() : end])
        position = end
    pieces.append(_with_paragraphs(unified[position:]))
    return "\n".join(filter(None, pieces))


def _with_paragraphs(text: str) -> str:
    separated = BLOCK_TAG.sub(lambda tag: f"\n\n{tag[0]}\n\n", BREAK.sub("\n", text))
    blocks = (block.strip() for block in BLANK_LINE.split(separated))
    return "\n".join(
        block if BLOCK_TAG.fullmatch(block) else "<p>" + block.replace("\n", "<br>\n") + "</p>"
        for block in blocks
        if block
    )
