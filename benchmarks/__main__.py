"""Measure everything, and write one report of it.

    make bench                                              10,000 stories, some twenty minutes
    make bench BENCH="--only pages,search"
    make bench BENCH="--stories 250000 --rounds 5"

Every figure is of this machine in this run, the load too: only shares mean something elsewhere. What is measured is
said on standard error while it goes on; the report is printed, and kept with its figures as JSON.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import archive, desk_speed, growth_speed, import_speed, load, machine, page_speed, report, search_speed
from benchmarks.archive import DATABASES, Archive
from benchmarks.report import Figure
from tests.edge.running import NGINX
from tests.with_postgresql import server_binaries

SMALL = 10_000


class Bench:
    """What is measured in one run."""

    def __init__(self, told: argparse.Namespace, stack: ExitStack) -> None:
        self.told, self.stack = told, stack
        self.databases = [each for each in DATABASES if each in told.database and is_there(each)]
        self.opened: dict[int, dict[str, Archive]] = {}
        self.servers = {each: stack.enter_context(archive.server(told.data.resolve(), each)) for each in self.databases}

    def archives(self, stories: int) -> dict[str, Archive]:
        if stories not in self.opened:
            self.opened[stories] = {
                each: self.stack.enter_context(archive.opened(self.told.data, each, stories)) for each in self.databases
            }
        return self.opened[stories]

    def pages(self) -> Iterator[Figure]:
        if NGINX is None:
            archive.say("nginx is not installed (Debian: apt-get install nginx-light): left out.")
        load.wrk_version()
        beside = self.archives(SMALL) if self.told.stories > SMALL else {}
        yield from page_speed.measured(self.archives(self.told.stories), beside, self.told.rounds, self.told.seconds)

    def search(self) -> Iterator[Figure]:
        for database, own in self.archives(self.told.stories).items():
            yield from search_speed.measured(database, own, self.told.times)

    def desk(self) -> Iterator[Figure]:
        for database, own in self.archives(self.told.stories).items():
            yield from desk_speed.measured(database, own, self.told.rounds)

    def growth(self) -> Iterator[Figure]:
        if self.told.stories <= SMALL:
            archive.say(f"growth is measured from {SMALL:,} stories up (--stories 250000): left out.")
            return
        small = self.archives(SMALL)
        for database, own in self.archives(self.told.stories).items():
            yield from growth_speed.measured(database, own, small[database], self.told.rounds)

    def imports(self) -> Iterator[Figure]:
        for database, of_server in self.servers.items():
            yield from import_speed.measured(database, of_server, SMALL, self.told.rounds)

    @property
    def parts(self) -> dict[str, Callable[[], Iterator[Figure]]]:
        return {
            "pages": self.pages,
            "search": self.search,
            "growth": self.growth,
            "desk": self.desk,
            "import": self.imports,
        }


PARTS = ("pages", "search", "growth", "desk", "import")


def main() -> None:
    told = options().parse_args()
    facts = machine.facts() | {"stories": f"{told.stories:,}", "rounds": f"{told.rounds} of {told.seconds} s"}
    figures: list[Figure] = []
    with ExitStack() as stack:
        bench = Bench(told, stack)
        for name in told.only:
            figures += bench.parts[name]()
            write(told.data, figures, facts)  # a run that is broken off has said what it knew
    print(report.as_markdown(figures, facts))


def write(folder: Path, figures: list[Figure], facts: dict[str, str]) -> None:
    (folder / "report.md").write_text(report.as_markdown(figures, facts))
    (folder / "report.json").write_text(json.dumps(report.as_json(figures, facts), indent=1))


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=SMALL)
    parser.add_argument("--only", type=among(PARTS), default=PARTS, help="some of " + ", ".join(PARTS))
    parser.add_argument("--database", type=among(DATABASES), default=DATABASES, help="one of " + ", ".join(DATABASES))
    parser.add_argument("--rounds", type=int, default=3, help="the median counts")
    parser.add_argument("--seconds", type=int, default=5, help="of load, for each page in each round")
    parser.add_argument("--times", type=int, default=100, help="that each kind of search is asked")
    parser.add_argument("--data", type=Path, default=archive.KEPT_IN, help="where archives and report are kept")
    return parser


def among(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        named = tuple(text.split(","))
        if unknown := set(named) - set(known):
            raise argparse.ArgumentTypeError(f"{min(unknown)!r} is none of {', '.join(known)}.")
        return named

    return read


def is_there(database: str) -> bool:
    if database == "postgresql" and server_binaries() is None:
        archive.say("No PostgreSQL server is installed (Debian: apt-get install postgresql): left out.")
        return False
    return True


if __name__ == "__main__":
    main()
