"""JSON Lines: one story a line. Our own export (own_stories.py) comes back as it went out; other stories are read by
the names of their keys (named_fields.py).

A line stands for itself: what is wrong with one is said with its number, and the next is read. A file that is one array
of such stories is read too, but ends where it is damaged.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from articles.formats.json_stories.parse import parse
from articles.formats.json_stories.reader import JsonReader
from articles.formats.named_fields import field_named, is_second_choice
from articles.formats.own_stories import ESCAPED_CONTROL, MARK, is_own, record_of, refuse_controls
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, FormatError, Item, LeftOut, Place, Rejection
from articles.formats.told_story import record_of_told

NAME = "jsonl"

# A body of 1,000,000 characters, each written as \uXXXX, has 6 MB.
LINE_LIMIT = 16 * 1024 * 1024
CHUNK = 64 * 1024
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD_LENGTH = 4096
BEGINNING = re.compile(r'\s*(?:\[\s*)?\{\s*"([^"\\]{1,60})"\s*:')
KEY = re.compile(r'[{,]\s*"([^"\\]{1,60})"\s*:')
# ninjs has a headline and a body too.
OTHERS = re.compile(r'"(?:pubstatus|versioncreated|@context)"\s*:')
BLANKS = " \t\r\n\ufeff"
LISTS = frozenset({"tags", "byline", "editor", "address"})
NUMBERS = frozenset({"id", "published_at"})  # "tahun": 2019 is taken, and found to be no date
MOST_KEYS = 1000


def recognises(head: bytes) -> bool:
    text = _text_of(head)
    line, end, _ = (text, "", "") if text.lstrip().startswith("[") else text.partition("\n")
    beginning = BEGINNING.match(line)
    if beginning is None or OTHERS.search(text):
        return False
    if beginning[1] == MARK:
        return True
    keys = {field_named(key, {}) for key in KEY.findall(line)}
    if end or len(head) < HEAD_LENGTH:
        return {"headline", "body"} <= keys
    return field_named(beginning[1], {}) != ""


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    left_out: Counter[str] = Counter()
    if _text_of(file.read(HEAD_LENGTH)).lstrip().startswith("["):
        for number, story in JsonReader(file, name=name).elements():
            yield _item(story, Place(name, number), reading, left_out, has_escapes=True)
    else:
        yield from _items_of_lines(file, name, reading, left_out)
    for key, count in left_out.items():
        yield LeftOut(Place(name), f"key {key!r}", count)


def _text_of(head: bytes) -> str:
    if head.startswith(UTF16_MARKS):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _items_of_lines(file: BinaryIO, name: str, reading: Reading, left_out: Counter[str]) -> Iterator[Item]:
    file.seek(0)
    for number, line in enumerate(_lines(file, name), start=1):
        place = Place(name, number)
        try:
            if isinstance(line, FormatError):
                raise line
            if text := line.strip(BLANKS):
                has_escapes = ESCAPED_CONTROL.search(text) is not None
                yield _item(parse(text), place, reading, left_out, has_escapes=has_escapes)
        except FormatError as error:
            yield Rejection(place, str(error))


def _lines(file: BinaryIO, name: str) -> Iterator[str | FormatError]:
    """The lines, or why one cannot be read: too long, or not of the file's encoding."""
    head = file.read(2)
    file.seek(0)
    if head in UTF16_MARKS:
        yield from _lines_of_utf16(file, name)
        return
    for line in iter(partial(file.readline, LINE_LIMIT), b""):
        if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            while (rest := file.readline(CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield FormatError(
                f"The line is longer than {LINE_LIMIT // 2**20} MiB. No story is; write one story a line."
            )
            continue
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            yield FormatError(f"Byte {error.start + 1} of the line is not UTF-8. JSON has to be; convert the file.")


def _lines_of_utf16(file: BinaryIO, name: str) -> Iterator[str | FormatError]:
    reader = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
    number = 0
    try:
        for line in iter(partial(reader.readline, LINE_LIMIT), ""):
            number += 1
            if len(line) == LINE_LIMIT and not line.endswith("\n"):
                while (rest := reader.readline(CHUNK)) and not rest.endswith("\n"):
                    pass
                yield FormatError(f"The line is longer than {LINE_LIMIT // 2**20} MiB. No story is.")
            else:
                yield line
    except UnicodeDecodeError:
        reason = "from here on the file is not UTF-16, though it begins with its mark. Convert it to UTF-8."
        raise FormatError(f"{Place(name, number + 1)}: {reason}") from None
    finally:
        if not file.closed:  # Whoever stops early may have closed it by now.
            reader.detach()  # The file belongs to the caller; the wrapper would close it.


def _item(
    story: Any, place: Place, reading: Reading, left_out: Counter[str], *, has_escapes: bool
) -> ArticleRecord | Rejection:
    if not isinstance(story, dict):
        return Rejection(place, f'Here stands {str(story)[:40]!r}; expected an object: {{"headline": …}}.')
    try:
        if is_own(story):
            return record_of(story, place=place, has_escapes=has_escapes)
        if has_escapes:
            refuse_controls(story)
        return record_of_told(_told(story, reading, left_out), place=place, reading=reading)
    except FormatError as error:
        return Rejection(place, str(error))
    except RecursionError:
        return Rejection(place, "Lists or objects are nested too deep.")


def _told(story: dict[str, Any], reading: Reading, left_out: Counter[str]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    # What is only a second choice ("tahun" beside "tanggal") comes last.
    for key in sorted(story, key=lambda key: is_second_choice(key, reading.columns)):
        field = field_named(key, reading.columns)
        texts = _texts(key, story[key], field) if field not in ("", "ignore") else []
        if not field or (texts and field in told and field not in LISTS):
            left_out[key[:60] if key in left_out or len(left_out) < MOST_KEYS else "others"] += 1
        elif texts:
            told.setdefault(field, []).extend(texts)
    return told


def _texts(key: str, value: Any, field: str) -> list[str]:
    """The written texts of a value. Raise FormatError if it has none of the shapes that its field can have."""
    if value is None:
        return []
    if isinstance(value, str) and field != "tags":
        return [value] if value.strip() else []
    if isinstance(value, int) and not isinstance(value, bool) and field in NUMBERS:
        return [str(value)]
    if field in LISTS and isinstance(value, list) and all(isinstance(text, str) for text in value):
        return [text for text in value if text.strip()]
    expected = "a list of texts" if field in LISTS else "a text"
    raise FormatError(f"Under {key[:60]!r} stands {str(value)[:60]!r}; expected {expected}.")
