"""What search_speed.py asks, in a process of its own."""

import json
import time
from collections.abc import Iterator
from itertools import cycle, islice, pairwise

from articles.search import Question, found, help_with
from benchmarks.corpus import FIRST_NAMES, LAST_NAMES, PLACES, WORDS

WITH_HELP = "with its help"
SORTS = {
    "one word": [{"text": word} for word in WORDS],
    "two common words": [{"text": f"{one} {other}"} for one, other in pairwise(WORDS)],
    "a phrase": [{"text": f'"{one} {other}"'} for one, other in pairwise(WORDS)],
    "a rare phrase": [{"text": f'"{one} {other} {one}"'} for one, other in pairwise(WORDS)],
    "a rare number": [{"text": str(number)} for number in range(1000, 1100)],
    "a miss": [{"text": f"xyz{word}"} for word in WORDS],
    f"a miss, {WITH_HELP}": [{"text": f"xyz{word}"} for word in WORDS],
    "two that miss together": [{"text": f"{word} xyzzy"} for word in WORDS],
    f"two that miss, {WITH_HELP}": [{"text": f"{word} xyzzy"} for word in WORDS],
    f"a letter wrong, {WITH_HELP}": [{"text": f"{word[:2]}q{word[2:]}"} for word in WORDS],
    "a word, of an author": [
        {"text": word, "author": f"{first} {last}"}
        for word, first, last in zip(WORDS, cycle(FIRST_NAMES), cycle(LAST_NAMES), strict=False)
    ],
    "a place, best first": [{"text": place, "order": "best"} for place in PLACES],
}


def measure(times: int) -> None:
    """Each question is asked many times with other words of its kind; a miss with the help of its page, and without."""
    taken = {}
    for name, questions in SORTS.items():
        asked = [Question(**question) for question in questions]
        list(_times(asked, 2, with_help=True))  # connected, and compiled
        taken[name] = list(_times(asked, times, with_help=name.endswith(WITH_HELP)))
    print(json.dumps(taken))


def _times(questions: list[Question], times: int, *, with_help: bool) -> Iterator[float]:
    """In milliseconds."""
    for question in islice(cycle(questions), times):
        began = time.perf_counter()
        shown = found(question, {}, [])
        if with_help and not shown.articles:
            help_with(question)
        yield (time.perf_counter() - began) * 1000
