"""The folder that holds a source's pictures: which of its files an address in a story means.

Only the names of the files below the folder are ever compared with an address; no path is made out of one. So nothing
outside can be found, whatever an address says.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

LONGEST_ADDRESS = 2000
LONGEST_NAME = 255  # of a file, in bytes, wherever files are kept
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# WordPress keeps the upload, "panen.jpg", beside its smaller copies: "panen-300x200.jpg", "panen-scaled.jpg".
OF_A_COPY = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled)(?=\.\w{1,5}$)")
MONTH = re.compile(r"(?:^|/)(\d{4}/\d{2})$")
DRAWINGS = (".svg", ".svgz")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")


class Match(NamedTuple):
    """How well a file fits an address; the greatest is the best."""

    folders: int  # how many of the folders above it are those of the address
    is_whole_path: bool
    is_upload: bool  # not one of its smaller copies
    is_exact: bool  # in the case of its letters too


class MediaFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._index: dict[str, list[str]] | None = None  # a folded name → the paths, below the folder, that end so

    def find(self, address: str) -> Path | None:
        """The file that a picture's address means; None if there is none, or if it could be one as well as another."""
        decoded, plain = _parts(unquote(address)), _parts(address)
        if not decoded or not plain:
            return None
        fits = sorted({*self._fits(decoded), *self._fits(plain)}, reverse=True)
        if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
            return None
        path = self.path / fits[0][1]
        return path if path.is_file() and path.resolve().is_relative_to(self.path.resolve()) else None

    def _fits(self, parts: Sequence[str]) -> Iterator[tuple[Match, str]]:
        *folders, name = parts
        for wanted in dict.fromkeys((OF_A_COPY.sub("", name), name)):
            for path in self._paths_of(wanted):
                match = _match(path, folders, wanted, is_upload=wanted != name or not OF_A_COPY.search(name))
                if match.folders or not _is_of_another_month(path, folders):
                    yield match, path

    def _paths_of(self, name: str) -> list[str]:
        if self._index is None:
            self._index = {}
            for path in _paths_below(self.path):
                self._index.setdefault(_folded(path.rpartition("/")[2]), []).append(path)
        return self._index.get(_folded(name), [])


def _parts(address: str) -> list[str]:
    """The path's parts; none if the address cannot mean a picture of ours."""
    scheme = SCHEME.match(address)
    if len(address) > LONGEST_ADDRESS or FORBIDDEN.search(address):
        return []
    if scheme and scheme[1].lower() not in ("http", "https"):
        return []
    path = re.split("[?#]", address, maxsplit=1)[0]
    parts = [unicodedata.normalize("NFC", part) for part in path.strip().split("/") if part not in ("", ".")]
    if not parts or ".." in parts or len(parts[-1].encode(errors="surrogatepass")) > LONGEST_NAME:
        return []
    return parts


def _paths_below(folder: Path) -> Iterator[str]:
    """With "/", without hidden files and drawings. Links to folders are not followed."""
    waiting = [""]
    while waiting:
        above = waiting.pop()
        for entry in _entries(folder / above):
            if entry.name.startswith(".") or entry.name.lower().endswith(DRAWINGS):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{above}{entry.name}/")
            elif entry.is_file():
                yield above + entry.name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """None of a folder that may not be read: the other pictures are still there."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _match(path: str, folders: Sequence[str], wanted: str, *, is_upload: bool) -> Match:
    *above, name = unicodedata.normalize("NFC", path).split("/")
    same = 0
    for ours, theirs in zip(reversed(above), reversed(folders), strict=False):
        if _folded(ours) != _folded(theirs):
            break
        same += 1
    is_exact = name == wanted and above[len(above) - same :] == list(folders[len(folders) - same :])
    return Match(same, same == len(above), is_upload, is_exact)


def _is_of_another_month(path: str, folders: Sequence[str]) -> bool:
    """Cameras number from 1 again: IMG_0001.jpg of another month is another picture."""
    ours, theirs = MONTH.search(path.rpartition("/")[0]), MONTH.search("/".join(folders))
    return bool(ours and theirs and ours[1] != theirs[1])


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
