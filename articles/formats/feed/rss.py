"""An item of RSS 2.0, 0.9x or 1.0."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from articles.formats.dispatch import Dispatch, record_of
from articles.formats.feed.names import CONTENT, DUBLIN_CORE, FEEDBURNER, MEDIA, address, own, own_text, own_words
from articles.formats.feed.pictures import take_media
from articles.formats.feed.text import take_full_text, take_summary, title_of
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, Place, Rejection
from articles.formats.tree import attribute, words
from articles.remark import Remark, gettext_noop

# RSS 2.0 wants "rina@koran.example (Rina Dewi)".
MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
MAIL = re.compile(r"\S+@\S+")
NO_CATEGORY = ("uncategorized", "tak berkategori", "tanpa kategori", "umum/tak berkategori")


def read_item(
    item: etree._Element, *, place: Place, hosts: Collection[str], reading: Reading
) -> ArticleRecord | Rejection:
    dispatch = Dispatch(place, reading.zone, section=reading.section, hosts=hosts)
    dispatch.headline = title_of(own_text(item, "title"))
    _take_addresses(dispatch, item)
    dispatch.date(own_words(item, "pubDate"), words(item.find(f"{DUBLIN_CORE}date")))
    for author in [*item.findall(f"{DUBLIN_CORE}creator"), *own(item, "author")]:
        sign(dispatch, words(author))
    dispatch.categories = list(categories(map(words, own(item, "category"))))
    dispatch.tags = [words(subject) for subject in item.findall(f"{DUBLIN_CORE}subject")]
    dispatch.rights = words(item.find(f"{DUBLIN_CORE}rights")) or words(item.find(f"{MEDIA}copyright"))
    content, description = item.findtext(f"{CONTENT}encoded", ""), own_text(item, "description")
    if content.strip():
        take_full_text(dispatch, content, description)
    else:
        take_summary(dispatch, description)
    enclosures = [(attribute(each, "url"), attribute(each, "type")) for each in own(item, "enclosure")]
    take_media(dispatch, item, enclosures)
    return record_of(dispatch)


def sign(dispatch: Dispatch, author: str) -> None:
    """A name; of "rina@koran.example (Rina Dewi)" the name; an address alone is nobody's name."""
    both = MAIL_AND_NAME.fullmatch(author)
    if both:
        dispatch.sign(both["name"])
    elif MAIL.fullmatch(author):
        remark = gettext_noop("The author is only a mail address, which is not printed: %(address)s")
        dispatch.warnings.append(Remark(remark, address=author[:200]))
    elif author:
        dispatch.sign(author)


def categories(names: Iterator[str]) -> Iterator[str]:
    """The first one is the section: WordPress writes its categories before its tags, with the same element."""
    return (name for name in names if name and name.casefold() not in NO_CATEGORY)


def _take_addresses(dispatch: Dispatch, item: etree._Element) -> None:
    """The guid names the story; it is an address of it too, unless it says that it is none."""
    guid = next(iter(own(item, "guid")), None)
    base = f"https://{min(dispatch.hosts)}/" if dispatch.hosts else ""
    found = [address(item.findtext(f"{FEEDBURNER}origLink", "")), address(own_text(item, "link"), base=base)]
    if attribute(guid, "isPermaLink").casefold() != "false":
        found.append(address(words(guid)))
    dispatch.addresses = list(filter(None, found))
    dispatch.source_id = words(guid) or next(iter(dispatch.addresses), "")
    dispatch.base = next(iter(dispatch.addresses), "")
