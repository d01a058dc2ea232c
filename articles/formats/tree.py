"""What an XML element holds, whatever its namespace: wire files come with one, without one, and with the wrong one."""

import html
from collections.abc import Collection, Iterator

from lxml import etree

from articles.formats.characters import clean, clean_name

# What stands in a body under the same name in HTML, XHTML and NITF.
SAME_IN_HTML = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "section", "article", "pre", "hr", "br"),
        *("a", "em", "strong", "b", "i", "u", "s", "strike", "del", "sub", "sup", "code", "cite", "small", "span"),
        *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img", "iframe", "video", "audio", "embed"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
# NITF's own. What is in neither list is unwrapped: names of people and places, money, dates.
IN_HTML = {
    **{"hl1": "h2", "hl2": "h2", "bq": "blockquote", "credit": "p", "tagline": "p", "datasource": "p", "note": "div"},
    **{"block": "div", "abstract": "div", "nitf-table": "div", "custom-table": "div"},
}
NOT_TEXT = frozenset({"script", "style", "head", "col", "colgroup"})
WITHOUT_END = frozenset({"br", "hr", "img"})
KEPT_ATTRIBUTES = ("href", "src", "alt", "title", "start", "rowspan", "colspan", "class")
# Words on both sides of their tags are two: "By Rina Dewi<byttl>Reporter</byttl>".
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PARTING = frozenset({"p", "br", "li", "tr", "td", "th", "div", "hl1", "hl2", "byttl", "person", "location", "org"})


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    return [] if element is None else [found for found in element if local(found) in names]


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, of that the first of the next name, and so on."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def within(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Of the element itself and all below it those that have one of the names, in order."""
    return [] if element is None else [found for found in element.iter(etree.Element) if local(found) in names]


def attribute(element: etree._Element | None, *names: str) -> str:
    """The first of the attributes that says something."""
    values = [] if element is None else [element.get(name, "") for name in names]
    return next((line for value in values if (line := clean_name(clean(value)))), "")


def words(element: etree._Element | None, *, without: Collection[str] = ()) -> str:
    """Its text on one line, as a headline or a name is written."""
    if element is None:
        return ""
    pieces = ((" " if local(node) in PARTING else "") + text for _, node, text in _steps(element, without))
    return clean_name(clean("".join(pieces)))


def markup_of(element: etree._Element, *, without: Collection[str] = ()) -> str:
    """What it holds, as HTML without namespaces; elements named in `without` are left out, with all they hold."""
    return "".join(
        (_tag(event, node) if node is not element else "") + html.escape(text, quote=False)
        for event, node, text in _steps(element, NOT_TEXT.union(without))
    )


def _steps(element: etree._Element, without: Collection[str]) -> Iterator[tuple[str, etree._Element, str]]:
    """ "start" or "end", the node, and the text that follows; "left" where a comment or an element is passed over."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        is_left = local(node) in without or not local(node)
        if event == "start" and is_left:
            walk.skip_subtree()
        elif event == "start":
            yield event, node, node.text or ""
        elif node is not element:
            yield "left" if is_left else "end", node, node.tail or ""


def _tag(event: str, node: etree._Element) -> str:
    name = local(node)
    if name == "q" and event != "left":
        return "“" if event == "start" else "”"
    tag = name if name in SAME_IN_HTML else IN_HTML.get(name, "")
    if not tag or event == "left":
        return ""
    if event == "end":
        return "" if tag in WITHOUT_END else f"</{tag}>"
    attributes = "".join(
        f' {name}="{html.escape(value)}"' for name in KEPT_ATTRIBUTES if (value := node.get(name)) is not None
    )
    return f"<{tag}{attributes}>"
