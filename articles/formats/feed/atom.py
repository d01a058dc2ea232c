"""An entry of Atom, as feeds and as Blogger's export have it."""

from collections.abc import Collection, Iterator

from lxml import etree

from articles.formats.dispatch import Dispatch, record_of
from articles.formats.feed.names import ATOM_PUBLISHING, BLOGGER, XML_BASE, address, own, own_words
from articles.formats.feed.pictures import take_media
from articles.formats.feed.rss import categories, sign
from articles.formats.feed.text import take_full_text, take_summary, title_of
from articles.formats.reading import Reading
from articles.formats.record import Item, LeftOut, Place
from articles.formats.tree import attribute, child, markup_of, words
from articles.remark import Remark, gettext_noop

# The older export of Blogger files posts, pages, comments, settings and templates as categories of this scheme.
KIND_SCHEME = "http://schemas.google.com/g/2005#kind"


def read_entry(entry: etree._Element, *, place: Place, hosts: Collection[str], reading: Reading) -> Item:
    kind = _blogger_kind(entry)
    if kind not in ("", "post") and not (kind == "page" and reading.with_pages):
        return LeftOut(place, kind)
    dispatch = Dispatch(place, reading.zone, section=reading.section, hosts=hosts)
    dispatch.headline = title_of(_text_construct(entry, "title"))
    _take_addresses(dispatch, entry)
    published, updated = own_words(entry, "published"), own_words(entry, "updated")
    dispatch.date(published, updated)
    dispatch.revise(updated)
    for author in own(entry, "author"):
        sign(dispatch, words(child(author, "name")))
    dispatch.categories = list(categories(_category_names(entry)))
    dispatch.rights = own_words(entry, "rights")
    _hold_drafts(dispatch, entry)
    _take_text(dispatch, entry)
    enclosures = [
        (address(attribute(link, "href"), base=dispatch.base), attribute(link, "type"))
        for link in own(entry, "link")
        if attribute(link, "rel") == "enclosure"
    ]
    take_media(dispatch, entry, enclosures)
    return record_of(dispatch)


def _blogger_kind(entry: etree._Element) -> str:
    """ "post", "page", "comment" …; "" where nobody says."""
    if newer := words(entry.find(f"{BLOGGER}type")):
        return newer.casefold()
    kinds = (attribute(each, "term") for each in own(entry, "category") if each.get("scheme") == KIND_SCHEME)
    return next(kinds, "").rpartition("#")[2]


def _category_names(entry: etree._Element) -> Iterator[str]:
    for category in own(entry, "category"):
        if category.get("scheme") != KIND_SCHEME:
            yield attribute(category, "label", "term")


def _take_addresses(dispatch: Dispatch, entry: etree._Element) -> None:
    base = next((value for above in [entry, *entry.iterancestors()] if (value := above.get(XML_BASE))), "")
    links = [link for link in own(entry, "link") if attribute(link, "rel") in ("", "alternate")]
    links.sort(key=lambda link: "html" not in attribute(link, "type"))
    path = words(entry.find(f"{BLOGGER}filename"))
    identity = own_words(entry, "id")
    found = [address(attribute(link, "href"), base=base) for link in links]
    dispatch.addresses = list(filter(None, [*found, path, address(identity)]))
    dispatch.source_id = identity or next(iter(dispatch.addresses), "")
    dispatch.base = base or next(filter(None, found), "")


def _hold_drafts(dispatch: Dispatch, entry: etree._Element) -> None:
    draft = words(entry.find(f"{ATOM_PUBLISHING}control/{ATOM_PUBLISHING}draft")).casefold()
    status = words(entry.find(f"{BLOGGER}status"))
    if draft == "yes" or status.casefold() not in ("", "live"):
        remark = gettext_noop("The source says “%(status)s” of this story; it is a draft.")
        dispatch.hold(Remark(remark, status=status[:100] or "draft"))


def _take_text(dispatch: Dispatch, entry: etree._Element) -> None:
    content, summary = _text_construct(entry, "content"), _text_construct(entry, "summary")
    if content.strip():
        take_full_text(dispatch, content, summary)
        return
    take_summary(dispatch, summary)
    if source := attribute(next(iter(own(entry, "content")), None), "src"):
        remark = gettext_noop("The text stands elsewhere, at %(address)s; nothing was fetched.")
        dispatch.warnings.append(Remark(remark, address=source[:300]))


def _text_construct(entry: etree._Element, name: str) -> str:
    """Its HTML, whichever of the three ways it is written in: as text, as escaped HTML, as XHTML."""
    element = next(iter(own(entry, name)), None)
    if element is None:
        return ""
    kind = element.get("type", "text").casefold()
    if kind in ("xhtml", "application/xhtml+xml"):
        return markup_of(element)
    return "".join(element.itertext())
