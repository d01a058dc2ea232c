"""XML from outside: no DTD, no entity but XML's own five, no network, no more memory than one element takes."""

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from lxml import etree

from articles.formats.decode import encoding_of
from articles.formats.record import FormatError

# An element of one story is never that long; without the bound one that does not end would fill the memory.
ELEMENT_LIMIT = 64 * 1024 * 1024
# What XML 1.0 does not allow, and what exports nevertheless hold (a prompt's "\\033" became NUL and "33").
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r"))
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
QUOTED = rb"""(?: "[^"<>&]*+" | '[^'<>&]*+' )"""
# Python before 3.11.4 (Debian 12 has 3.11.2) loses its way in a possessive group that looks ahead.
PROLOG = rb"(?:\xef\xbb\xbf)? (?: \s | <\?.*?\?> | <!--.*?--> )*+"
# NITF and NewsML 1.2 name their DTD (3 of 368 wire files). Only that name alone is borne with: no subset, no entity.
NAMED_DTD = re.compile(
    rb"(?P<before>" + PROLOG + rb") <!DOCTYPE \s+ (?:nitf|NewsML) \s+"
    rb"(?P<names> (?: SYSTEM \s+ | PUBLIC \s+" + QUOTED + rb"\s* )" + QUOTED + rb") \s* >",
    re.VERBOSE | re.DOTALL,
)
ROOT = re.compile(
    PROLOG
    + rb"(?: <!DOCTYPE [^>\[]*+ (?: \[ [^\]]*+ \] [^>]*+ )? > )?"
    + PROLOG
    + rb"< (?:[\w.-]+:)? (?P<name>\w[\w.-]*)",
    re.VERBOSE | re.DOTALL,
)
UTF16_BEGINNINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class Scrubbed:
    """A file as the parser reads it: without control characters, and never too much of it without an element."""

    def __init__(self, file: Any, *, name: str) -> None:
        self.file, self.called = file, name  # a "name" would become the parser's base address
        self.removed = 0  # control characters
        self.since_element = 0  # bytes
        self.has_begun = False

    def read(self, size: int = -1) -> bytes:
        while chunk := self.file.read(size):
            self.since_element += len(chunk)
            if self.since_element > ELEMENT_LIMIT:
                raise FormatError(f"{self.called}: a single element is longer than 64 MiB. Split the file, or mend it.")
            scrubbed = chunk.translate(None, CONTROL_BYTES)
            self.removed += len(chunk) - len(scrubbed)
            if not self.has_begun:
                scrubbed, self.has_begun = _without_named_dtd(scrubbed), True
            if scrubbed:  # nothing but control characters would look like the end
                return scrubbed
        return b""


def elements(
    file: BinaryIO, *, name: str, tags: Collection[str], repairs: Counter[str] | None = None
) -> Iterator[etree._Element]:
    """Each element of these tags ("{namespace}name"), whole, when it ends; it is emptied before the next one.

    Of elements that stand inside one another only the outermost is one. Raise FormatError, with the line, where the
    file is not well-formed XML or has a DTD; what stood before the fault has been yielded by then. `repairs` counts
    what had to be taken out of the file as a whole: "control character".
    """
    try:
        yield from _elements(file, name=name, tags=tags, repairs=Counter() if repairs is None else repairs)
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: the file is not wholly in its encoding ({error.encoding}). Convert it.") from error


def beginning(head: bytes) -> str:
    """The first bytes of a file as text, for a format to recognise itself; what cannot be decoded is left out."""
    encoding = UTF16_BEGINNINGS.get(head[:2], "utf-8-sig")
    return head.decode(encoding, "ignore")


def root_of(head: bytes) -> str:
    """The name of the first element, without its prefix; "" if the file does not begin as XML."""
    root = ROOT.match(beginning(head).encode())
    return root["name"].decode() if root else ""


def _elements(file: BinaryIO, *, name: str, tags: Collection[str], repairs: Counter[str]) -> Iterator[etree._Element]:
    source, encoding = _readable(file, name=name)
    scrubbed = Scrubbed(source, name=name)
    # "start" of the first element, whatever it is: before it stands the DOCTYPE.
    steps = etree.iterparse(
        scrubbed,
        events=("start", "end"),
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    wanted = frozenset(tags)
    is_first = True
    depth = 0  # how many elements of the wanted tags we are in
    for event, element in _well_formed(steps, name=name):
        if is_first:
            _refuse_doctype(element, name=name)
            is_first = False
        if element.tag not in wanted:
            continue
        depth += 1 if event == "start" else -1
        if not depth:
            yield element
            _let_go(element)
            scrubbed.since_element = 0
    if scrubbed.removed:
        repairs["control character"] += scrubbed.removed


def _well_formed(steps: etree.iterparse, *, name: str) -> Iterator[tuple[str, etree._Element]]:
    try:
        yield from steps
    except etree.XMLSyntaxError as error:
        reason, line = str(error.msg).partition(", line ")[0], error.lineno
        if not line and steps.error_log:  # "no element found", whatever the fault was, if it stands near the beginning
            reason, line = steps.error_log[0].message, steps.error_log[0].line
        raise FormatError(f"{name}, line {line}: this is not well-formed XML: {reason}. Mend it.") from error


def _readable(file: BinaryIO, *, name: str) -> tuple[Any, str | None]:
    """The file, recoded if it must be, and the encoding it is really in; None: the one it declares."""
    file.seek(0)
    head = file.read(400)
    file.seek(0)
    if encoding := UTF16_BEGINNINGS.get(head[:2]):
        return codecs.EncodedFile(file, "utf-8", encoding), "utf-8"
    declared = DECLARED.search(head)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        return file, None
    encoding = encoding_of(file, name=name)
    file.seek(0)
    return file, "windows-1252" if encoding == "cp1252" else "utf-8"


def _without_named_dtd(head: bytes) -> bytes:
    """The file's beginning with blanks where it does nothing but name the DTD of its format, which nobody will load."""
    found = NAMED_DTD.match(head)
    if found is None or not any(name in found["names"].lower() for name in (b"nitf", b"newsml")):
        return head
    doctype = head[found.end("before") : found.end()]
    return found["before"] + re.sub(rb"[^\r\n]", b" ", doctype) + head[found.end() :]


def _refuse_doctype(root: etree._Element, *, name: str) -> None:
    if root.getroottree().docinfo.doctype:
        raise FormatError(f"{name}: the file has a DOCTYPE, which could make it read other files. Remove that line.")


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        for former in list(element.itersiblings(preceding=True)):
            parent.remove(former)
