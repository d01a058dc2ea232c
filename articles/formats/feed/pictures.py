"""The picture of a feed's entry: Media RSS, an enclosure, or a thumbnail."""

from collections.abc import Iterator

from lxml import etree

from articles.formats.dispatch import Dispatch, Picture
from articles.formats.feed.names import MEDIA
from articles.formats.tree import attribute, words
from articles.remark import Remark, gettext_noop

MOST_PICTURES = 100
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp")


def take_media(dispatch: Dispatch, entry: etree._Element, enclosures: list[tuple[str, str]]) -> None:
    """`enclosures` are (address, type). A media:group is one picture in several sizes; no picture: a remark."""
    grouped = [list(group.iter(f"{MEDIA}content")) for group in entry.findall(f"{MEDIA}group")]
    alone = [[content] for content in entry.findall(f"{MEDIA}content")]
    sets = [*grouped, *alone]
    pictures = [picture for contents in sets[:MOST_PICTURES] if (picture := _picture(entry, contents))]
    if len(sets) > MOST_PICTURES:
        remark = gettext_noop("The entry has %(count)d pictures; the first %(most)d were taken.")
        dispatch.warnings.append(Remark(remark, count=len(sets), most=MOST_PICTURES))
    for address, kind in enclosures:
        if _is_picture(kind, address):
            pictures.append(Picture((address,)))
        elif address:
            remark = gettext_noop("Left out: %(kind)s “%(caption)s” %(address)s")
            dispatch.warnings.append(Remark(remark, kind=kind[:60] or "enclosure", caption="", address=address[:300]))
    if not pictures:
        thumbnails = (attribute(thumbnail, "url") for thumbnail in entry.iter(f"{MEDIA}thumbnail"))
        pictures = [Picture((address,)) for address in thumbnails if address][:1]
    dispatch.pictures.extend(_each_once(pictures))


def _picture(entry: etree._Element, contents: list[etree._Element]) -> Picture | None:
    usable = [content for content in contents if _is_picture(_kind(content), attribute(content, "url"))]
    usable.sort(key=_pixels, reverse=True)
    addresses = tuple(address for content in usable if (address := attribute(content, "url")))
    if not addresses:
        return None
    # What stands beside the content, or beside its group, is said of all of them.
    holders = [usable[0], *usable[0].iterancestors(f"{MEDIA}group"), entry]
    caption = _told(holders, "description") or _told(holders[:-1], "title")
    return Picture(addresses, caption, _told(holders, "credit"))


def _told(holders: list[etree._Element], name: str) -> str:
    return next((line for holder in holders if (line := words(holder.find(f"{MEDIA}{name}")))), "")


def _kind(content: etree._Element) -> str:
    return attribute(content, "medium") or attribute(content, "type")


def _is_picture(kind: str, address: str) -> bool:
    if kind:
        return kind.casefold().startswith("image")
    return address.partition("?")[0].casefold().endswith(PICTURE_ENDINGS)


def _pixels(content: etree._Element) -> int:
    width = attribute(content, "width")
    return int(width) if width.isdecimal() and len(width) < 7 else 0


def _each_once(pictures: list[Picture]) -> Iterator[Picture]:
    seen: set[str] = set()
    for picture in pictures:
        if seen.isdisjoint(picture.addresses):
            yield picture
        seen.update(picture.addresses)
