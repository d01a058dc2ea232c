"""How many pages a second the application tells, beside a bare Django view under the same server.

    python -m benchmarks.page_speed                                        on SQLite
    python -m tests.with_postgresql python -m benchmarks.page_speed        on PostgreSQL

Needs wrk (Debian: apt-get install wrk). Everything runs on this machine, the load too: only the shares mean something.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.with_postgresql import free_port

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
SERVER = [
    "--worker-class",
    "gthread",
    "--workers",
    "2",
    "--threads",
    "4",
    "--no-control-socket",
    "--log-level",
    "error",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    told = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed (Debian: apt-get install wrk).")
    with tempfile.TemporaryDirectory() as folder:
        environment = site(Path(folder))
        fill(Path(folder), told.stories, environment)
        with server("newsroom.wsgi", environment) as ours, server("benchmarks.bare_site", environment) as bare:
            compare(pages(ours, bare), told.rounds, told.seconds)


def site(folder: Path) -> dict[str, str]:
    """The environment of a public site with its data in this folder."""
    return {
        **os.environ,
        "NEWSROOM_DATA": str(folder),
        "NEWSROOM_DEBUG": "no",
        "SECRET_KEY": "a-key-for-measuring-that-is-long-enough-and-has-many-different-letters-0123456789",
        "ALLOWED_HOSTS": HOST,
        "SITE_ADDRESS": f"http://{HOST}",
        "SECURE_SSL_REDIRECT": "no",
    }


def fill(folder: Path, stories: int, environment: dict[str, str]) -> None:
    archive = folder / "archive.jsonl"
    with archive.open("w") as file:
        subprocess.run([sys.executable, "-m", "benchmarks.corpus", str(stories)], stdout=file, check=True, cwd=ROOT)
    for command in (
        ["migrate", "--verbosity=0"],
        ["collectstatic", "--noinput", "--verbosity=0"],
        ["import_articles", str(archive), "--source", "corpus", "--quiet"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True, cwd=ROOT)


@contextmanager
def server(application: str, environment: dict[str, str], *more: str) -> Iterator[str]:
    """gunicorn on a port of its own; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}", *SERVER, *more]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        address = f"http://{HOST}:{port}"
        wait_for(address)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"Nothing answers at {address}.")


def pages(ours: str, bare: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{ours}/") as front:
        found = re.search(r'href="(/[a-z-]+/[0-9]+/[^"]+)"', front.read().decode())
    assert found, "The front page leads to no story."
    story = f"{ours}{found[1]}"
    return {
        "bare view": f"{bare}/",
        "story, kept": story,
        "front page, kept": f"{ours}/",
        "feed, kept": f"{ours}/feed/",
        "story, made anew": f"{story}?not=kept",
        "front page, made anew": f"{ours}/?not=kept",
    }


def compare(addresses: dict[str, str], rounds: int, seconds: int) -> None:
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):  # one after the other: what else the machine does comes to all
        for name, address in addresses.items():
            rates[name].append(rate(address, seconds))
    bare = statistics.median(rates["bare view"])
    for name, measured in rates.items():
        median = statistics.median(measured)
        print(f"{name:24} {median:8,.0f}/s  {median / bare:6.1%} of the bare view")


def rate(address: str, seconds: int) -> float:
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s", "--timeout", "20s", "-H", "Accept-Encoding: gzip", address]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise SystemExit(f"{address}: not every answer was good.\n{printed}")
    found = re.search(r"Requests/sec:\s+([0-9.]+)", printed)
    assert found, printed
    return float(found[1])


if __name__ == "__main__":
    main()
