"""Make any HTML safe to keep and show. Pure: no database, no Django."""

import re
import unicodedata

import nh3

from articles.body import allowed
from articles.remark import Refusal, gettext_noop


class BodyRefused(Refusal):
    """The body is beyond what can be cleaned in good time."""


VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col", "source", "area", "base", "embed", "param"})
# Browsers close these by themselves: a thousand unclosed <p> in a row are not inside one another.
CLOSED_BY_THEMSELVES = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
RENAMED_TAG = re.compile(r"<(/?)(%s)(?=[\s/>])" % "|".join(allowed.RENAMED), re.IGNORECASE)
# C0 but tab and line feed, DEL, C1, and lone surrogates, which the sanitiser cannot take.
UNWANTED = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
KEY = re.compile(r"[a-z0-9]{1,16}")
ASIDE = re.compile(r"<(/?)aside(?: %s=\"([a-z0-9]{1,16})\")?>" % allowed.RELATED_LINK)
EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>")


def sanitise(html: str) -> str:
    """Keep what `allowed` lists; text outside it stays as text. Raise BodyRefused past the size or nesting limit.

    `sanitise(sanitise(html)) == sanitise(html)`.
    """
    if len(html) > allowed.MAX_CHARACTERS:
        raise BodyRefused(
            gettext_noop("The text is %(count)d characters long; the most is %(most)d. Split the story."),
            count=len(html),
            most=allowed.MAX_CHARACTERS,
        )
    html = unicodedata.normalize("NFC", UNWANTED.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))
    # The sanitiser's cost grows with the square of the nesting: a deep page would hold a worker for minutes.
    if nesting(html) > allowed.MAX_NESTING:
        raise BodyRefused(
            gettext_noop("The text has more than %(most)d elements inside one another. Paste it as plain text."),
            most=allowed.MAX_NESTING,
        )
    html = CLEANER.clean(RENAMED_TAG.sub(_renamed, html))
    return EMPTY_PARAGRAPH.sub("", _with_lone_asides(html)).strip()


def nesting(html: str) -> int:
    """How deep elements stand inside one another, at the most; never less than a browser would make it."""
    depth = deepest = 0
    for closing, name in TAG.findall(html):
        name = name.lower()
        if name in VOID or name in CLOSED_BY_THEMSELVES:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _renamed(match: re.Match[str]) -> str:
    return f"<{match[1]}{allowed.RENAMED[match[2].lower()]}"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == allowed.RELATED_LINK and not KEY.fullmatch(value):
        return None
    return value


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


CLEANER = nh3.Cleaner(
    tags=set(allowed.TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
    attribute_filter=_attribute,
    strip_comments=True,
    link_rel=None,
    url_schemes=set(allowed.URL_SCHEMES),
)
