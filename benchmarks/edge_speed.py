"""How many pages a second nginx tells from its cache, beside a file of the same size that it reads from the disk.

    python -m benchmarks.edge_speed

Needs nginx and wrk. deploy/nginx.conf without TLS; the load runs on this machine too: only the shares mean something.
"""

import argparse
import statistics
import tempfile
import urllib.request
from pathlib import Path

from benchmarks.page_speed import fill, pages, rate, site
from tests.edge.running import Paper, running


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as folder:
        fill(Path(made), told.stories, site(Path(made)))
        with running(Path(folder), f"{made}/newsroom.sqlite3") as paper:
            compare(addresses(paper), told.rounds, told.seconds)


def addresses(paper: Paper) -> dict[str, str]:
    """The file first: it is as long as the story is, compressed."""
    address = f"http://127.0.0.1:{paper.port}"
    named = pages(address, address)
    story = named["story, kept"]
    asked = urllib.request.Request(story, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        length = len(answer.read())
    (paper.folder / "media").mkdir()
    (paper.folder / "media" / "page.jpg").write_bytes(bytes(length))
    return {
        "file": f"{address}/media/page.jpg",
        "story": story,
        "front page": named["front page, kept"],
    }


def compare(named: dict[str, str], rounds: int, seconds: int) -> None:
    rates: dict[str, list[float]] = {name: [] for name in named}
    for _ in range(rounds):
        for name, address in named.items():
            rates[name].append(rate(address, seconds))
    of_file = statistics.median(rates["file"])
    for name, measured in rates.items():
        median = statistics.median(measured)
        print(f"{name:28} {median:8,.0f}/s  {median / of_file:6.1%} of the file")


if __name__ == "__main__":
    main()
