"""The forms in which names and headlines are compared; never shown to anyone.

Two texts with one key are the same headline, tag or name to us, on either database: neither LIKE nor a collation
decides it.
"""

import re
import unicodedata
from functools import lru_cache

UNIFIED = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
UNIFIABLE = re.compile("[" + re.escape("".join(UNIFIED)) + "]")


def unified(text: str) -> str:
    """Quotes and dashes of one kind, invisible characters dropped."""
    # A whole story is searched for the few that there are in a third of the time that str.translate() takes.
    return UNIFIABLE.sub(lambda match: UNIFIED[match[0]], text)


def fold_blanks(text: str) -> str:
    """Every run of blanks (no-break space, tab and line end too) becomes one space; none is left at the ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)  # an import asks for the same few names again and again
def tag_key(name: str) -> str:
    """NFC, trimmed, blanks folded, case folded."""
    return _folded(unicodedata.normalize("NFC", name))


def headline_key(headline: str) -> str:
    """NFKC, blanks folded, quotes and dashes unified, invisible characters dropped, case folded."""
    plain = unified(headline)
    compatible = unicodedata.normalize("NFKC", plain)
    return _folded(compatible if compatible == plain else unified(compatible))


def _folded(text: str) -> str:
    folded = fold_blanks(text).casefold()
    # Folding case can take a letter apart again (U+0130): compose once more, so that a key is its own key.
    return unicodedata.normalize("NFC", folded)
