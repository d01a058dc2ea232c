"""The editor of crowd.py: publishes a story every ten seconds, and looks when readers have it."""

import json
import time
import urllib.request

from django.contrib.auth.models import Group, User
from django.db import DatabaseError, InterfaceError

from articles import publishing
from articles.models import Article, Author, Byline, Section
from benchmarks import corpus

EVERY_SECONDS = 10.0
LOOKS_SECONDS = 0.25


def publish_until(end: float, site: str) -> None:
    citra = User.objects.create_user("citra", is_staff=True)
    citra.groups.add(Group.objects.get(name="chief"))
    published = []
    while time.time() + EVERY_SECONDS < end:
        began = time.time()
        try:
            published.append(publish(citra, site, len(published)))
        except (DatabaseError, InterfaceError):
            break
        time.sleep(max(0.0, began + EVERY_SECONDS - time.time()))
    print(json.dumps(published))


def publish(by: User, site: str, number: int) -> dict[str, float]:
    record = corpus.story(number, among=1000)
    headline = f"Baru terbit {number}: {record.headline}"
    story = Article.objects.create(
        headline=headline, body="<p>Subak menanam padi.</p>", section=Section.objects.order_by("pk")[0], created_by=by
    )
    Byline.objects.create(article=story, author=Author.objects.order_by("pk")[0], position=0)
    began = time.perf_counter()
    publishing.publish(story, by=by, because="diukur")
    out = time.perf_counter()
    while headline not in front_page(site):
        time.sleep(LOOKS_SECONDS)
    return {"took_ms": (out - began) * 1000, "seen_ms": (time.perf_counter() - out) * 1000}


def front_page(site: str) -> str:
    with urllib.request.urlopen(f"{site}/", timeout=30) as answer:
        text: str = answer.read().decode()
    return text
