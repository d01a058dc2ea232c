"""The servers that are measured, each with the port that it has for the time being."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archive import HOST, ROOT, Archive
from benchmarks.load import body
from tests.edge.running import Paper, started, stop
from tests.with_postgresql import free_port

# As rivals were measured: two processes on two cores. Of wrk's sixteen connections neither may take them all: whichever
# wakes first would, and the other core would rest.
GUNICORN = [
    *("--config", str(ROOT / "deploy/gunicorn.conf.py"), "--max-requests", "0"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--worker-connections", "12"),
    *("--no-control-socket", "--log-level", "error"),
]
FILE = "/media/page.jpg"


@dataclass(frozen=True)
class Server:
    address: str
    pid: int


@contextmanager
def gunicorn(application: str, environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}", *GUNICORN]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(f"http://{HOST}:{port}/")
        yield Server(f"http://{HOST}:{port}", process.pid)
    finally:
        stop(process)


@contextmanager
def behind_nginx(archive: Archive, folder: Path) -> Iterator[Paper]:
    """As deploy/ has it, with as many of nginx's processes as there are cores."""
    more = {name: value for name, value in archive.environment.items() if os.environ.get(name) != value}
    paper = Paper(folder, more={**more, "WEB_WORKERS": "3"}, nginx_workers="auto", writes_access_log=False)
    (folder / "media").mkdir()
    with started(paper):
        yield paper


def lay_file(paper: Paper, like: str) -> None:
    """FILE, as long as this page is, compressed."""
    request = urllib.request.Request(like, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        (paper.folder / FILE.lstrip("/")).write_bytes(bytes(len(answer.read())))


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            body(address)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"Nothing answers at {address}.")


def memory_mb(pid: int) -> list[tuple[float, float]]:
    """Of a process and of each that it started: what it holds, and its share of what it holds with others."""
    return [read_memory(Path(f"/proc/{each}/smaps_rollup").read_text()) for each in [pid, *children(pid)]]


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]


def read_memory(rollup: str) -> tuple[float, float]:
    """RSS and PSS in megabytes."""
    lines = dict(line.split(":", 1) for line in rollup.splitlines() if ":" in line and line[0].isupper())
    resident, proportional = (int(lines[name].split()[0]) / 1024 for name in ("Rss", "Pss"))
    return resident, proportional
