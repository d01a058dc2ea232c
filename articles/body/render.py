"""A stored body as readers get it."""

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from articles.body import blocks as related
from articles.body import embeds, figures
from articles.body.links import readdressed
from articles.body.sanitise import sanitise

NOTHING: Mapping[str, Any] = MappingProxyType({})


def linked(embed: embeds.Embed, caption: str) -> str:
    """What is shown from elsewhere where nothing can be: a link to it."""
    link = f'<a href="{html.escape(embed.address)}">{embed.provider}: {html.escape(embed.address)}</a>'
    return f"<p>{f'{caption} ' if caption else ''}{link}</p>"


def render_body(
    body: str,
    blocks: Mapping[str, str],
    frames: Mapping[str, figures.Frame] = NOTHING,
    addresses: Mapping[str, str] = NOTHING,
    show: Callable[[embeds.Embed, str], str] = linked,
) -> str:
    """The body with what it only names in its place: each block's own HTML by key, each photo's frame by key, and
    the address that each href leads to today ("": nowhere a reader may go).

    A block without any leaves no trace, a photo without any its caption, an href without any stays. Cleaned once more:
    what a restored version or a loaded dump brought past the field does not reach a reader. What `blocks`, `frames` and
    `show` bring comes from our own templates and is not cleaned.
    """
    clean = embeds.put(readdressed(sanitise(body), addresses), show)
    return related.fill(figures.frame(clean, frames), blocks)
