"""A stored body as readers get it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from articles.body import blocks as related
from articles.body import figures
from articles.body.links import readdressed
from articles.body.sanitise import sanitise

NOTHING: Mapping[str, Any] = MappingProxyType({})


def render_body(
    body: str,
    blocks: Mapping[str, str],
    frames: Mapping[str, figures.Frame] = NOTHING,
    addresses: Mapping[str, str] = NOTHING,
) -> str:
    """The body with what it only names in its place: each block's own HTML by key, each photo's frame by key, and
    the address that each href leads to today ("": nowhere a reader may go).

    A block without any leaves no trace, a photo without any its caption, an href without any stays. Cleaned once more:
    what a restored version or a loaded dump brought past the field does not reach a reader. What `blocks` and `frames`
    bring comes from our own templates and is not cleaned.
    """
    return related.fill(figures.frame(readdressed(sanitise(body), addresses), frames), blocks)
