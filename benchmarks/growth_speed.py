"""Whether a page costs the same in a large archive as in a small one: its queries and its time.

Each page is asked for in the one and right after in the other.
"""

from collections.abc import Iterator

from benchmarks.archive import Archive, say
from benchmarks.report import Figure

MOST = 1.2  # times what it takes in the smaller one
# They hold everything of a month, and a larger archive has more of it.
GROWS = ("sitemap of a month",)
Cost = dict[str, float]


def measured(database: str, large: Archive, small: Archive, rounds: int) -> Iterator[Figure]:
    part, beside = f"Growth, {database}", f"Growth, {database}, smaller archive"
    ours, others = costs(database, large, small, rounds)
    for name in ours:
        queries = f"{ours[name][0]['queries']:.0f} queries, {others[name][0]['queries']:.0f} in the smaller"
        yield Figure(
            part,
            f"{name} ({queries})",
            times(ours[name]),
            "ms",
            of=(beside, name),
            beside=times(others[name]),
            bar=None if name in GROWS else MOST,
            at_most=True,
        )
    for name in others:
        yield Figure(beside, name, times(others[name]), "ms")


def costs(
    database: str, large: Archive, small: Archive, rounds: int
) -> tuple[dict[str, list[Cost]], dict[str, list[Cost]]]:
    """Of each round, by the name of the page."""
    with (
        large.answering("growth_part", "measure()", PAGE_CACHE_URL="off") as in_large,
        small.answering("growth_part", "measure()", PAGE_CACHE_URL="off") as in_small,
    ):
        names = in_large("")
        ours: dict[str, list[Cost]] = {name: [] for name in names}
        others: dict[str, list[Cost]] = {name: [] for name in names}
        for number in range(rounds):
            say(f"growth on {database}, round {number + 1} of {rounds}")
            for name in names:
                ours[name].append(in_large(name))
                others[name].append(in_small(name))
    return ours, others


def times(of_rounds: list[Cost]) -> tuple[float, ...]:
    return tuple(cost["ms"] for cost in of_rounds)
