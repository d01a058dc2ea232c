"""How long the server takes for what people at the desk wait for.

Each line is one request through every middleware and template, by an editor with a busy day; tags and authors are added
to a copy of the archive.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.archive import Archive, copied, say
from benchmarks.report import Figure

TAGS, AUTHORS = 50_000, 5_000
MOST_MS = 300.0


def measured(database: str, archive: Archive, rounds: int) -> Iterator[Figure]:
    say(f"the desk on {database}")
    with tempfile.TemporaryDirectory() as folder, copied(archive, Path(folder)) as copy:
        taken = copy.told("desk_part", f"run({TAGS}, {AUTHORS}, {rounds})")
    for name, each in taken.items():
        label = f"{name} ({each['queries']} queries)"
        yield Figure(f"The desk, {database}", label, tuple(each["ms"]), "ms", bar=MOST_MS, at_most=True)
