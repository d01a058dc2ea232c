"""The importer beside a plain loop over the ORM, on the same stories, each in a process and a database of its own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.archive import Archive, of_folder, say
from benchmarks.report import Figure

LOOP_STORIES = 1000  # it is slow
RATE, MEMORY_MB = 500.0, 300.0


def measured(database: str, of_server: str, stories: int, rounds: int) -> Iterator[Figure]:
    part = f"Import, {database}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = of_folder(folder, of_server) if database == "sqlite" else f"{of_server}/postgres"
        newsroom = Archive(folder, url)
        calls = {"loop": f"loop({LOOP_STORIES})"}
        for form, write in corpus.WRITERS.items():
            with (folder / form).open("w") as file:
                write(stories, file)
            calls[form] = f"{form}({str(folder / form)!r}, {stories})"
        taken: dict[str, list[dict[str, float]]] = {way: [] for way in calls}
        for number in range(rounds):
            for way, call in calls.items():
                say(f"import, round {number + 1} of {rounds}: {database}, {way}")
                taken[way].append(newsroom.told("import_part", call))
        yield from figures(part, taken)
        for form in corpus.WRITERS:
            stages = newsroom.told("import_part", f"where_time_goes({str(folder / form)!r}, {stories})")
            for stage, microseconds in stages.items():
                yield Figure(part, f"{form}, {stage}, a story", (microseconds,), "µs")


def figures(part: str, taken: dict[str, list[dict[str, float]]]) -> Iterator[Figure]:
    for way, rounds in taken.items():
        rates = tuple(each["rate"] for each in rounds)
        yield Figure(part, way, rates, bar=RATE if way != "loop" else None)
        if way != "loop":
            loop = tuple(each["rate"] for each in taken["loop"])
            yield Figure(part, f"{way}, times the loop", rates, of=(part, "loop"), beside=loop)
        memory = tuple(each["memory"] for each in rounds)
        yield Figure(part, f"{way}, peak memory", memory, "MB", bar=MEMORY_MB if way != "loop" else None, at_most=True)
