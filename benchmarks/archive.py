"""A newsroom with an archive of the corpus, to measure in: made once in a folder, and used again.

    python -m benchmarks.archive --data var/bench --stories 250000 --database postgresql

Whatever else is measured takes the same --data. PostgreSQL is a cluster of its own there, as the server's packages
set it up, that runs while something measures.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import environ
import psycopg

from benchmarks import corpus
from tests.with_postgresql import server_binaries, serving

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
HOST = "127.0.0.1"
KEPT_IN = ROOT / "var/bench"
FILLED = "filled"


@dataclass(frozen=True)
class Archive:
    """A public site: where its files are, and its database."""

    folder: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_DATA": str(self.folder),
            "DATABASE_URL": self.database_url,
            "NEWSROOM_DEBUG": "no",
            "SECRET_KEY": "a-key-for-measuring-that-is-long-enough-and-has-many-different-letters-0123456789",
            "ALLOWED_HOSTS": HOST,
            "SITE_ADDRESS": f"http://{HOST}",
            "SECURE_SSL_REDIRECT": "no",
        }

    def manage(self, *command: str) -> None:
        run([sys.executable, "manage.py", *command], self.environment)

    def told(self, module: str, call: str, **more: str) -> Any:
        """What a function of a module here prints as JSON, in a process of its own with this newsroom's environment."""
        return json.loads(run(work(module, call), {**self.environment, **more}).splitlines()[-1])

    @contextmanager
    def answering(self, module: str, call: str, **more: str) -> Iterator[Callable[[str], Any]]:
        """As told(), of a function that prints a line of JSON for each line that it reads."""
        process = subprocess.Popen(
            work(module, call),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**self.environment, **more},
            cwd=ROOT,
        )

        def ask(line: str) -> Any:
            print(line, file=process.stdin, flush=True)
            if answer := process.stdout.readline():
                return json.loads(answer)
            raise SystemExit(f"{module} ended at {line!r}. What it said is above.")

        with process:
            yield ask


def work(module: str, call: str) -> list[str]:
    return [sys.executable, "-c", f"import django; django.setup(); from benchmarks import {module}; {module}.{call}"]


def run(command: list[str], environment: dict[str, str]) -> str:
    """What it prints. Raise SystemExit with all it said if it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def opened(data: Path, database: str, stories: int) -> Iterator[Archive]:
    """The archive of so many stories, brought up to date, and made first if there is none."""
    with server(data.resolve(), database) as of_server:
        archive = made(data.resolve() / f"{database}-{stories}", of_server)
        archive.manage("migrate", "--verbosity=0")
        archive.manage("collectstatic", "--noinput", "--verbosity=0")
        fill(archive, stories)
        yield archive


@contextmanager
def copied(archive: Archive, folder: Path) -> Iterator[Archive]:
    """A copy that may be changed, in an empty folder. It goes when it is done."""
    copy = Archive(folder, of_folder(folder, archive.database_url.rpartition("/")[0]))
    shutil.copytree(archive.folder / "static", folder / "static")
    if archive.database_url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(archive))) as theirs, closing(sqlite3.connect(file_of(copy))) as ours:
            theirs.backup(ours)
        yield copy
        return
    name, original = database_of(copy), database_of(archive)
    ask_server(archive.database_url, f'DROP DATABASE IF EXISTS "{name}"')
    ask_server(archive.database_url, f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield copy
    finally:
        if alive(archive.database_url):
            ask_server(archive.database_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def server(data: Path, database: str) -> Iterator[str]:
    """What the addresses of its databases begin with."""
    if database == "sqlite":
        yield "sqlite://"
        return
    binaries = server_binaries()
    if binaries is None:
        raise SystemExit("No PostgreSQL server is installed (Debian: apt-get install postgresql).")
    with serving(binaries, data / "postgresql") as url:
        yield url.rpartition("/")[0]


def made(folder: Path, of_server: str) -> Archive:
    folder.mkdir(parents=True, exist_ok=True)
    archive = Archive(folder, of_folder(folder, of_server))
    if of_server != "sqlite://":
        with connected(of_server) as connection:
            name = database_of(archive)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f'CREATE DATABASE "{name}"')
    return archive


def of_folder(folder: Path, of_server: str) -> str:
    if of_server.startswith("sqlite"):
        return f"sqlite:///{folder / 'newsroom.sqlite3'}"
    return f"{of_server}/{folder.name}"


def file_of(archive: Archive) -> Path:
    return archive.folder / "newsroom.sqlite3"


def database_of(archive: Archive) -> str:
    return archive.database_url.rpartition("/")[2]


def ask_server(url: str, statement: str) -> None:
    with connected(url.rpartition("/")[0]) as connection:
        connection.execute(statement)


def connected(of_server: str) -> psycopg.Connection:
    place = environ.Env.db_url_config(f"{of_server}/postgres")
    return psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True)


def alive(url: str) -> bool:
    try:
        ask_server(url, "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def fill(archive: Archive, stories: int) -> None:
    """The importer brings them. A second call finds them there."""
    mark, now = archive.folder / FILLED, sha256(Path(corpus.__file__).read_bytes()).hexdigest()
    if mark.exists():
        if mark.read_text() != now:
            raise SystemExit(f"{archive.folder} was filled from another corpus. Remove it and start again.")
        return
    say(f"{archive.folder.name}: filling, once")
    began = time.monotonic()
    lines = archive.folder / "archive.jsonl"
    with lines.open("w") as file:
        corpus.as_lines(stories, file)
    archive.manage("import_articles", str(lines), "--source=corpus", "--quiet")
    lines.unlink()
    archive.manage("shell", "--verbosity=0", "-c", ANALYSE)
    mark.write_text(now)
    say(f"{archive.folder.name}: filled in {time.monotonic() - began:.0f} s")


# As either database does by itself after a while.
ANALYSE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
"""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=KEPT_IN, help="where archives are kept")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    told = parser.parse_args()
    with opened(told.data, told.database, told.stories) as archive:
        say(f"{archive.folder}: ready, {archive.database_url}")


if __name__ == "__main__":
    main()
