"""Whether a feed gives a story's text, or only a summary of it."""

import html
import re

from articles.formats.characters import clean, clean_name
from articles.formats.dispatch import Dispatch
from articles.formats.loose_text import markup_in
from articles.remark import Remark, gettext_noop

TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|sup|sub|small|br|font|a|mark)\b[^<>]{0,500}>", re.IGNORECASE)
PARAGRAPH_END = re.compile(r"</p>|<br\s*/?>\s*<br|\n\s*\n", re.IGNORECASE)
CUT_SHORT = re.compile(
    r"(?:\[?\s?(?:…|\.\.\.)\s?\]?|(?:read more|continue reading|(?:baca )?selengkapnya)\W{0,5}(?:\w.{0,200})?)$",
    re.IGNORECASE,
)
# What WordPress puts under every story of its feed, in its English and its Indonesian.
FOOTER = re.compile(
    r"<p>\s*(?:The post|Artikel|Tulisan|Pos)\s+<a\b[^<>]{1,1000}>[^<>]{0,500}</a>\s*"
    r"(?:appeared first on|pertama kali tampil pada|muncul pertama kali di)\s*"
    r"<a\b[^<>]{1,1000}>[^<>]{0,500}</a>\s*\.?\s*</p>\s*$",
    re.IGNORECASE,
)
LONGEST_FOOTER = 3000
# What is longer, or has paragraphs, is no summary, whatever its element is called.
LONGEST_SUMMARY = 1000


def title_of(text: str) -> str:
    """One line, without the tags that many write into it; "5 < 6" stays."""
    return clean_name(INLINE_TAG.sub("", clean(text)))


def take_full_text(dispatch: Dispatch, content: str, description: str) -> None:
    """The content is the text; the description is the standfirst, unless the text begins with it (dispatch.py)."""
    _take(dispatch, content)
    summary = CUT_SHORT.sub("", plain(_without_footer(dispatch, description))).strip()
    dispatch.standfirst = summary if len(summary) <= LONGEST_SUMMARY else ""


def take_summary(dispatch: Dispatch, description: str) -> None:
    _take(dispatch, description)
    words = plain(dispatch.markup or dispatch.text)
    paragraphs = len(PARAGRAPH_END.findall((dispatch.markup or dispatch.text).strip()))
    if words and (CUT_SHORT.search(words) or (len(words) <= LONGEST_SUMMARY and paragraphs < 2)):
        dispatch.warnings.append(Remark(gettext_noop("The feed gives only a summary of the story.")))


def _take(dispatch: Dispatch, text: str) -> None:
    written = _without_footer(dispatch, text)
    dispatch.markup = markup_in(written)
    dispatch.text = "" if dispatch.markup else written


def plain(markup: str) -> str:
    return clean_name(clean(html.unescape(TAG.sub(" ", markup))))


def _without_footer(dispatch: Dispatch, markup: str) -> str:
    end = len(markup) - LONGEST_FOOTER
    footer = FOOTER.search(markup, max(0, end))
    if footer is None:
        return markup
    if (line := plain(footer[0])) not in dispatch.residue:
        dispatch.residue.append(line)
    return markup[: footer.start()]
