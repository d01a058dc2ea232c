"""The elements of HTML, by what becomes of them. What is in none of these sets is dropped; its words stay."""

# Dropped with all that stands in them: nobody reads it.
UNREAD = frozenset({"script", "style", "template", "noscript", "xml"})
# Everything up to the closing tag is text, whatever it looks like.
PLAIN = frozenset({"textarea", "title", "xmp"})
VOID = frozenset({"br", "hr", "img", "embed", "source", "input", "area", "base", "col", "link", "meta", "param", "wbr"})
CLOSED_BY_THEMSELVES = frozenset({"p", "li", "tr", "td", "th", "dt", "dd", "option", "thead", "tbody", "tfoot"})

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
# In the order in which they stand inside one another in what we write.
MARKS = ("a", "strong", "em", "s", "sub", "sup")
MARKED = {
    **{name: name for name in MARKS},
    **{"b": "strong", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strike": "s", "del": "s"},
}
LISTS = frozenset({"ul", "ol"})
LISTED = frozenset({"li"})
CELLS = frozenset({"td", "th"})
CONTAINERS = frozenset({"blockquote", "li", "table", "tr", *LISTS, *CELLS})
EMBEDS = frozenset({"iframe", "embed", "object", "video", "audio"})
PICTURES = frozenset({"img", "amp-img"})
# They end a paragraph before and after them.
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "main", "header", "footer", "center", "address", "pre", "listing"),
        *("aside", "nav", "figure", "figcaption", "dl", "dt", "dd", "caption", "details", "summary", "dir", "menu"),
        *("form", "fieldset", "legend", "option", "select", "button", "hr", "thead", "tbody", "tfoot"),
        *("hgroup", "search", "dialog", "optgroup", "title", "textarea", "xmp", "template", "noscript"),
        *HEADINGS,
        *CONTAINERS,
        *EMBEDS,
    }
)
KNOWN = BLOCKS | MARKED.keys() | PICTURES | {"br", "source", "code"}
# What else says something about a whole page.
KNOWN_IN_PAGES = KNOWN | {"span", "time", "font", "small", "label", "meta", "link"}
