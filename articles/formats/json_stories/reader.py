"""A JSON file of any size, walked from its beginning: only the value at hand is in memory.

    reader = JsonReader(file, name="ghost.json")
    for key in reader.members():            # the walker stands before an object
        if key == "posts":
            for post in reader.elements():   # before an array
                …
        else:
            reader.skip()

Each value must be taken or skipped before the next is asked for.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from articles.formats.json_stories.parse import LENIENT
from articles.formats.record import FormatError, Place

CHUNK = 256 * 1024
# A story may have a body of 1,000,000 characters, in HTML, as plain text, and once more as the editor keeps it.
VALUE_LIMIT = 16 * 1024 * 1024
# "false", "\\ud83c\\udf34": what may be cut in two where the text read so far ends.
LONGEST_WORD = 16
BLANK = re.compile(r"[ \t\r\n]*")
STRUCTURE = re.compile(r'[\[\]{}"]')
STRING_END = re.compile(r'["\\]')


class JsonReader:
    def __init__(self, file: BinaryIO, *, name: str) -> None:
        self._file = file
        self._name = name
        self._decoder = codecs.getincrementaldecoder(_encoding(file))()
        self._text = ""
        self._at = 0
        self._is_ended = False
        self._lines_passed = 0
        self._counted = 0

    @property
    def line(self) -> int:
        self._lines_passed += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines_passed + 1

    def fail(self, reason: str) -> NoReturn:
        raise FormatError(f"{Place(self._name, self.line)}: {reason}")

    def next_is(self, *characters: str) -> bool:
        return self._peek() in characters

    def members(self) -> Iterator[str]:
        """The keys of the object that stands here."""
        for _ in self._parts("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                self.fail(f"a key is {str(key)[:40]!r}; expected a text. The file is damaged here.")
            self._take(":")
            yield key

    def parts(self) -> Iterator[int]:
        """Before each element of the array that stands here, its line; the caller takes it."""
        for _ in self._parts("[", "]"):
            self._peek()
            yield self.line

    def elements(self) -> Iterator[tuple[int, Any]]:
        """The elements of the array that stands here, each with its line."""
        for line in self.parts():
            yield line, self.value()

    def value(self) -> Any:
        """The value that stands here."""
        self._peek()
        wanted = CHUNK
        while True:
            try:
                value, end = LENIENT.raw_decode(self._text, self._at)
                # A number at the end of what was read may go on.
                if end < len(self._text) or self._is_ended:
                    self._at = end
                    return value
            except json.JSONDecodeError as error:
                if self._is_ended or self._is_certain(error):
                    self._at = error.pos
                    self.fail(f"this is not JSON: {error.msg}. The file is damaged or cut off here.")
            except RecursionError:
                self.fail("lists or objects are nested too deep. No story needs that.")
            if len(self._text) - self._at > VALUE_LIMIT:
                self.fail(f"no value of at most {VALUE_LIMIT // 2**20} MiB ends after this. The file is damaged here.")
            self._read(wanted)
            wanted = len(self._text) - self._at  # twice as much every time: what is parsed again stays linear

    def skip(self) -> None:
        """Pass over the value that stands here, whatever its size."""
        if not self.next_is("[", "{"):
            self.value()
            return
        depth = 0
        while True:
            found = self._find(STRUCTURE)
            if found == '"':
                self._skip_string()
            else:
                depth += 1 if found in "[{" else -1
            if depth == 0:
                return

    def _is_certain(self, error: json.JSONDecodeError) -> bool:
        """Whether more of the file would not mend it."""
        return "Unterminated" not in error.msg and error.pos < len(self._text) - LONGEST_WORD

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.next_is(closing):
            self._take(closing)
            return
        while True:
            yield
            if self.next_is(closing):
                self._take(closing)
                return
            self._take(",")

    def _take(self, character: str) -> None:
        if (found := self._peek()) != character:
            stands = repr(found) if found else "the end of the file"
            self.fail(f"here is {stands}; expected {character!r}. The file is damaged or cut off here.")
        self._at += 1

    def _peek(self) -> str:
        """The next character that is not blank; "" at the end of the file."""
        while True:
            match = BLANK.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text) or self._is_ended:
                return self._text[self._at : self._at + 1]
            self._read(CHUNK)

    def _find(self, pattern: re.Pattern[str]) -> str:
        """The next character that the pattern finds; the walker stands after it."""
        while not (match := pattern.search(self._text, self._at)):
            self._at = len(self._text)
            if self._is_ended:
                self.fail("the file ends here, in the middle of a value. It is cut off.")
            self._read(CHUNK)
        self._at = match.end()
        return match[0]

    def _skip_string(self) -> None:
        while self._find(STRING_END) == "\\":
            if self._at == len(self._text):
                self._read(CHUNK)
            self._at += 1

    def _read(self, size: int) -> None:
        """Read on, and forget what lies behind."""
        self._lines_passed = self.line - 1
        self._text = self._text[self._at :]
        self._at = self._counted = 0
        piece = self._file.read(size)
        try:
            self._text += self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            self._at = len(self._text)
            self.fail("after this the file is not UTF-8. JSON has to be; convert the file.")
        self._is_ended = not piece


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    is_utf16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    file.seek(0)
    return "utf-16" if is_utf16 else "utf-8-sig"
