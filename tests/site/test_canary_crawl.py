"""No word of a story that is not public comes out: every address that is, is linked, or can be guessed is fetched."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests.desk.test_who_gets_where import FOR_READERS, everything, filled, routes
from tests.site.canaries import COME_OUT, DUE, NOW, OVER, SHAPE, Canaries, let_loose

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"""(?:href|src|action|content)=["']?([^"'\s>]+)|<loc>([^<]+)|"(?:url|id|\w+_url)": "([^"]+)\"""")
MOMENTS = {
    "before": NOW,
    "just before one is due": DUE - timedelta(microseconds=1),
    "when one is due": DUE,
    "when all are out": OVER + timedelta(seconds=1),
}
ODD: tuple[dict[str, Any], ...] = (
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"HTTP_RANGE": "bytes=0-99"},
    {"HTTP_X_FORWARDED_HOST": "localhost:8000", "HTTP_X_PREVIEW": "1"},
)
SEARCHED = {"Article.headline", "Article.standfirst", "Article.body", "Article.kicker", "Author.name", "Tag.name"}


class Crawl:
    """Fetches, and remembers each word that it met, with the first address where it did."""

    def __init__(self, client: Client, canaries: Canaries) -> None:
        self.client, self.canaries = client, canaries
        self.fetches = 0
        self.met: dict[bytes, str] = {}

    def fetch(self, address: str, method: str = "get", **headers: Any) -> str:
        self.fetches += 1
        response = getattr(self.client, method)(address, **headers)
        content = response.getvalue()
        # What was asked for may be said again.
        asked = set(SHAPE.findall(unquote(address).encode()))
        for word in self._words(content + str(response.headers).encode() + response.reason_phrase.encode()) - asked:
            self.met.setdefault(word, f"{method} {address} {headers}")
        return content.decode(errors="ignore")

    def _words(self, content: bytes) -> set[bytes]:
        others = {word for word in self.canaries.words if not SHAPE.fullmatch(word) and word in content}
        return set(SHAPE.findall(content)) & self.canaries.words.keys() | others

    def follow(self) -> None:
        """From the addresses of all routes to all that they lead to."""
        row = everything()
        waiting = [filled(routes()[name], row) for name in FOR_READERS.split()]
        seen = set(waiting)
        while waiting:
            for address in leads(self.fetch(waiting.pop())):
                if address not in seen:
                    seen.add(address)
                    waiting.append(address)

    def guess(self) -> None:
        for address in self.canaries.paths:
            self.fetch(address)
            self.fetch(address, "head")
        for story in self.canaries.stories.values():
            for headers in ODD:
                self.fetch(story.get_absolute_url(), **headers)
        for word, (_state, name) in self.canaries.words.items():
            if name in SEARCHED:
                self.fetch(f"/search/?q={word.decode()}")

    def knock(self) -> None:
        """At each of the desk's doors, once."""
        doors: set[str] = set()
        for story in self.canaries.stories.values():
            row = dict.fromkeys(("article", "draft", "version", "photo", "tag", "author", "user", "pin"), story.pk)
            for name, address in routes().items():
                if address.startswith("admin/") and name not in FOR_READERS.split():
                    doors.add(filled(address, {**dict.fromkeys(EVERY_NOUN, 1), **row, "photo key": "x"}))
        for door in doors:
            self.fetch(door)


EVERY_NOUN = (
    *("section", "standingpage", "importbatch", "importedsource", "legacyaddress", "version", "draft"),
    *("note", "assignment"),
)


def leads(page: str) -> Iterator[str]:
    for found in ADDRESS.finditer(page):
        address = html.unescape(next(part for part in found.groups() if part)).split("#")[0]
        address = address.removeprefix(settings.SITE_ADDRESS)
        if address.startswith("/") and not address.startswith(("//", "/static/", "/media/")):
            yield address


def of_nobody() -> Client:
    return Client()


def of_somebody_without_a_role() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("tamu", is_staff=True))
    return client


def crawled(moment: datetime, reader: Any) -> tuple[Canaries, Crawl]:
    with time_machine.travel(NOW, tick=False):
        canaries = let_loose()
    with time_machine.travel(moment, tick=False):
        crawl = Crawl(reader(), canaries)
        crawl.follow()
        crawl.guess()
        if moment == NOW:
            crawl.knock()
    return canaries, crawl


# At least 2,000 fetches in all.
@pytest.mark.long
@pytest.mark.parametrize(
    ("moment", "reader"), [*((moment, of_nobody) for moment in MOMENTS), ("before", of_somebody_without_a_role)]
)
def test_meets_no_word_of_what_is_hidden(moment: str, reader: Any) -> None:
    at = MOMENTS[moment]

    canaries, crawl = crawled(at, reader)

    leaks = {canaries.words[word]: where for word, where in crawl.met.items() if word in canaries.hidden_at(at)}
    assert leaks == {}
    assert crawl.fetches >= 500
    if at > OVER:
        assert_met_what_came_out({canaries.words[word] for word in crawl.met})


def assert_met_what_came_out(met: set[tuple[str, str]]) -> None:
    """Else the crawl could not meet any word."""
    for state in COME_OUT:
        for name in ("headline", "kicker", "standfirst", "body", "place", "edited_by", "rights", "unverified_reason"):
            assert (state, f"Article.{name}") in met, name
        for name in ("Author.name", "Author.about", "Tag.name", "Tag.description", "Photo.caption", "Photo.credit"):
            assert (state, name) in met, name
        assert (state, "label") in met


def test_nothing_that_is_hidden_is_counted() -> None:
    """Every page is as if the hidden stories were not there."""
    with time_machine.travel(NOW, tick=False):
        canaries = let_loose()
        pages, client = {}, Client()
        waiting = ["/", "/berita/", "/archive/", "/search/?q=subak", "/sitemap.xml", "/tag/bersama/", "/feed/json/"]
        while waiting:
            address = waiting.pop()
            page = client.get(address).getvalue().decode(errors="ignore")
            pages[address] = page
            waiting += [found for found in set(leads(page)) if found not in pages and found not in waiting]
        hidden = [story.pk for state, story in canaries.stories.items() if state != "deleted"]
        for story in Article.objects.filter(pk__in=hidden):
            story.linked_from.all().delete()
            story.pins.all().delete()
            story.delete()

        without = {address: client.get(address).getvalue().decode(errors="ignore") for address in pages}

    assert len(pages) > 50
    assert without == pages


def test_every_noun_that_hangs_on_a_story_has_its_canaries() -> None:
    """A new one is let loose in canaries.py, if it holds words, and is named here."""
    hanging = {
        each.related_model.__name__ for each in Article._meta.get_fields(include_hidden=True) if each.one_to_many
    }

    assert hanging <= {
        *("Byline", "LegacyAddress", "RelatedLink", "TaggedArticle", "Pin", "PreviewLink", "UnsavedWork"),
        *("Presence", "Appointment", "Override", "Note", "Assignment", "MailNotice"),
    }
