"""Take elements out of a tree without the words that follow them."""

from collections.abc import Iterator

from lxml import etree


def taken_out(element: etree._Element | None, story: etree._Element) -> None:
    """Out of the story's element, if it stands there; what follows it stays."""
    if element is None or element is story or not _is_inside(element, story):
        return
    parent = element.getparent()
    if parent is None:
        return
    # The words after it must not run into those before it.
    following = f" {element.tail}" if element.tail else ""
    former = element.getprevious()
    if former is not None:
        former.tail = (former.tail or "") + following
    else:
        parent.text = (parent.text or "") + following
    parent.remove(element)


def around(story: etree._Element, heading: etree._Element | None) -> Iterator[etree._Element]:
    """What stands above the heading inside the story's element, outermost elements only."""
    if heading is None or not _is_inside(heading, story):
        return
    current = heading
    while current is not story:
        yield from list(current.itersiblings(preceding=True))
        parent = current.getparent()
        if parent is None:
            return
        current = parent


def _is_inside(element: etree._Element, story: etree._Element) -> bool:
    return any(ancestor is story for ancestor in element.iterancestors())
