"""A PostgreSQL server, a replica that follows it, and Redis: each with a folder and a port of its own."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.with_postgresql import free_port, owner_prefix

REDIS = shutil.which("redis-server")
DATABASE = "newsroom"


@dataclass
class Cluster:
    binaries: Path
    folder: Path
    as_owner: list[str]
    name: str
    port: int = field(default_factory=free_port)

    @property
    def data(self) -> Path:
        return self.folder / self.name

    @property
    def url(self) -> str:
        return f"postgres://newsroom@127.0.0.1:{self.port}/{DATABASE}"

    def make(self, content_of: str) -> None:
        """With what is in another database: its schema, and the few rows that every newsroom begins with."""
        arguments = ["--username=newsroom", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", str(self.data), *arguments)
        self.start()
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "newsroom"]
        self._run("createdb", *where, DATABASE)
        self._run("pg_dump", "--no-owner", "--file", str(self.folder / "content.sql"), content_of)
        self._run(
            "psql",
            "--quiet",
            "-v",
            "ON_ERROR_STOP=1",
            "-o",
            "/dev/null",
            *where,
            "-f",
            str(self.folder / "content.sql"),
            DATABASE,
        )

    def make_replica_of(self, primary: "Cluster") -> None:
        """A hot standby that streams: docs/deploying.md has the same command."""
        where = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "newsroom"]
        self._run("pg_basebackup", *where, "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        self.start()

    def start(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "shared_buffers": "16MB",
            "log_statement": "all",
            "log_line_prefix": "",
            "wal_retrieve_retry_interval": "100ms",  # the tests do not wait for it
        }
        options = " ".join(f"-c {name}={value or repr('')}" for name, value in settings.items())
        self._run("pg_ctl", "-D", str(self.data), "start", "--wait", "--log", str(self.log), "-o", options)

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "stop", "--mode=immediate")

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def asked(self) -> list[str]:
        """Every statement so far."""
        return re.findall(r"^LOG:  (?:statement|execute \S+): (.*)$", self.log.read_text(), re.MULTILINE)

    def ask(self, statement: str) -> Any:
        with psycopg.connect(self.url, autocommit=True) as connection:
            row = connection.execute(statement).fetchone()  # type: ignore[call-overload]
            return row[0] if row else None

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.as_owner, str(self.binaries / program), *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.folder, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout.decode(errors='replace')}"


@contextmanager
def pair(binaries: Path, content_of: str) -> Iterator[tuple[Cluster, Cluster]]:
    """The server, and its replica."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-apart-"))
    as_owner = owner_prefix(folder)
    primary, replica = (Cluster(binaries, folder, as_owner, name) for name in ("primary", "replica"))
    try:
        primary.make(content_of)
        replica.make_replica_of(primary)
        yield primary, replica
    finally:
        replica.stop()
        primary.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stopped(server: Cluster) -> Iterator[None]:
    """As if its machine were gone."""
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextmanager
def paused(replica: Cluster) -> Iterator[None]:
    """It goes on answering, with what it had."""
    replica.ask("SELECT pg_wal_replay_pause()")
    until = time.monotonic() + 10
    while replica.ask("SELECT pg_get_wal_replay_pause_state()") != "paused":
        assert time.monotonic() < until
    try:
        yield
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Its address. As deploy/compose.yaml starts it."""
    assert REDIS
    port = free_port()
    arguments = ["--save", "", "--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru"]
    command = [REDIS, *arguments, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    with (folder / "redis.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, env={"PATH": os.environ["PATH"]})
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
