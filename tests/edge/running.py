"""nginx with deploy/nginx.conf, before gunicorn with deploy/gunicorn.conf.py: all of it can be stopped.

What is measured (benchmarks/) and what is tested run it alike.
"""

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.with_postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
[FILES] = re.findall(r"^LimitNOFILE=(\d+)$", (ROOT / "deploy/nginx-limits.conf").read_text(), re.MULTILINE)
# What surrounds a site as Debian has it, and with the connections that docs/deploying.md gives it for a crowd.
AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
worker_processes {workers};
worker_rlimit_nofile {files};
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/newsroom.conf;
}}
"""


def public_site(folder: Path) -> dict[str, str]:
    """The environment of a site with debugging off, whose data are in this folder."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.edge.site",
        "NEWSROOM_DATA": str(folder),
        "NEWSROOM_DEBUG": "no",
        "SECRET_KEY": "a-key-for-this-test-that-is-long-enough-and-has-many-different-letters-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_ADDRESS": "http://127.0.0.1",
        "SECURE_SSL_REDIRECT": "no",
    }


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Paper:
    """A newsroom on this machine: where its processes write, and what its environment has besides."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    nginx_workers: str = "1"
    writes_access_log: bool = True
    port: int = field(default_factory=free_port)
    last_port: int = field(default_factory=free_port)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "newsroom.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return public_site(self.folder) | {
            "BEHIND_PROXY": "yes",
            "EDGE_URLS": f"http://127.0.0.1:{self.last_port}",
            "WEB_WORKERS": "2",
            **self.more,
        }

    def start_application(self) -> None:
        command = [
            *(sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", f"unix:{self.folder}/gunicorn.sock"),
            *("--config", str(ROOT / "deploy/gunicorn.conf.py"), "--error-logfile", f"{self.folder}/gunicorn.log"),
            *(("--access-logfile", f"{self.folder}/access.log") if self.writes_access_log else ()),
        ]
        with (self.folder / "gunicorn.log").open("ab") as log:  # what the application says, too
            self.processes.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=log))

    def start_nginx(self) -> None:
        assert NGINX
        site = (ROOT / "deploy/nginx.conf").read_text()
        (self.folder / "newsroom.conf").write_text(as_here(site, self))
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            AROUND.format(folder=self.folder, user=user, workers=self.nginx_workers, files=FILES)
        )
        command = [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))

    def stop_application(self) -> None:
        stop(self.processes.pop(0))

    def stop_database(self) -> None:
        self.database.rename(self.folder / "gone.sqlite3")
        self.database.mkdir()  # what cannot be opened

    def run(self, code: str) -> None:
        """In a process of its own, as a command of the site."""
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)

    def made(self) -> list[str]:
        """The pages that the application was asked for. Of the last it may tell only when it has been stopped."""
        asked = re.findall(r'"GET (\S+) HTTP', (self.folder / "access.log").read_text())
        return [path for path in asked if not path.startswith("/healthz/")]

    def get(self, path: str, **headers: str) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Answer(response.status, response.read().decode(), dict(response.headers))
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.read().decode(), dict(refused.headers))

    def get_when_it_answers(self, path: str) -> Answer:
        for _ in range(300):
            try:
                if (answer := self.get(path)).status < 500:
                    return answer
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError((self.folder / "gunicorn.log").read_text() + (self.folder / "nginx.log").read_text())

    def crowd(self, path: str, count: int) -> list[int]:
        """The status that each of so many gets who all ask at once."""
        # In a thread of its own: in this one a browser's loop may be running.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, _crowd(self.port, path, count)).result()


async def _crowd(port: int, path: str, count: int) -> list[int]:
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    for _reader, writer in connections:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())

    async def status(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        answer = await reader.read()
        writer.close()
        return int(answer.split()[1])

    return list(await asyncio.gather(*(status(*connection) for connection in connections)))


def as_here(site: str, paper: Paper) -> str:
    """deploy/nginx.conf with the ports and folders of this test, and without TLS."""
    for pattern, here in (
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"listen \[::\]:\d+( ssl)?;", ""),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{paper.port} backlog=2048;"),
        (r"ssl_\w+ .*;", ""),
        (r"server_name example.id www.example.id;", "server_name 127.0.0.1;"),
        (r"127\.0\.0\.1:8701", f"127.0.0.1:{paper.last_port}"),
        (r"127\.0\.0\.1:8702", f"127.0.0.1:{free_port()}"),
        (r"/run/newsroom/gunicorn\.sock", f"{paper.folder}/gunicorn.sock"),
        (r"/var/cache/nginx/", f"{paper.folder}/"),
        (r"/var/lib/newsroom/", f"{paper.folder}/"),
    ):
        site, count = re.subn(pattern, here, site)
        assert count, pattern
    return site


@contextmanager
def running(folder: Path, database: str) -> Iterator[Paper]:
    """With a copy of a database of SQLite as it is now."""
    paper = Paper(folder)
    with closing(sqlite3.connect(database)) as theirs, closing(sqlite3.connect(paper.database)) as ours:
        theirs.backup(ours)
    with started(paper):
        yield paper


@contextmanager
def started(paper: Paper) -> Iterator[Paper]:
    try:
        paper.start_application()
        paper.start_nginx()
        paper.get_when_it_answers("/robots.txt")
        yield paper
    finally:
        for process in paper.processes:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
