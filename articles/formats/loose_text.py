"""Text of which nobody says whether it is HTML: a table's cell, a value in JSON."""

import html
import re

from articles.formats.markup import with_paragraphs

TAG = re.compile(
    r"</?(?:p|br|div|span|h[1-6]|a|b|i|u|em|strong|ul|ol|li|blockquote|table|tr|td|img|figure|iframe|font|center|hr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Escaped once too often. In a text about HTML a paragraph does not end.
ESCAPED_PARAGRAPH = re.compile(r"&lt;(?:/p|/div|br\s{0,2}/?)&gt;", re.IGNORECASE)
BLOCK = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|table|figure)\b", re.IGNORECASE)


def without_tags(text: str) -> str:
    """Of a text that is one line: a headline, a name. "a < b > c" has no tag."""
    return TAG.sub("", text) if "<" in text else text


def markup_in(text: str) -> str:
    """The text as HTML, its paragraphs marked; "" if it is plain lines."""
    if "<" not in text or not TAG.search(text):
        if "&lt;" not in text or not ESCAPED_PARAGRAPH.search(text):
            return ""
        text = html.unescape(text)
    return text if BLOCK.search(text) else with_paragraphs(text)
