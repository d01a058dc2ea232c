"""An item of a WordPress export, field by field. Names are matched by namespace; a prefix may mean anything."""

import html
from dataclasses import dataclass, field

from lxml import etree

VERSIONS = ("1.0", "1.1", "1.2")
# "https" is not what WordPress writes, but stands in an export of theirs.
EXPORT = tuple(
    f"{scheme}://wordpress.org/export/{version}/" for scheme in ("http", "https") for version in reversed(VERSIONS)
)
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

FIELDS: dict[object, str] = {
    **{name: name for name in ("title", "link", "guid", "pubDate", "description")},
    **{
        f"{{{namespace}}}{name}": name
        for namespace in EXPORT
        for name in (
            *("post_id", "post_type", "post_name", "post_parent", "post_password", "status", "menu_order"),
            *("post_date", "post_date_gmt", "post_modified", "post_modified_gmt", "attachment_url"),
        )
    },
    **{f"{{{namespace}excerpt/}}encoded": "excerpt" for namespace in EXPORT},
    f"{{{CONTENT}}}encoded": "content",
    f"{{{DUBLIN_CORE}}}creator": "creator",
}
COMMENTS = frozenset(f"{{{namespace}}}comment" for namespace in EXPORT)
META = frozenset(f"{{{namespace}}}postmeta" for namespace in EXPORT)
META_KEYS = frozenset(f"{{{namespace}}}meta_key" for namespace in EXPORT)
META_VALUES = frozenset(f"{{{namespace}}}meta_value" for namespace in EXPORT)
# All others stay unread. What PHP has serialised (1,197 of 10,947) is never taken apart.
READ_META = frozenset({"_thumbnail_id", "_wp_attachment_image_alt", "_wp_old_slug", "_media_credit", "footnotes"})


@dataclass(frozen=True, slots=True)
class Term:
    domain: str  # "category", "post_tag"; in WXR 1.0 also "tag" or ""
    nicename: str
    name: str


@dataclass(slots=True)
class ExportItem:
    line: int
    fields: dict[str, str] = field(default_factory=dict)  # by names of ours, as they stand; the first of each
    statuses: set[str] = field(default_factory=set)  # more than one: the file contradicts itself
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: int = 0

    def value(self, name: str) -> str:
        """Without blanks at the ends, which some exporters print; "" if there is none."""
        return self.fields.get(name, "").strip()

    def first_meta(self, key: str) -> str:
        return next((value for value in self.meta.get(key, ())), "").strip()


def read_item(element: etree._Element) -> ExportItem:
    item = ExportItem(line=element.sourceline or 0)
    for child in element:
        tag = child.tag
        if name := FIELDS.get(tag):
            _take_field(item, name, child)
        elif tag == "category":
            item.terms.append(Term(child.get("domain", ""), child.get("nicename", ""), text_of(child)))
        elif tag in META:
            _take_meta(item, child)
        elif tag in COMMENTS:
            item.comments += 1
    return item


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


def _take_field(item: ExportItem, name: str, element: etree._Element) -> None:
    text = _markup_of(element) if name == "content" and len(element) else text_of(element)
    if name == "status":
        item.statuses.add(text.strip())
    if name == "post_password" and text.strip():
        item.fields[name] = text
    item.fields.setdefault(name, text)


def _markup_of(element: etree._Element) -> str:
    """Of a post that stands in the file as XHTML, not as text."""
    children = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return html.escape(element.text or "", quote=False) + children


def _take_meta(item: ExportItem, element: etree._Element) -> None:
    key = value = ""
    for child in element:
        if child.tag in META_KEYS:
            key = (child.text or "").strip()
            if key not in READ_META:
                return
        elif child.tag in META_VALUES:
            value = text_of(child)
    if key:
        item.meta.setdefault(key, []).append(value)
