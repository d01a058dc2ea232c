"""What search_speed.py asks."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice, pairwise
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from articles.search import Question, found
from benchmarks.corpus import FIRST_NAMES, LAST_NAMES, PLACES, WORDS

SORTS = {
    "one word": [{"text": word} for word in WORDS],
    "two words": [{"text": f"{one} {other}"} for one, other in pairwise(WORDS)],
    "a phrase": [{"text": f'"{one} {other}"'} for one, other in pairwise(WORDS)],
    "a rare number": [{"text": str(number)} for number in range(1000, 1100)],
    "a miss": [{"text": f"xyz{word}"} for word in WORDS],
    "two that miss together": [{"text": f"{word} xyzzy"} for word in WORDS],
    "a word, of an author": [
        {"text": word, "author": f"{first} {last}"}
        for word, first, last in zip(WORDS, cycle(FIRST_NAMES), cycle(LAST_NAMES), strict=False)
    ],
    "a place, best first": [{"text": place, "order": "best"} for place in PLACES],
}


def measure(folder: Path, stories: int, times: int) -> None:
    archive = folder / "archive.jsonl"
    with archive.open("w") as file:
        subprocess.run([sys.executable, "-m", "benchmarks.corpus", str(stories)], stdout=file, check=True)
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    call_command("import_articles", str(archive), source="corpus", quiet=True)
    print(f"{connection.vendor}, {stories:,} stories, imported in {time.perf_counter() - began:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{'':24}{'median':>10}{'p99':>10}   ms")
    for name, questions in SORTS.items():
        taken = sorted(_times(questions, times))
        print(f"{name:24}{statistics.median(taken):10.1f}{taken[int(len(taken) * 0.99) - 1]:10.1f}", flush=True)


def _times(questions: list[dict[str, str]], times: int) -> Iterator[float]:
    """In milliseconds."""
    for question in islice(cycle(questions), times):
        began = time.perf_counter()
        found(Question(**question), {}, [])
        yield (time.perf_counter() - began) * 1000
