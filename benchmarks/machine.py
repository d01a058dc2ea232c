"""Where and with what something was measured."""

import os
import platform
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.load import wrk_version
from tests.edge.running import NGINX
from tests.with_postgresql import server_binaries


def facts() -> dict[str, str]:
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return {
        "when": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{os.cpu_count()} cores, {int(memory[1]) / 2**20 if memory else 0:.0f} GiB, {platform.platform()}",
        "other work on it (load over one minute)": f"{os.getloadavg()[0]:.1f}",
        "programs": ", ".join(programs()),
    }


def programs() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for name in ("Django", "gunicorn"):
        yield f"{name} {version(name)}"
    yield f"SQLite {sqlite3.sqlite_version}"
    if binaries := server_binaries():
        yield first_line(str(binaries / "postgres"), "--version")
    if NGINX:
        yield first_line(NGINX, "-v")
    if shutil.which("wrk"):
        yield wrk_version()


def first_line(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.splitlines()[0]
