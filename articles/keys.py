"""The forms in which names and headlines are compared; never shown to anyone.

Two texts with one key are the same headline, tag or name to us, on either database: neither LIKE nor a collation
decides it.
"""

import unicodedata

UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)


def fold_blanks(text: str) -> str:
    """Every run of blanks (no-break space, tab and line end too) becomes one space; none is left at the ends."""
    return " ".join(text.split())


def tag_key(name: str) -> str:
    """NFC, trimmed, blanks folded, case folded."""
    folded = fold_blanks(unicodedata.normalize("NFC", name)).casefold()
    # Folding case can take a letter apart again (U+0130): compose once more, so that a key is its own key.
    return unicodedata.normalize("NFC", folded)


def headline_key(headline: str) -> str:
    """NFKC, blanks folded, quotes and dashes unified, invisible characters dropped, case folded."""
    return tag_key(unicodedata.normalize("NFKC", headline.translate(UNIFIED)).translate(UNIFIED))
