"""What a body may hold: the one list behind the editor, the sanitiser and the renderer.

None of svg, math, style, title, textarea, noscript, xmp, iframe, noembed, template, script may ever stand here: every
published way past a sanitiser needed one of them (a test holds this).
"""

from typing import Any

RELATED_LINK = "data-related-link"  # on an empty <aside>: the key of the RelatedLink that stands there
PHOTO = "data-photo"  # on a <figure> around its caption: the key of the Photo that stands there
EMBED = "data-embed"  # on a <figure> around its caption: the address of what embeds.py lets stand there
PULL_QUOTE = "data-pull-quote"  # on a <blockquote>, empty: words of the text itself, set large

TAGS = frozenset(
    {
        *("p", "h2", "h3", "blockquote", "hr", "br", "aside", "figure"),
        *("strong", "em", "s", "sub", "sup", "a"),
        *("ul", "ol", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"rowspan", "colspan"},
    "td": {"rowspan", "colspan"},
    "aside": {RELATED_LINK},
    "figure": {PHOTO, EMBED},
    "blockquote": {PULL_QUOTE},
}
IN_CAPTION = frozenset({"strong", "em", "s", "sub", "sup", "a"})
URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

MAX_CHARACTERS = 1_000_000
MAX_NESTING = 100  # elements inside one another

# Tags of older pages that mean one of ours. What held a block of words becomes a paragraph, or its words would run
# into those of the next.
RENAMED = {
    **{"b": "strong", "i": "em", "strike": "s", "del": "s", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"},
    **dict.fromkeys(
        (
            *("div", "section", "article", "main", "header", "footer", "center", "address", "pre"),
            *("figcaption", "dt", "dd", "caption", "details", "summary", "option", "legend", "title", "textarea"),
        ),
        "p",
    ),
}

# The same list in the words of the editor. A test holds the two together.
EDITOR_EXTENSIONS: dict[str, Any] = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": sorted(URL_SCHEMES)},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "RelatedLink": True,
    "PhotoInText": True,
    "Embed": True,
    "PullQuote": True,
    "Paste": True,
    "NoSpellCheck": False,
}


def related_link(_config: Any, shared_config: dict[str, Any]) -> None:
    """Tell django-prose-editor what the RelatedLink extension may write."""
    shared_config["tags"].add("aside")
    shared_config["attributes"].setdefault("aside", set()).add(RELATED_LINK)


def photo_in_text(_config: Any, shared_config: dict[str, Any]) -> None:
    """The same for the PhotoInText extension."""
    shared_config["tags"].add("figure")
    shared_config["attributes"].setdefault("figure", set()).add(PHOTO)


def embed(_config: Any, shared_config: dict[str, Any]) -> None:
    """The same for the Embed extension."""
    shared_config["tags"].add("figure")
    shared_config["attributes"].setdefault("figure", set()).add(EMBED)


def pull_quote(_config: Any, shared_config: dict[str, Any]) -> None:
    """The same for the PullQuote extension."""
    shared_config["tags"].add("blockquote")
    shared_config["attributes"].setdefault("blockquote", set()).add(PULL_QUOTE)


def paste(_config: Any, _shared_config: dict[str, Any]) -> None:
    """The Paste extension brings nothing of its own into a body: it makes what is pasted into what may stand there."""
