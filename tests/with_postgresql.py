"""Run a command against a PostgreSQL of its own: python -m tests.with_postgresql COMMAND…

TEST_DATABASE_URL, if set, names a server to use instead. Without server binaries the command is left out, in one
line; with CI=true that is a failure.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom

OWNER = "postgres"  # the server refuses to run as root


def main(command: list[str]) -> int:
    if url := os.environ.get("TEST_DATABASE_URL"):
        return run(command, url)
    binaries = server_binaries()
    if binaries is None:
        print("PostgreSQL: left out, no server is installed (Debian: apt-get install postgresql).", flush=True)
        return 1 if os.environ.get("CI") == "true" else 0
    with cluster(binaries) as url:
        return run(command, url)


def run(command: list[str], url: str) -> int:
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def server_binaries() -> Path | None:
    """The newest server's folder; Debian keeps them off the PATH."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda initdb: int(initdb.parts[-3]), reverse=True
    )
    found = str(installed[0]) if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """A fresh cluster in a temporary folder. Yields its DATABASE_URL, and removes all of it after."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    try:
        # The suite rebuilds everything: nothing has to survive a crash of this server.
        with serving(binaries, folder, "-c fsync=off", stop="immediate") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(binaries: Path, folder: Path, options: str = "", *, stop: str = "fast") -> Iterator[str]:
    """The cluster of this folder, made if there is none. Yields its DATABASE_URL. One that runs already goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    as_owner = owner_prefix(folder)
    data = folder / "data"

    def server(name: str, *arguments: str, may_fail: bool = False) -> bool:
        command = [*as_owner, str(binaries / name), "-D", str(data), *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, check=False)
        if done.returncode and not may_fail:
            raise SystemExit(f"PostgreSQL: {name} failed:\n{done.stdout.decode(errors='replace')}")
        return done.returncode == 0

    if not data.exists():
        server("initdb", "--username=newsroom", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    if server("pg_ctl", "status", may_fail=True):
        yield url_at(folder)
        return
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} {options}"
    server("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "-o", options)
    try:
        yield url_at(folder)
    finally:
        # It may have been killed meanwhile: some measure just that.
        server("pg_ctl", "stop", f"--mode={stop}", may_fail=True)


def url_at(folder: Path) -> str:
    """By its socket in this folder, whose own slash is the second: docs/deploying.md has it so on one machine."""
    return f"postgres://newsroom@/{folder}/postgres"


def owner_prefix(folder: Path) -> list[str]:
    """What goes before a server command: nothing, or, for root, the way to become the server's own user."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam(OWNER)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def free_port() -> int:
    """None of those that the system gives to whoever asks for any: somebody else may have it before its server does."""
    while True:
        port = SystemRandom().randrange(10_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
