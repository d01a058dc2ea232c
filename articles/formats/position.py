"""Where the reading of files is, as far as that can be told before all are opened."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Position:
    """An archive counts as one file, whatever it holds. `size` is in bytes, of what was there at the beginning."""

    def __init__(self, paths: Iterable[str]) -> None:
        sizes = [size for path in paths for size in _sizes_below(Path(path))]
        self.files, self.size = len(sizes), sum(sizes)
        self.begun = 0
        self.file: BinaryIO | None = None

    def begin(self, file: BinaryIO) -> None:
        self.begun += 1
        self.file = file

    def part_done(self) -> float:
        """From 0 to 1."""
        done = max(self.begun - 1, 0) + self._part_of_file()
        return min(done / max(self.files, self.begun, 1), 1.0)

    def _part_of_file(self) -> float:
        if self.file is None or self.file.closed:
            return 0.0
        return self.file.tell() / (os.fstat(self.file.fileno()).st_size or 1)


def _sizes_below(path: Path) -> Iterable[int]:
    if not path.is_dir():
        return [_size(path)]
    return (_size(Path(folder, name)) for folder, _folders, names in os.walk(path) for name in names)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # "-", a link that leads nowhere; whoever opens it says so
        return 0
