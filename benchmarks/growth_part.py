"""What growth_speed.py asks: pages made anew, through every middleware and template."""

import json
import sys
import time

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils import timezone

from articles.listing import Cursor
from articles.models import Article, Author, Section, Tag
from benchmarks.corpus import WORDS

TIMES = 15  # each


def measure() -> None:
    """Tell what the page costs that each line of standard input names; for an empty one, which pages there are."""
    setup_test_environment(debug=False)
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    pages = addresses()
    for line in sys.stdin:
        name = line.strip()
        print(json.dumps(cost(client, pages[name]) if name else list(pages)), flush=True)


def cost(client: Client, address: str) -> dict[str, float]:
    status = client.get(address).status_code
    if status != 200:
        raise SystemExit(f"{address}: answered {status}. Nothing is measured.")
    # The fewest: twice a second somebody asks for the state of the paper besides. The quickest: what the page takes
    # without what others do meanwhile.
    queries = min(asked(client, address) for _ in range(3))
    return {"ms": min(milliseconds(client, address) for _ in range(TIMES)), "queries": queries}


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def milliseconds(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def addresses() -> dict[str, str]:
    newest, middle, oldest = (place(share) for share in (0, 0.5, 0.999))
    section = Section.objects.order_by("pk")[0].get_absolute_url()
    tag = Tag.objects.alias(count=Count("tagged_articles")).order_by("-count", "pk")[0].get_absolute_url()
    author = Author.objects.alias(count=Count("bylines")).order_by("-count", "pk")[0].get_absolute_url()
    day = timezone.localdate(middle.at)
    date = {"year": day.year, "month": day.month, "day": day.day}
    year, month = (f"/archive/{part}/" for part in (f"{day:%Y}", f"{day:%Y}/{day:%m}"))
    return {
        "front page": "/",
        **lists("section", section, middle, oldest),
        **lists("tag", tag, middle, oldest),
        **lists("author", author, middle, oldest),
        "newest story": story(newest),
        "oldest story": story(oldest),
        "archive": "/archive/",
        "a year": year,
        "a month": month,
        "a day": f"{month}{date['day']:02d}/",
        "feed": "/feed/",
        "feed of a section": f"{section}feed/",
        "sitemap index": "/sitemap.xml",
        "sitemap of a month": f"/sitemap/{day:%Y}-{day:%m}.xml",
        "news sitemap": "/sitemap/news.xml",
        "search, one word": f"{reverse('search')}?q={WORDS[0]}",
        "search, deep": f"{reverse('search')}?q={WORDS[0]}&before={middle}",
    }


def lists(name: str, address: str, middle: Cursor, oldest: Cursor) -> dict[str, str]:
    """Its first page, one in the middle of the archive, and the last."""
    return {
        name: address,
        f"{name}, in the middle": f"{address}?before={middle}",
        f"{name}, at the end": f"{address}?after={oldest}",
    }


def place(share: float) -> Cursor:
    """Of the story that so large a part of the archive is newer than."""
    public = Article.objects.public()
    number = int(public.count() * share)
    return Cursor(*public.newest_first().values_list("published_at", "pk")[number])


def story(at: Cursor) -> str:
    return Article.objects.get(pk=at.pk).get_absolute_url()
