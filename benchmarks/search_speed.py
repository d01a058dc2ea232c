"""How long a search takes: the walk along the index and the stories of the page, without a web server."""

from collections.abc import Iterator

from benchmarks.archive import Archive, say
from benchmarks.report import Figure

# Of these the median and the slowest of a hundred must be so fast, in milliseconds.
HELD = ("one word", "two common words", "a phrase", "a miss")
MEDIAN_MS = {"postgresql": 50.0, "sqlite": 100.0}
P99_MS = {"postgresql": 300.0, "sqlite": None}


def measured(database: str, archive: Archive, times: int) -> Iterator[Figure]:
    say(f"search on {database}")
    part = f"Search, {database}"
    taken: dict[str, list[float]] = archive.told("search_part", f"measure({times})")
    for name, milliseconds in taken.items():
        bar = MEDIAN_MS[database] if name in HELD else None
        yield Figure(part, name, tuple(milliseconds), "ms", bar=bar, at_most=True)
    for name, milliseconds in taken.items():
        p99 = sorted(milliseconds)[-1 - len(milliseconds) // 100]
        bar = P99_MS[database] if name in HELD else None
        yield Figure(part, f"{name}, p99", (p99,), "ms", bar=bar, at_most=True)
