"""The editor of crowd.py: publishes a story every ten seconds, and looks when readers have it."""

import json
import time
import urllib.request
from contextlib import suppress

from django.contrib.auth.models import Group, User
from django.db import DatabaseError, InterfaceError

from articles import publishing
from articles.models import Article, Author, Byline, Section
from benchmarks import corpus

EVERY_SECONDS = 10.0
LOOKS_SECONDS = 0.25


def publish_until(end: float, site: str) -> None:
    """Of each publication what it took, and how long until readers had it."""
    citra = User.objects.create_user("citra", is_staff=True)
    citra.groups.add(Group.objects.get(name="chief"))
    published: list[dict[str, float]] = []
    while time.time() + EVERY_SECONDS < end:
        began = time.time()
        try:
            took = publish(citra, len(published))
        except (DatabaseError, InterfaceError):
            break
        seen = seconds_until_seen(site, headline_of(len(published)), end)
        published.append({"took_ms": took * 1000, "seen_ms": seen * 1000})
        time.sleep(max(0.0, began + EVERY_SECONDS - time.time()))
    print(json.dumps(published))


def publish(by: User, number: int) -> float:
    """The seconds it took."""
    story = Article.objects.create(
        headline=headline_of(number),
        body="<p>Subak menanam padi.</p>",
        section=Section.objects.order_by("pk")[0],
        created_by=by,
    )
    Byline.objects.create(article=story, author=Author.objects.order_by("pk")[0], position=0)
    began = time.perf_counter()
    publishing.publish(story, by=by, because="diukur")
    return time.perf_counter() - began


def headline_of(number: int) -> str:
    return f"Baru terbit {number}: {corpus.headline(number)}"


def seconds_until_seen(site: str, headline: str, end: float) -> float:
    """Until the front page has it, or until the end."""
    began = time.time()
    while time.time() < end:
        with suppress(OSError), urllib.request.urlopen(f"{site}/", timeout=30) as answer:
            if headline in answer.read().decode():
                break
        time.sleep(LOOKS_SECONDS)
    return time.time() - began
