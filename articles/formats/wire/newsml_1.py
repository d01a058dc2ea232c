"""NewsML 1.0 to 1.2: news items whose components hold the story's text, its other versions, and its pictures.

Read: identity without revision, status and what becomes of it, instructions, news lines, text as NITF, XHTML,
paragraphs or plain text, pictures with their captions, names of topics and places. Items without text are left out.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from articles.body.allowed import MAX_CHARACTERS
from articles.formats.dispatch import Dispatch, Picture, record_of
from articles.formats.reading import Reading
from articles.formats.record import FormatError, Item, LeftOut, Place
from articles.formats.tree import XML_LANG, attribute, child, children, within, words
from articles.formats.wire.content import has_text, take_content
from articles.formats.wire.nitf import town
from articles.formats.wire.status import hold_for_status, take_headline, take_note, take_status, take_terms
from articles.formats.xml import elements, root_of
from articles.remark import Remark, gettext_noop

NAME = "newsml-1"
NAMESPACES = ("", "{http://iptc.org/std/NewsML/2003-10-10/}")
TAGS = tuple(f"{namespace}NewsItem" for namespace in NAMESPACES)
PICTURES = ("photo", "picture", "image", "graphic")
COMPONENTS = ("NewsComponent", "NewsItem")
NO_TEXT = (*PICTURES, "video", "audio", "animation", "complexdata")
CAPTIONS = ("caption", "legend")
TAKEN_BACK = ("delete", "kill", "cancel", "canceled", "cancelled", "withdraw")


def recognises(head: bytes) -> bool:
    return root_of(head) == "NewsML"


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    is_empty = True
    for item in elements(file, name=name, tags=TAGS):
        yield _read_item(item, Place(name, item.sourceline or 0), source_id if is_empty else "", reading)
        is_empty = False
    if is_empty:
        raise FormatError(f"{name}: the file holds no news item. Expected <NewsItem> elements.")


def _read_item(item: etree._Element, place: Place, source_id: str, reading: Reading) -> Item:
    management = child(item, "NewsManagement")
    texts = list(_texts(item))
    kind = _formal_name(child(management, "NewsItemType")).casefold()
    dispatch = Dispatch(place, reading.zone, _identity(item) or source_id, section=reading.section)
    _take_times(dispatch, management, item)
    _take_use(dispatch, management)
    if not dispatch.held_because and (kind in NO_TEXT or not texts):
        return LeftOut(place, kind if kind in NO_TEXT else _media_of(item) or kind or "NewsItem")
    with_text = _with_text(component for component, _ in texts)
    _take_lines(dispatch, item, with_text)
    for number, (component, content) in enumerate(texts):
        if len(dispatch.markup) + len(dispatch.text) <= MAX_CHARACTERS:  # else it is refused in any case
            _take_text(dispatch, component, content, is_first=number == 0)
    dispatch.pictures.extend(_pictures(item, with_text | {item}))
    return record_of(dispatch)


def _identity(item: etree._Element) -> str:
    """ "urn:newsml:antara.com:20241116:panen", without the revision that ends the public identifier."""
    identifier = child(item, "Identification", "NewsIdentifier")
    parts = [words(child(identifier, part)) for part in ("ProviderId", "DateId", "NewsItemId")]
    if all(parts):
        return ":".join(["urn:newsml", *parts])
    public = words(child(identifier, "PublicIdentifier"))
    begins, _, revision = public.rpartition(":")
    return begins if public.count(":") == 5 and revision.rstrip("NUA").isdecimal() else public


def _take_times(dispatch: Dispatch, management: etree._Element | None, item: etree._Element) -> None:
    revised = words(child(management, "ThisRevisionCreated"))
    day = words(child(item, "Identification", "NewsIdentifier", "DateId"))
    dispatch.date(words(child(management, "FirstCreated")), revised, day)
    dispatch.revise(revised)


def _take_use(dispatch: Dispatch, management: etree._Element | None) -> None:
    status = _formal_name(child(management, "Status"))
    change = child(management, "StatusWillChange")
    becomes, at = _formal_name(child(change, "FutureStatus")), words(child(change, "DateAndTime"))
    if status.casefold() == "embargoed" and becomes.casefold() == "usable":
        dispatch.embargo(at)
    elif change is not None:
        remark = gettext_noop("The agency says “%(status)s” of this story from %(at)s on.")
        dispatch.warnings.append(Remark(remark, status=becomes[:100], at=at[:100]))
    take_status(dispatch, status)
    for instruction in children(management, "Instruction"):
        word = _formal_name(instruction)
        if word.casefold() in TAKEN_BACK:
            hold_for_status(dispatch, word)
        else:
            take_note(dispatch, word)


def _take_lines(dispatch: Dispatch, item: etree._Element, with_text: Collection[etree._Element]) -> None:
    """The news lines of the whole, and where it has none of a kind, those of its parts; not those of its pictures."""
    lines = [part for part in within(item, "NewsLines") if not with_text or part.getparent() in with_text]
    take_headline(dispatch, _first_line(lines, "HeadLine"))
    dispatch.standfirst = _first_line(lines, "SubHeadLine")
    for byline in next(filter(None, (children(part, "ByLine") for part in lines)), []):
        dispatch.sign(words(byline))
    dispatch.dateline = town(_first_line(lines, "DateLine"))
    dispatch.rights = _first_line(lines, "CopyrightLine") or _first_line(lines, "CreditLine")
    take_terms(dispatch, _first_line(lines, "RightsLine"))
    dispatch.tags = [words(keyword) for part in lines for keyword in children(part, "KeywordLine")]
    dispatch.tags.extend(map(_topic, within(item, "Topic")))
    if not any(dispatch.tags):
        # The desk's catchword, for no reader's eye: better than nothing to find the story by.
        dispatch.tags = [_first_line(lines, "SlugLine")]
    for label in within(item, "Property"):
        if _formal_name(label).casefold() in ("ednote", "editorialnote", "advisory"):
            take_note(dispatch, attribute(label, "Value") or words(label))
    for part in lines:
        for line in children(part, "NewsLine"):
            take_note(dispatch, words(child(line, "NewsLineText")))


def _first_line(lines: list[etree._Element], name: str) -> str:
    return next(filter(None, (words(child(part, name)) for part in lines)), "")


def _texts(item: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each text with its component; of renditions that are equivalent only the best."""
    pending = children(item, *COMPONENTS)[::-1]
    while pending:
        component = pending.pop()
        if _is_caption(component):
            continue
        if attribute(component, "EquivalentsList").casefold() == "yes":
            holders = [holder for part in within(component, *COMPONENTS) for holder in _text_contents(part)]
            yield from ((component, holder) for holder in sorted(holders, key=_roughness)[:1])
        else:
            yield from ((component, holder) for holder in _text_contents(component))
            pending.extend(children(component, *COMPONENTS)[::-1])


def _text_contents(component: etree._Element) -> list[etree._Element]:
    contents = [child(content, "DataContent") for content in children(component, "ContentItem")]
    return [
        holder
        for holder in contents
        if holder is not None and has_text(holder) and _media_type(holder.getparent()) not in NO_TEXT
    ]


def _roughness(holder: etree._Element) -> int:
    """How little a rendition says besides the words."""
    if within(holder, "nitf", "body.content"):
        return 0
    return 1 if len(holder) else 2


def _take_text(dispatch: Dispatch, component: etree._Element, holder: etree._Element, *, is_first: bool) -> None:
    """A part after the first stands under its own headline."""
    own = words(child(component, "NewsLines", "HeadLine"))
    if not is_first and own and own != dispatch.headline:
        dispatch.add_text(own)
    take_content(dispatch, holder)


def _with_text(components: Iterable[etree._Element]) -> set[etree._Element]:
    """The components that have text, and those around them."""
    found: set[etree._Element] = set()
    for component in components:
        found.add(component)
        for above in component.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def _topic(topic: etree._Element) -> str:
    """Its name: in Indonesian, else in English, else in the first language it has."""
    names = [name for name in children(topic, "Description") if attribute(name, "Variant").casefold() == "name"]
    names.sort(key=lambda name: {"id": 0, "en": 1}.get(name.get(XML_LANG, "")[:2], 2))
    return next(filter(None, map(words, names)), "")


def _pictures(item: etree._Element, with_text: Collection[etree._Element]) -> Iterator[Picture]:
    """Of each outermost component without text the picture in it, or one for each caption."""
    for component in within(item, *COMPONENTS):
        if component in with_text or component.getparent() not in with_text:
            continue
        captions = [part for part in within(component, *COMPONENTS) if _is_caption(part) and part is not component]
        parts = [component] if len(captions) < 2 else dict.fromkeys(caption.getparent() for caption in captions)
        yield from (picture for part in parts if (picture := _picture(part)))


def _picture(component: etree._Element) -> Picture | None:
    contents = [content for content in within(component, "ContentItem") if _media_type(content).startswith(PICTURES)]
    contents.sort(key=_pixels, reverse=True)
    addresses = tuple(address for content in contents if (address := attribute(content, "Href")))
    lines = within(component, "NewsLines")
    credit = _first_line(lines, "ByLine") or _first_line(lines, "CreditLine")
    return Picture(addresses, _caption(component), credit) if addresses else None


def _is_caption(component: etree._Element) -> bool:
    return _formal_name(child(component, "Role")).casefold() in CAPTIONS


def _caption(component: etree._Element) -> str:
    captions = [part for part in within(component, *COMPONENTS) if _is_caption(part)]
    texts = [text for part in captions for text in within(part, "DataContent")]
    return next(filter(None, (words(next(iter(within(text, "body.content")), text)) for text in texts)), "")


def _media_of(item: etree._Element) -> str:
    """What it consists of, besides captions."""
    kinds = [_formal_name(media).casefold() for media in within(item, "MediaType")]
    return next((kind for kind in kinds if kind not in ("", "text")), "")


def _media_type(content: etree._Element | None) -> str:
    return _formal_name(child(content, "MediaType")).casefold()


def _pixels(content: etree._Element) -> int:
    for named in within(content, "Property"):
        width = attribute(named, "Value")
        if _formal_name(named).casefold() == "width" and width.isdecimal() and len(width) < 7:
            return int(width)
    return 0


def _formal_name(element: etree._Element | None) -> str:
    return attribute(element, "FormalName")
