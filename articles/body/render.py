"""A stored body as readers get it."""

from collections.abc import Mapping

from articles.body.blocks import fill
from articles.body.sanitise import sanitise


def render_body(body: str, blocks: Mapping[str, str]) -> str:
    """The body with each block's own HTML in its place; a block without any leaves no trace.

    Cleaned once more: what a restored version or a loaded dump brought past the field does not reach a reader.
    `blocks` come from our own templates and are not cleaned.
    """
    return fill(sanitise(body), blocks)
