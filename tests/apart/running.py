"""One newsroom on two machines: two application servers with one database, one replica, one cache of pages."""

import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html

from tests.apart.servers import Cluster, pair, redis
from tests.edge.running import ROOT, Answer, public_site, stop
from tests.with_postgresql import free_port

SECONDS = 5  # on any machine; on a quiet one it is less than one
MARKS = ('SELECT "articles_contentmark"', "PREPARE newsroom_contentmark_", "EXECUTE newsroom_contentmark_")
# Two stories for readers, some that wait at the desk, and the chief signed in.
SEED = """
from django.test import Client
from tests import make
for headline in ("Panen Raya", "Keliru Sekali"):
    print(make.article(headline=headline, tags=("subak",), authors=(make.author(headline),)).get_absolute_url())
for number in range(6):
    story = make.article(status="in_review", authors=(make.author(f"Sari {number}"),))
    story.headline, story.slug = f"Kabar {story.pk}", f"kabar-{story.pk}"
    story.save()
    print(story.pk)
client = Client()
client.force_login(make.person("citra", "chief"))
print(client.cookies["sessionid"].value)
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_more: Any) -> None:
        return None


@dataclass
class Machine:
    """An application server, and whoever reads or writes through it."""

    port: int = field(default_factory=free_port)

    def get(self, path: str, **headers: str) -> Answer:
        return self._send(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers))

    def move(self, number: str, move: str, session: str) -> Answer:
        """The story's page, as whoever made the move sees it next."""
        path = f"/admin/articles/article/{number}/move/{move}/"
        page = self.get(path, Cookie=f"sessionid={session}")
        form = next(each for each in lxml.html.fromstring(page.text).forms if each.get("class") == "move")
        filled = {**{name: value or "" for name, value in form.fields.items()}, "because": "Demikian adanya."}
        cookies = f"sessionid={session}; csrftoken={re.findall('csrftoken=([^;]+)', page.headers['Set-Cookie'])[0]}"
        body = urllib.parse.urlencode(filled).encode()
        address = f"http://127.0.0.1:{self.port}{path}"
        moved = self._send(urllib.request.Request(address, body, headers={"Cookie": cookies}))
        assert moved.status == 302, moved.text
        return self.get(moved.headers["Location"], Cookie=f"sessionid={session}")

    def crowd(self, path: str, count: int) -> list[int]:
        with ThreadPoolExecutor(count) as crowd:
            return [answer.status for answer in crowd.map(self.get, [path] * count)]

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=30) as response:
                return Answer(response.status, response.read().decode(), dict(response.headers))
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.read().decode(), dict(refused.headers))


@dataclass
class Newsroom:
    folder: Path
    primary: Cluster
    replica: Cluster
    page_cache: str
    first: Machine = field(default_factory=Machine)
    second: Machine = field(default_factory=Machine)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    good: str = ""  # addresses of public stories
    wrong: str = ""
    waiting: list[str] = field(default_factory=list)  # numbers of stories in review
    session: str = ""  # the chief's

    @property
    def environment(self) -> dict[str, str]:
        return public_site(self.folder) | {
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "DATABASE_URL": self.primary.url,
            "DATABASE_REPLICA_URL": self.replica.url,
            "PAGE_CACHE_URL": self.page_cache,
            "WEB_WORKERS": "1",
        }

    def start(self, machine: Machine) -> None:
        """As deploy/Dockerfile starts it."""
        command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--config", "deploy/gunicorn.conf.py"]
        with (self.folder / f"{machine.port}.log").open("wb") as log:
            binding = ["--bind", f"127.0.0.1:{machine.port}"]
            self.processes.append(subprocess.Popen([*command, *binding], cwd=ROOT, env=self.environment, stderr=log))

    def seed(self) -> None:
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", SEED]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        self.good, self.wrong, *self.waiting, self.session = done.stdout.split()

    @property
    def machines(self) -> tuple[Machine, Machine]:
        return self.first, self.second

    def asked(self) -> dict[str, int]:
        """How many statements each server has had so far."""
        return {server.name: len(server.asked()) for server in (self.primary, self.replica)}

    def asked_since(self, before: dict[str, int]) -> dict[str, list[str]]:
        """Of rows of our own; whether anything has changed is asked of both."""
        return {
            server.name: [
                each
                for each in server.asked()[before[server.name] :]
                if ('"articles_' in each or each.startswith("EXECUTE newsroom_")) and not each.startswith(MARKS)
            ]
            for server in (self.primary, self.replica)
        }

    def settle(self) -> None:
        """Until the replica has all that the database has, and both machines read from it."""
        within(SECONDS, self.is_settled)

    def is_settled(self) -> bool:
        return all(self._reads_from_the_replica(machine) for machine in self.machines)

    def _reads_from_the_replica(self, machine: Machine) -> bool:
        before = self.asked()
        machine.get("/search/?q=panen")
        return bool(self.asked_since(before)["replica"])

    def log(self, machine: Machine) -> str:
        return (self.folder / f"{machine.port}.log").read_text()


@contextmanager
def newsroom(folder: Path, binaries: Path, content_of: str) -> Iterator[Newsroom]:
    with pair(binaries, content_of) as (primary, replica), redis(folder) as page_cache:
        ours = Newsroom(folder, primary, replica, page_cache)
        try:
            for machine in (ours.first, ours.second):
                ours.start(machine)
            ours.seed()
            for machine in (ours.first, ours.second):
                within(30, lambda machine=machine: answers(machine))
            yield ours
        finally:
            for process in ours.processes:
                stop(process)


def answers(machine: Machine) -> bool:
    """A page that is kept: with the first of them it is noted how many withdrawals there were."""
    try:
        return machine.get("/").status == 200
    except OSError:
        return False


def within(seconds: float, is_so: Callable[[], bool]) -> float:
    """Ask until it is so; the seconds that it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() < began + seconds
        time.sleep(0.02)
    return time.monotonic() - began
