"""Whether a page costs the same in a large archive as in a small one: its queries and its time.

Each page is asked for in the one and right after in the other.
"""

from collections.abc import Iterable, Iterator

from benchmarks.archive import Archive, say
from benchmarks.report import Figure

MOST = 1.2  # times what it takes in the smaller one
# They hold everything of a month, and a larger archive has more of it.
GROWS = ("sitemap of a month",)
Cost = dict[str, float]


def measured(database: str, large: Archive, small: Archive, rounds: int) -> Iterator[Figure]:
    part, beside = f"Growth, {database}", f"Growth, {database}, smaller archive"
    taken = costs(database, large, small, rounds)
    for name, of_rounds in taken.items():
        ours, others = zip(*of_rounds, strict=True)
        queries = f"{ours[0]['queries']:.0f} queries, {others[0]['queries']:.0f} in the smaller"
        yield Figure(
            part,
            f"{name} ({queries})",
            times(ours),
            "ms",
            of=(beside, name),
            beside=times(others),
            bar=None if name in GROWS else MOST,
            at_most=True,
        )
    for name, of_rounds in taken.items():
        yield Figure(beside, name, times(other for _ours, other in of_rounds), "ms")


def costs(database: str, large: Archive, small: Archive, rounds: int) -> dict[str, list[tuple[Cost, Cost]]]:
    """By the name of the page, in each round: in the large archive, and in the small one."""
    with (
        large.answering("growth_part", "measure()", PAGE_CACHE_URL="off") as in_large,
        small.answering("growth_part", "measure()", PAGE_CACHE_URL="off") as in_small,
    ):
        taken: dict[str, list[tuple[Cost, Cost]]] = {name: [] for name in in_large("")}
        for number in range(rounds):
            say(f"growth on {database}, round {number + 1} of {rounds}")
            # Neither is always the first to be asked for a page.
            in_turn = (in_small, in_large) if number % 2 else (in_large, in_small)
            for name, of_rounds in taken.items():
                cost = {ask: ask(name) for ask in in_turn}
                of_rounds.append((cost[in_large], cost[in_small]))
    return taken


def times(of_rounds: Iterable[Cost]) -> tuple[float, ...]:
    return tuple(cost["ms"] for cost in of_rounds)
