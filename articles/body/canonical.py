"""Write HTML anew, tag by tag, so that no parser can read it in two ways, before the sanitiser sees it.

The sanitiser's cost grows with the square of the nesting. To bound it, one must know how deep elements stand inside
one another, and what looks like a closing tag may stand in a comment, an attribute or a script. What leaves here has
none of these: only tags that a body may hold, with the attributes it may have, and text.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator

from articles.body import allowed, embeds
from articles.remark import Refusal, gettext_noop


class BodyRefused(Refusal):
    """The body is beyond what can be cleaned in good time."""


# Nothing in it can be read twice: a value ends at its quote, at the latest before the next "<".
ATTRIBUTES = r"""(?:[^<>"'=]|=\s*"[^"<]*"|=\s*'[^'<]*'|["'=])*+"""
TOKEN = re.compile(
    rf"""
    <!--.*?(?:-->|$) | <[!?][^<>]*>                                       # comments, doctypes, instructions
    | <(script|style)(?=[\s/>])[^>]*(?:>|$).*?(?:</\1(?=[\s/>])[^>]*>|$)  # never text, whatever stands in it
    | <(?P<closing>/?)(?P<name>[a-z][a-z0-9:-]*)(?P<attributes>{ATTRIBUTES})>
    | <
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
PHOTO_KEY = re.compile("[0-9a-f]{64}")
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))""", re.IGNORECASE)

VOID = frozenset({"br", "hr"})
# Parsers close these by themselves: a thousand unclosed <p> in a row are not inside one another.
CLOSED_BY_THEMSELVES = frozenset({"p", "li", "tr", "td", "th"})
# A parser moves a link that is open across these to where it was not written.
ENDS_A_LINK = frozenset({"a", "table"})
# Between these a caption goes on, on the same line; any other block ends it, and stands after the picture.
LINES_OF_A_CAPTION = frozenset({"p", "br"})


def canonical(text: str) -> str:
    """The same words in plain tags. Raise BodyRefused when elements stand too deep inside one another."""
    inside: Counter[str] = Counter()

    def written(match: re.Match[str]) -> str:
        if match[0] == "<":
            return "&lt;"  # a comparison, not a tag: "a<b"
        name = (match["name"] or "").lower()
        name = allowed.RENAMED.get(name, name)
        if name not in allowed.TAGS:
            return ""
        if name == "figure":
            return _figure(match, inside)
        if inside["figure"] and name not in allowed.IN_CAPTION:
            if name in LINES_OF_A_CAPTION:
                return " "
            return _end_of_figure(inside) + _tag(name, match, inside)
        return _tag(name, match, inside)

    return TOKEN.sub(written, text)


def _figure(match: re.Match[str], inside: Counter[str]) -> str:
    """With what stands there it holds a caption, and nothing else; without it is a paragraph."""
    end = _end_of_figure(inside)
    if match["closing"]:
        return end or "</p>"
    standing = _standing(dict(_values(match["attributes"])))
    if not standing:
        return f"{end}<p>"
    inside["figure"] = 1
    return f"{end}<figure {standing}>"


def _standing(values: dict[str, str]) -> str:
    """The attribute that says which photo stands there, or what is shown from elsewhere."""
    if PHOTO_KEY.fullmatch(values.get(allowed.PHOTO, "")):
        return f'{allowed.PHOTO}="{values[allowed.PHOTO]}"'
    embed = embeds.of(html.unescape(values.get(allowed.EMBED, "")))
    return f'{allowed.EMBED}="{html.escape(embed.address)}"' if embed else ""


def _end_of_figure(inside: Counter[str]) -> str:
    return "</figure>" if inside.pop("figure", 0) else ""


def _tag(name: str, match: re.Match[str], inside: Counter[str]) -> str:
    if match["closing"]:
        return _closed(name, inside)
    end = _closed("a", inside) if name in ENDS_A_LINK else ""
    _open(name, inside)
    return f"{end}<{name}{_attributes(name, match['attributes'])}>"


def _open(name: str, inside: Counter[str]) -> None:
    if name in VOID or name in CLOSED_BY_THEMSELVES:
        return
    inside[name] += 1
    if inside.total() > allowed.MAX_NESTING:
        raise BodyRefused(
            gettext_noop("The text has more than %(most)d elements inside one another. Paste it as plain text."),
            most=allowed.MAX_NESTING,
        )


def _closed(name: str, inside: Counter[str]) -> str:
    if name in CLOSED_BY_THEMSELVES:
        return f"</{name}>"
    if name in VOID or not inside[name]:
        return ""  # it closes nothing
    inside[name] -= 1
    return f"</{name}>"


def _attributes(name: str, attributes: str) -> str:
    known = allowed.ATTRIBUTES.get(name, set())
    kept = ((attribute, value) for attribute, value in _values(attributes) if attribute in known)
    return "".join(f' {attribute}="{value.replace(chr(34), "&quot;")}"' for attribute, value in kept)


def _values(attributes: str) -> Iterator[tuple[str, str]]:
    for attribute, *values in ATTRIBUTE.findall(attributes):
        yield attribute.lower(), next((value for value in values if value), "")
