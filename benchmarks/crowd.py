"""A crowd on a story, through the shipped configuration, while an editor publishes; then the database is killed.

    python -m benchmarks.crowd --minutes 10

Readers come when they come, however long the others wait (an open loop): of each the time counts from the instant at
which it was due. 80 % want one story, 18 % one of the two hundred newest, 2 % one of a thousand of the whole archive.
All of them were read before. In the last minute the server of PostgreSQL is gone: its process was killed.
"""

import argparse
import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import archive, load, machine, serving
from benchmarks.archive import say
from benchmarks.readers import Answer, ask_as_they_come
from benchmarks.report import Figure, as_markdown

GENERATORS = 2  # processes that ask
NEWEST = 200
OUTAGE_SECONDS = 60
BEGINS_IN_SECONDS = 5
P99_MS, GOOD_IN_THE_OUTAGE = 250.0, 99.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="the last of them without a database")
    parser.add_argument("--rate", type=int, default=1000, help="readers a second")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--report", type=Path, default=archive.KEPT_IN / "crowd.md")
    told = parser.parse_args()
    seconds = told.minutes * 60
    if seconds <= OUTAGE_SECONDS:
        parser.error("One minute is without a database: it takes more than that.")
    facts = machine.facts() | {"stories": f"{told.stories:,}", "readers": f"{told.rate} a second for {seconds:.0f} s"}
    report = as_markdown(list(measured(told.stories, told.rate, seconds)), facts)
    told.report.parent.mkdir(parents=True, exist_ok=True)
    told.report.write_text(report)
    print(report)


def measured(stories: int, rate: int, seconds: float) -> Iterator[Figure]:
    with ExitStack() as stack:
        data, edge = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        data.chmod(0o755)  # PostgreSQL runs as a user of its own
        newsroom = stack.enter_context(archive.opened(data, "postgresql", stories))
        paper = stack.enter_context(serving.behind_nginx(newsroom, edge))
        site = f"http://127.0.0.1:{paper.port}"
        addresses = wanted(site)
        for some in addresses:
            load.ask_each_once(site, some)  # as at any hour of a day
        say(f"{rate} readers a second for {seconds:.0f} s")
        begin = time.time() + BEGINS_IN_SECONDS
        with ProcessPoolExecutor(GENERATORS) as generators, ThreadPoolExecutor(2) as others:
            crowd = [
                generators.submit(come, paper.port, addresses, rate / GENERATORS, begin, seconds, number)
                for number in range(GENERATORS)
            ]
            outage = begin + seconds - OUTAGE_SECONDS
            editor = others.submit(newsroom.told, "crowd_part", f"publish_until({outage!r}, {site!r})")
            others.submit(kill_at, outage, data)
            answers = [answer for each in crowd for answer in each.result()]
            yield from figures(answers, seconds - OUTAGE_SECONDS)
            yield from of_the_editor(editor.result())


def wanted(site: str) -> list[list[str]]:
    """One story, the newest, and some of all."""
    everything = load.stories_of(site)
    months = [path for path in load.paths_in(load.body(f"{site}/sitemap.xml").decode()) if "parts" not in path]
    newest: list[str] = []
    for month in sorted(months, reverse=True):
        newest += load.paths_in(load.body(f"{site}{month}").decode())
        if len(newest) >= NEWEST:
            break
    return [newest[:1], newest[:NEWEST], everything]


def come(
    port: int, addresses: Sequence[Sequence[str]], rate: float, begin: float, seconds: float, number: int
) -> list[Answer]:
    """In a process of its own."""
    random = Random(number)
    chosen = random.choices(addresses, (80, 18, 2), k=round(rate * seconds))
    paths = [random.choice(some) for some in chosen]
    gaps = (random.expovariate(rate) for _ in paths)
    return asyncio.run(ask_as_they_come(port, list(zip(paths, gaps, strict=True)), begin - time.time()))


def kill_at(instant: float, data: Path) -> None:
    time.sleep(max(0.0, instant - time.time()))
    pid = int((data / "postgresql/data/postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    say("the database is killed")


def figures(answers: Sequence[Answer], outage: float) -> Iterator[Figure]:
    phases = {
        "With the database": [answer for answer in answers if answer.due < outage],
        "After it was killed": [answer for answer in answers if answer.due >= outage],
    }
    for part, own in phases.items():
        is_before = part == "With the database"
        times = sorted(answer.seconds * 1000 for answer in own)
        bad = [answer for answer in own if answer.status != 200]
        yield Figure(part, "readers", (len(own),), "")
        yield Figure(part, "median", (median(times),), "ms")
        yield Figure(part, "p99", (at(times, 0.99),), "ms", bar=P99_MS if is_before else None, at_most=True)
        yield Figure(part, "p99.9", (at(times, 0.999),), "ms")
        yield Figure(part, "slowest", (times[-1],), "ms")
        good = 100 * (1 - len(bad) / len(own))
        yield Figure(part, "good answers", (good,), "%", bar=100.0 if is_before else GOOD_IN_THE_OUTAGE)
        for status in sorted({answer.status for answer in bad}):
            count = sum(answer.status == status for answer in bad)
            yield Figure(part, f"answers {status}" if status else "no answer", (count,), "")


def at(times: Sequence[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)]


def of_the_editor(published: list[dict[str, float]]) -> Iterator[Figure]:
    part = "The editor"
    yield Figure(part, "stories published", (len(published),), "")
    if published:
        yield Figure(part, "a publication", tuple(each["took_ms"] for each in published), "ms")
        yield Figure(part, "until the front page had it", tuple(each["seen_ms"] for each in published), "ms")


if __name__ == "__main__":
    main()
