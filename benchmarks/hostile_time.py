"""CPU time of each item of the hostile files: reading it, and cleaning its text as a save does.

python -m benchmarks.hostile_time                 the slowest items; ends with 1 if one takes a second or more
python -m benchmarks.hostile_time --all           every file
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from articles import renditions
from articles.body.canonical import BodyRefused
from articles.body.sanitise import sanitise
from articles.formats import ArticleRecord, Item, Reading, read_paths
from tests.hostile import make

SHOWN = 12
MOST_SECONDS = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make.main([f"{folder}/files"])
        measured = sorted(((slowest(path), path.name) for path in files_in(Path(folder))), reverse=True)
    for seconds, name in measured if told.all else measured[:SHOWN]:
        print(f"{seconds:7.3f} s  {ascii(name)[1:-1][:70]}")
    late = [name for seconds, name in measured if seconds >= MOST_SECONDS]
    print(
        f"{len(measured)} files; the slowest item took {measured[0][0]:.3f} s; over {MOST_SECONDS:.0f} s: {len(late)}."
    )
    return 1 if late else 0


def files_in(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "files").iterdir()) if not path.is_symlink()]


def slowest(path: Path) -> float:
    """Of the file's items, in seconds; a picture is one too."""
    times = [seconds for seconds, _ in timed(read_paths([str(path)], reading=Reading(zone=ZoneInfo("Asia/Makassar"))))]
    if path.name.startswith("img-"):
        began = time.process_time()
        with suppress(renditions.PhotoRefused):
            renditions.accept(path.read_bytes())
        times.append(time.process_time() - began)
    return max(times)


def timed(items: Iterator[Item]) -> Iterator[tuple[float, Item]]:
    while True:
        began = time.process_time()
        item = next(items, None)
        if item is None:
            return
        if isinstance(item, ArticleRecord):
            with suppress(BodyRefused):
                sanitise(item.body)
        yield time.process_time() - began, item


if __name__ == "__main__":
    sys.exit(main())
