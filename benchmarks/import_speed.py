"""The importer beside a plain loop over the ORM, on the same stories, machine and database, in one run.

    python -m benchmarks.import_speed                                                on SQLite
    python -m tests.with_postgresql python -m benchmarks.import_speed                on PostgreSQL
    … --stories 250000 --only jsonl                                                  memory at another size

Each part runs in a process of its own on a new database; its peak memory is that process's.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOOP_STORIES = 1000  # it is slow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3, help="the median counts")
    parser.add_argument("--only", choices=("loop", "jsonl", "wxr"))
    parser.add_argument("--parts", action="store_true", help="say where the time goes instead")
    told = parser.parse_args()
    parts = [told.only] if told.only else ["loop", "jsonl", "wxr"]
    with tempfile.TemporaryDirectory() as folder:
        files = dict(write_corpus(Path(folder), parts, told.stories))
        if told.parts:
            for part, file in files.items():
                print(f"{part}: {run('where_time_goes', file, told.stories, Path(folder))}")
            return
        sizes = {part: LOOP_STORIES if part == "loop" else told.stories for part in parts}
        rates = {
            part: [measure(part, files.get(part), sizes[part], Path(folder)) for _ in range(told.rounds)]
            for part in parts
        }
    say(rates, sizes)


def write_corpus(folder: Path, parts: list[str], count: int) -> Iterator[tuple[str, Path]]:
    for part in parts:
        if part != "loop":
            path = folder / f"archive.{part}"
            with path.open("w") as file:
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.corpus", str(count), "--format", part], stdout=file, check=True
                )
            yield part, path


def measure(part: str, file: Path | None, count: int, folder: Path) -> tuple[float, int]:
    """Stories a second, and peak memory in MB."""
    said = run(part, file, count, folder)
    print(f"  {part}: {said}", flush=True)
    rate, memory = re.findall(r"[\d.]+", said)[-2:]
    return float(rate), int(memory)


def run(part: str, file: Path | None, count: int, folder: Path) -> str:
    """The last line that the part prints."""
    call = f"import django; django.setup(); from benchmarks import import_part; import_part.{part}"
    command = [sys.executable, "-c", f"{call}({count})" if file is None else f"{call}({str(file)!r}, {count})"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_DATA": str(folder / "data")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout.strip().splitlines()[-1]


def say(rates: dict[str, list[tuple[float, int]]], sizes: dict[str, int]) -> None:
    medians = {part: sorted(rate for rate, _ in rounds)[len(rounds) // 2] for part, rounds in rates.items()}
    for part, rate in medians.items():
        times = f", {rate / medians['loop']:.1f} times the loop" if "loop" in medians and part != "loop" else ""
        memory = max(megabytes for _, megabytes in rates[part])
        print(f"{part}: {rate:.0f} stories a second over {sizes[part]:,}{times}; peak memory {memory} MB")


if __name__ == "__main__":
    main()
