"""Asking a site as fast as it answers, with wrk, for addresses that its own sitemaps and pages name."""

import http.client
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.corpus import WORDS

ROTATING = Path(__file__).with_name("rotating.lua")
STORIES = 1000
UNREAD = 200  # others, that nothing is asked for before they are measured
MONTHS = 20  # whose sitemaps are read
AS_READERS_DO = {"Accept-Encoding": "gzip"}

Pages = dict[str, list[str]]  # name → paths that are asked for in turn


def wrk_version() -> str:
    """Raise SystemExit if there is none."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed (Debian: apt-get install wrk). Without it no page is measured.")
    printed = subprocess.run(["wrk", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"wrk (\S+)", printed)
    return f"wrk {found[1]}" if found else "wrk"


def rate(site: str, paths: Sequence[str], seconds: int) -> float:
    """Answers a second. Two threads with 16 connections, as rivals were measured."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        command = ["wrk", "-t2", "-c16", f"-d{seconds}s", "--timeout", "20s", "-H", "Accept-Encoding: gzip"]
        command += ["--script", str(ROTATING), site, "--", file.name]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return read_rate(printed, f"{site}{paths[0]}")


def read_rate(printed: str, address: str) -> float:
    """Raise SystemExit if any answer was not good: what an error page costs is no figure."""
    found = re.search(r"Requests/sec:\s+([0-9.]+)", printed)
    if "Non-2xx" in printed or "Socket errors" in printed or not found:
        raise SystemExit(f"{address}: not every answer was good.\n{printed}")
    return float(found[1])


def warm_up(site: str, paths: Sequence[str], seconds: int) -> None:
    """Each process comes to know the pages, as rivals' did before they were measured."""
    ask_each_once(site, paths)
    rate(site, paths, seconds)


def ask_each_once(site: str, paths: Sequence[str]) -> None:
    """So that what is kept is kept."""
    with ThreadPoolExecutor(8) as readers:
        list(readers.map(lambda path: body(f"{site}{path}"), paths))


def one_at_a_time(site: str, paths: Sequence[str]) -> list[float]:
    """Raise SystemExit as read_rate() does. Seconds that each took, on one connection."""
    host = urlsplit(site)
    connection = http.client.HTTPConnection(host.hostname or "", host.port)
    taken = []
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers=AS_READERS_DO)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        if answer.status != http.client.OK:
            raise SystemExit(f"{site}{path}: answered {answer.status}.")
    connection.close()
    return taken


def pages(site: str) -> Pages:
    """What readers ask for, as this site names it."""
    stories = stories_of(site)
    unread = stories[:: len(stories) // UNREAD][:UNREAD]
    stories = sorted(set(stories) - set(unread))
    seen = "".join(body(f"{site}{path}").decode() for path in spread(stories, 50))
    return {
        "story": stories,
        "unread": unread,
        "front page": ["/"],
        "section": sorted({f"/{path.split('/')[1]}/" for path in stories}),
        "tag": sorted(set(re.findall(r'href="(/tag/[^"]+/)"', seen))),
        "search": [f"/search/?q={word}" for word in sorted(set(WORDS))],
        "feed": ["/feed/"],
    }


def stories_of(site: str) -> list[str]:
    """From months that lie evenly over the whole archive."""
    months = [
        path for path in paths_in(body(f"{site}/sitemap.xml").decode()) if re.search(r"/[0-9]{4}-[0-9]+\.xml$", path)
    ]
    chosen = spread(months, MONTHS)
    found: list[str] = []
    for month in chosen:
        found += spread(paths_in(body(f"{site}{month}").decode()), -(-(STORIES + UNREAD) // len(chosen)))
    return found[: STORIES + UNREAD]


def paths_in(sitemap: str) -> list[str]:
    """Of a sitemap or of an index of sitemaps, whatever host it names."""
    return [urlsplit(unescape(address)).path for address in re.findall(r"<loc>\s*([^<]+?)\s*</loc>", sitemap)]


def spread(values: Sequence[str], count: int) -> list[str]:
    """So many of them, evenly apart; all if there are fewer."""
    if len(values) <= count:
        return list(values)
    return [values[number * len(values) // count] for number in range(count)]


def body(address: str) -> bytes:
    """As it comes over the wire."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        content: bytes = answer.read()
    return content
