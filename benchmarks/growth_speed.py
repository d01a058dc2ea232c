"""Whether a page costs the same in a large archive as in a small one: its queries and its time, both in turn."""

from collections.abc import Iterator

from benchmarks.archive import Archive, say
from benchmarks.report import Figure

MOST = 1.2  # times what it takes in the smaller one
# They hold everything of a month, and a larger archive has more of it.
GROWS = ("sitemap of a month",)
Taken = dict[str, dict[str, float]]


def measured(database: str, large: Archive, small: Archive, rounds: int) -> Iterator[Figure]:
    part, beside = f"Growth, {database}", f"Growth, {database}, smaller archive"
    taken: tuple[list[Taken], list[Taken]] = ([], [])
    for number in range(rounds):
        for archive, own in zip((large, small), taken, strict=True):
            say(f"growth, round {number + 1} of {rounds}: {archive.folder.name}")
            own.append(archive.told("growth_part", "measure()", PAGE_CACHE_URL="off"))
    ours, others = taken
    for name in ours[0]:
        queries = f"{ours[0][name]['queries']:.0f} queries, {others[0][name]['queries']:.0f} in the smaller"
        bar = None if name in GROWS else MOST
        yield Figure(part, f"{name} ({queries})", values(ours, name), "ms", of=(beside, name), bar=bar, at_most=True)
    for name in others[0]:
        yield Figure(beside, name, values(others, name), "ms")


def values(taken: list[Taken], name: str) -> tuple[float, ...]:
    return tuple(each[name]["ms"] for each in taken)
