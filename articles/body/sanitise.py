"""Make any HTML safe to keep and show. Pure: no database, no Django."""

import re
import unicodedata

import nh3

from articles.body import allowed
from articles.body.canonical import BodyRefused, canonical
from articles.remark import gettext_noop

# C0 but tab and line feed, DEL, C1, and lone surrogates, which the sanitiser cannot take.
UNWANTED = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
KEY = re.compile(r"[a-z0-9]{1,16}")
ASIDE = re.compile(r"<(/?)aside(?: %s=\"([a-z0-9]{1,16})\")?>" % allowed.RELATED_LINK)
FIGURE = re.compile("(<figure[^>]*>)(.*?)</figure>", re.DOTALL)
BLANKS = re.compile("[ \t\n]+")
EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>")


def sanitise(html: str) -> str:
    """Keep what `allowed` lists; text outside it stays as text. Raise BodyRefused past the size or nesting limit.

    `sanitise(sanitise(html)) == sanitise(html)`.
    """
    _refuse_what_is_too_long(html)
    html = unicodedata.normalize("NFC", UNWANTED.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))
    html = _with_lone_asides(CLEANER.clean(canonical(html)))
    html = EMPTY_PARAGRAPH.sub("", FIGURE.sub(_with_caption_on_one_line, html)).strip()
    _refuse_what_is_too_long(html)  # closing what was left open makes it longer, and readers get it cleaned again
    return html


def _refuse_what_is_too_long(html: str) -> None:
    if len(html) > allowed.MAX_CHARACTERS:
        raise BodyRefused(
            gettext_noop("The text is %(count)d characters long; the most is %(most)d. Split the story."),
            count=len(html),
            most=allowed.MAX_CHARACTERS,
        )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == allowed.RELATED_LINK and not KEY.fullmatch(value):
        return None
    return "" if name == allowed.PULL_QUOTE else value


def _with_lone_asides(html: str) -> str:
    """A block is atomic: it is empty, and it stands once. What stood inside it, and what a copy meant, follows it."""
    seen: set[str] = set()

    def lone(match: re.Match[str]) -> str:
        closing, key = match.groups()
        if closing or not key or key in seen:
            return ""
        seen.add(key)
        return f'<aside {allowed.RELATED_LINK}="{key}"></aside>'

    return ASIDE.sub(lone, html)


def _with_caption_on_one_line(match: re.Match[str]) -> str:
    opening, caption = match.groups()
    return f"{opening}{BLANKS.sub(' ', caption).strip(' ')}</figure>"


CLEANER = nh3.Cleaner(
    tags=set(allowed.TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
    attribute_filter=_attribute,
    strip_comments=True,
    link_rel=None,
    url_schemes=set(allowed.URL_SCHEMES),
)
