"""Where the links inside a text lead. On a body that was sanitised: its attributes are whole and in double quotes."""

import html
import re
from collections.abc import Mapping

LINK = re.compile(r'<a(?P<attributes>(?: [a-z-]+="[^"]*")*)>|</a>')
HREF = re.compile(r' href="([^"]*)"')


def hrefs(body: str) -> list[str]:
    """As a browser would read them, each once."""
    if " href=" not in body:  # most texts: looked at once for each page that is made of them
        return []
    found = (HREF.search(match["attributes"] or "") for match in LINK.finditer(body))
    return list(dict.fromkeys(html.unescape(href[1]) for href in found if href))


def readdressed(body: str, addresses: Mapping[str, str]) -> str:
    """Links of these hrefs lead to these addresses; of one whose address is "" only the words stay."""
    if not addresses:
        return body
    is_kept: list[bool] = []  # of the links that are open

    def written(match: re.Match[str]) -> str:
        if match["attributes"] is None:
            return match[0] if not is_kept or is_kept.pop() else ""
        href = HREF.search(match["attributes"])
        address = addresses.get(html.unescape(href[1])) if href else None
        is_kept.append(address != "")
        if href is None or address is None:
            return match[0]
        attributes = match["attributes"].replace(href[0], f' href="{html.escape(address)}"', 1)
        return f"<a{attributes}>" if address else ""

    return LINK.sub(written, body)


def sponsored(body: str) -> str:
    """The body with its links to other sites saying that somebody paid for them."""

    def written(match: re.Match[str]) -> str:
        href = HREF.search(match["attributes"] or "")
        if href is None or " rel=" in match["attributes"] or not re.match(r"https?:|//", href[1]):
            return match[0]
        return f'<a{match["attributes"]} rel="sponsored">'

    return LINK.sub(written, body)
