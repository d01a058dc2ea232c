"""The text of a NewsML story: NITF, XHTML, paragraphs without a frame, plain text, or HTML that was written as text."""

import html
import re

from lxml import etree

from articles.formats.dispatch import Dispatch
from articles.formats.tree import markup_of, within
from articles.formats.wire import nitf

BLOCK_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|table|blockquote|html|body)\b[^<>]*>", re.IGNORECASE)
HEAD, BODY = re.compile(r"<head\b", re.IGNORECASE), re.compile(r"</head\s{0,9}>", re.IGNORECASE)
# ANSA sends plain lines in one pair of tags.
PLAIN_IN_TAGS = re.compile(r"\s*<p>([^<>]*)</p>\s*", re.IGNORECASE)
ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|ul|ol|table|html|body)\b", re.IGNORECASE)


def take_content(dispatch: Dispatch, holder: etree._Element) -> None:
    """Add what the element holds to the story's text."""
    story = next(iter(within(holder, "nitf")), None)
    if story is not None:
        nitf.fill(dispatch, story)
    elif within(holder, "body.content"):
        nitf.take_body(dispatch, holder)
    elif len(holder):
        body = next(iter(within(holder, "body")), holder)
        take_text(dispatch, markup_of(body), is_html=True)
    else:
        take_text(dispatch, holder.text or "")


def take_text(dispatch: Dispatch, text: str, *, is_html: bool = False) -> None:
    """Add text, which may be HTML whether it is said to be or not."""
    if not BLOCK_TAG.search(text) and ESCAPED_TAG.search(text):
        text = html.unescape(text)  # escaped twice: 7 of 368 files
    plain = PLAIN_IN_TAGS.fullmatch(text)
    if plain and not is_html and "\n" in plain[1].strip():
        dispatch.add_text(plain[1])
    elif is_html or BLOCK_TAG.search(text):
        dispatch.add_markup(_without_head(text))
    else:
        dispatch.add_text(text)


def has_text(holder: etree._Element) -> bool:
    return bool("".join(holder.itertext()).strip())


def _without_head(text: str) -> str:
    """A page's text: its title is not part of that."""
    head = HEAD.search(text)
    body = BODY.search(text, head.end()) if head else None
    return text[: head.start()] + text[body.end() :] if head and body else text
