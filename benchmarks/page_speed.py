"""How many pages a second a site tells: made anew, kept by the application, and through nginx.

Each page is asked for in turn wherever it is served, and right beside it what it is a share of: a bare Django view
under the same server, or nginx with a file of the same size. A machine that is shared with others is another's in the
next half minute, so that many short rounds say more than a few long ones.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks import load, serving
from benchmarks.archive import Archive, say
from benchmarks.report import Figure
from tests.edge.running import NGINX, Paper

ANEW = {"story": 1 / 10, "front page": 1 / 15, "section": 1 / 15, "tag": 1 / 15, "feed": 1 / 15, "search": None}
SEARCHES = 100.0  # a second
KEPT = {"story": 0.6, "front page": 0.6, "section": 0.6, "feed": 0.6}
THROUGH_NGINX = {"story": 0.7, "front page": 0.7}
ON_SQLITE = 0.7  # of PostgreSQL's
IN_A_LARGER_ARCHIVE = 0.9  # of what it is in a smaller one
ALONE_MS = 6.0
MEMORY_MB = 200.0
WARM_UP_SECONDS = 5
SMALLER = ", smaller archive"
BARE = ("A bare Django view", "bare view")


@dataclass
class Asked:
    """One thing that is asked for again and again."""

    part: str
    name: str
    site: str
    paths: list[str]
    of: tuple[str, str] | None = None
    bar: float | None = None
    unread: list[str] = field(default_factory=list)  # others like them
    is_a_whole: bool = False  # that others are a share of
    is_let_go: bool = False  # by whoever keeps it, when nobody asks for a minute: asked for once before each round
    rates: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)  # of what it is a share of, each time

    @property
    def together(self) -> tuple[str, str]:
        """The page, and how it is served: that is asked for in turn, on either database and in either archive."""
        return self.name, self.part.partition(", ")[2].removesuffix(SMALLER)

    def figure(self) -> Figure:
        return Figure(self.part, self.name, tuple(self.rates), of=self.of, beside=tuple(self.beside), bar=self.bar)


def measured(archives: dict[str, Archive], beside: dict[str, Archive], rounds: int, seconds: int) -> Iterator[Figure]:
    """`archives`: by database. `beside`: smaller ones, whose pages made anew are compared."""
    with all_served(archives, beside) as (asked, processes):
        wholes = {(each.part, each.name): each for each in asked if each.is_a_whole}
        pages = sorted((each for each in asked if not each.is_a_whole), key=lambda each: each.together)
        for number in range(rounds):
            for (name, way), own in groupby(pages, key=lambda each: each.together):
                say(f"pages, round {number + 1} of {rounds}: {name}, {way}")
                in_order = list(own)
                # Whoever always came first would always have the machine as it is after the bare view.
                ask_in_turn(in_order[::-1] if number % 2 else in_order, wholes, seconds)
        yield from (each.figure() for each in asked)
        yield from alone(asked)
        yield from compared(asked)
        yield from memory(processes)


def ask_in_turn(pages: list[Asked], wholes: dict[tuple[str, str], Asked], seconds: int) -> None:
    of = {each.of: wholes[each.of] for each in pages if each.of}
    for each in (*of.values(), *pages):
        if each.is_let_go:
            load.ask_each_once(each.site, each.paths)
        each.rates.append(load.rate(each.site, each.paths, seconds))
    for each in pages:
        if each.of:
            each.beside.append(of[each.of].rates[-1])


@contextmanager
def all_served(
    archives: dict[str, Archive], beside: dict[str, Archive]
) -> Iterator[tuple[list[Asked], dict[str, int]]]:
    with ExitStack() as stack:
        bare = stack.enter_context(serving.gunicorn("benchmarks.bare_site", dict(os.environ)))
        asked, processes = [Asked(*BARE, bare.address, ["/"], is_a_whole=True)], {}
        for database, archive in archives.items():
            anew, kept = (stack.enter_context(application(archive, is_kept=is_kept)) for is_kept in (False, True))
            pages = load.pages(anew.address)
            asked += anew_of(f"{database}, made anew", anew.address, pages)
            asked += kept_of(f"{database}, kept by the application", kept.address, pages)
            processes[f"{database}, made anew"] = anew.pid
            if database == "postgresql" and NGINX is not None:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                paper = stack.enter_context(serving.behind_nginx(archive, folder))
                asked += through_nginx(paper, pages)
                names = ("shipped, gunicorn", "shipped, nginx")
                processes.update(zip(names, (each.pid for each in paper.processes), strict=True))
        for database, archive in beside.items():
            anew = stack.enter_context(application(archive, is_kept=False))
            asked += anew_of(f"{database}, made anew{SMALLER}", anew.address, load.pages(anew.address))
        yield asked, processes


def application(archive: Archive, *, is_kept: bool) -> AbstractContextManager[serving.Server]:
    more = {} if is_kept else {"PAGE_CACHE_URL": "off"}
    return serving.gunicorn("newsroom.wsgi", {**archive.environment, **more})


def anew_of(part: str, site: str, pages: load.Pages) -> Iterator[Asked]:
    for name, bar in ANEW.items():
        say(f"{part}: {len(pages[name])} addresses of {name}")
        load.warm_up(site, pages[name], WARM_UP_SECONDS)
        if name == "search":
            yield Asked(part, name, site, pages[name], bar=SEARCHES)
        else:
            unread = pages["unread"] if name == "story" else []
            yield Asked(part, name, site, pages[name], of=BARE, bar=bar, unread=unread)


def kept_of(part: str, site: str, pages: load.Pages) -> Iterator[Asked]:
    for name, bar in KEPT.items():
        load.ask_each_once(site, pages[name])
        yield Asked(part, name, site, pages[name], of=BARE, bar=bar)


def through_nginx(paper: Paper, pages: load.Pages) -> Iterator[Asked]:
    site, part = f"http://127.0.0.1:{paper.port}", "postgresql, through nginx"
    serving.lay_file(paper, f"{site}{pages['story'][0]}")
    file = Asked(part, "a file as long as a story", site, [serving.FILE], is_a_whole=True)
    yield file
    for name, bar in THROUGH_NGINX.items():
        yield Asked(part, name, site, pages[name], of=(part, file.name), bar=bar, is_let_go=True)


def alone(asked: list[Asked]) -> Iterator[Figure]:
    for each in asked:
        if each.name == "story" and each.part.endswith("made anew"):
            for name, paths in ("story", each.paths[:200]), ("story that nobody has read", each.unread):
                taken = load.one_at_a_time(each.site, paths)
                in_ms = (median(taken) * 1000,)
                yield Figure("One request alone", f"{name}, {each.part}", in_ms, "ms", bar=ALONE_MS, at_most=True)


def compared(asked: list[Asked]) -> Iterator[Figure]:
    """What is one figure's share of another that was measured in the same rounds."""
    by_name = {(each.part, each.name): each for each in asked}
    for (part, name), each in by_name.items():
        database, _, way = part.partition(", ")
        if database == "sqlite" and (other := (f"postgresql, {way}", name)) in by_name:
            yield share_of(by_name[other], each, "SQLite beside PostgreSQL", f"{name}, {way}", ON_SQLITE)
    for (part, name), each in by_name.items():
        if (smaller := (f"{part}{SMALLER}", name)) in by_name:
            title = "Beside a smaller archive"
            yield share_of(by_name[smaller], each, title, f"{part}, {name}", IN_A_LARGER_ARCHIVE)


def share_of(whole: Asked, page: Asked, part: str, name: str, bar: float) -> Figure:
    of = (whole.part, whole.name)
    return Figure(part, name, tuple(page.rates), of=of, beside=tuple(whole.rates), bar=bar)


def memory(processes: dict[str, int]) -> Iterator[Figure]:
    """After all that was asked: the master and its workers."""
    for name, pid in processes.items():
        own = serving.memory_mb(pid)
        is_ours = name.endswith("made anew")
        for position, (resident, shared) in enumerate(own):
            of = "master" if position == 0 else f"worker {position}"
            yield Figure("Memory", f"{name}, {of} ({shared:.0f} MB without what others hold too)", (resident,), "MB")
        total, shared = (sum(each) for each in zip(*own, strict=True))
        bar = MEMORY_MB if is_ours else None
        yield Figure(
            "Memory", f"{name}, all ({shared:.0f} MB, what is shared once)", (total,), "MB", bar=bar, at_most=True
        )
