"""Pages as files in a folder that all processes of one machine share: what a site without Redis has."""

from itertools import count
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

from .shared import WITHDRAWALS

LOOKS_EVERY = 64  # pages: how many are put in before the folder is measured again
LEFT_PERCENT = 75  # of the limit, when it was passed


class PageFiles(FileBasedCache):
    """Never much more than MEGABYTES: the pages that were made longest ago go first."""

    def __init__(self, folder: str, params: dict[str, Any]) -> None:
        super().__init__(folder, params)
        self.folder = Path(folder)
        self.most_bytes = params.get("OPTIONS", {}).get("MEGABYTES", 256) * 1024 * 1024
        self.put_in = count()

    def _cull(self) -> None:
        """Django's own looks through the folder for each page, counts them, and takes some away at random."""
        if next(self.put_in) % LOOKS_EVERY:
            return
        spared = Path(self._key_to_file(WITHDRAWALS))  # type: ignore[attr-defined]  # the stubs leave it out
        files = []
        for path in self.folder.glob(f"*{self.cache_suffix}"):
            if path == spared:
                continue
            try:
                about = path.stat()
            except FileNotFoundError:
                continue  # another process took it away
            files.append((about.st_mtime, about.st_size, path))
        total = sum(size for _at, size, _path in files)
        if total <= self.most_bytes:
            return
        for _at, size, path in sorted(files):
            path.unlink(missing_ok=True)
            total -= size
            if total <= self.most_bytes * LEFT_PERCENT // 100:
                return
