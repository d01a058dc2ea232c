"""The front page: what editors pinned, the newest for the rest, and nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import Article, Pin, Section
from articles.models.article import Kind
from articles.workflow import Status
from tests import make
from tests.site.test_pages_of_lists import plan_of

pytestmark = pytest.mark.django_db

SOON = make.NOW + timedelta(hours=2)


def stories(number: int, section: Section | None = None) -> list[Article]:
    """Newest first."""
    return [
        make.article(
            headline=f"{section or 'Umum'} {i}",
            section=section or make.section(),
            published_at=make.YESTERDAY - timedelta(minutes=i),
        )
        for i in range(number)
    ]


def page(client: Client) -> html.HtmlElement:
    return html.fromstring(client.get("/").content.decode())


def headlines(part: html.HtmlElement, css_class: str) -> list[str]:
    return part.xpath(f"//*[contains(@class, '{css_class}')]//a[not(@aria-hidden)]/text()")


def lead(client: Client) -> str:
    return headlines(page(client), "front-lead")[-1]


def test_fills_itself_when_nobody_has_curated_it(client: Client) -> None:
    stories(8, make.section("Daerah"))
    stories(8, make.section("Budaya"))

    seen = page(client)

    assert headlines(seen, "front-lead")[-1] == "Budaya 0"
    assert len(headlines(seen, "card-headline")) > 5
    assert seen.xpath("//*[contains(@class, 'label')]/a/text()") == ["Budaya", "Daerah"]


@pytest.mark.parametrize("number", [1, 3, 6, 14, 40])
def test_shows_no_story_twice(number: int, client: Client) -> None:
    for name in ("Daerah", "Budaya"):
        stories(number, make.section(name))

    links = page(client).xpath("//main//a[not(@aria-hidden)]/@href")
    counted = Counter(link for link in links if link.count("/") > 2 and "archive" not in link)

    assert max(counted.values()) == 1


def test_leads_with_the_first_pin_and_keeps_their_order(client: Client) -> None:
    newest, *others = stories(12)
    for position, story in enumerate([others[7], others[4]]):
        Pin.objects.create(article=story, position=position)

    seen = page(client)

    assert headlines(seen, "front-lead")[-1] == others[7].headline
    assert seen.xpath("//*[@class='front-second']//h2/a/text()")[:2] == [others[4].headline, newest.headline]


def test_shows_every_pin_at_the_top_however_many(client: Client) -> None:
    pinned = stories(20)[8:]
    for position, story in enumerate(pinned):
        Pin.objects.create(article=story, position=position)

    seen = headlines(page(client), "card-headline")

    assert seen[: len(pinned)] == [story.headline for story in pinned]


def test_pins_in_the_block_of_a_section_and_fills_the_rest(client: Client) -> None:
    section = make.section("Daerah")
    stories(25, make.section("Umum"))
    old = make.article(headline="Lama tapi penting", section=section, published_at=make.NOW - timedelta(days=900))
    stories(3, section)
    Pin.objects.create(article=old, section=section)

    block = page(client).xpath("//section[@aria-labelledby='block-daerah']")[0]

    assert block.xpath(".//h3/a/text()")[0] == "Lama tapi penting"


def test_shows_a_pin_from_its_beginning_to_its_end_and_no_longer(client: Client) -> None:
    newest, pinned, *_ = stories(3)
    pin = Pin.objects.create(article=pinned)

    for begins_at, ends_at, leads in (
        (None, None, pinned),
        (make.YESTERDAY, SOON, pinned),
        (SOON, None, newest),
        (None, make.YESTERDAY, newest),
    ):
        Pin.objects.filter(pk=pin.pk).update(begins_at=begins_at, ends_at=ends_at)
        assert lead(client) == leads.headline


@pytest.mark.parametrize(
    "hidden", [{"status": Status.DRAFT}, {"published_at": make.TOMORROW}, {"embargo_until": make.TOMORROW}]
)
def test_never_shows_a_pinned_story_before_its_time(hidden: dict, client: Client) -> None:
    make.article(headline="Yang terbit")
    Pin.objects.create(article=make.article(headline="Belum boleh", **hidden))

    assert lead(client) == "Yang terbit"
    assert "Belum boleh" not in client.get("/").content.decode()


def test_an_advertorial_is_neither_pinned_to_the_top_nor_shown_there(client: Client) -> None:
    make.article(headline="Berita biasa")
    paid = make.article(headline="Dibayar", kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji")
    Pin.objects.create(article=paid)

    with pytest.raises(ValidationError):
        Pin(article=paid).full_clean()
    assert lead(client) == "Berita biasa"


def test_a_pin_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError):
        Pin(article=make.article(), begins_at=make.NOW, ends_at=make.YESTERDAY).full_clean()


def test_leaves_out_the_block_of_a_section_that_wants_none(client: Client) -> None:
    stories(40, make.section("Daerah"))
    stories(4, make.section("Arsip Lama", on_front_page=False))

    assert page(client).xpath("//*[contains(@class, 'label')]/a/text()") == ["Daerah"]


def test_shows_breaking_stories_in_a_strip_until_their_end(client: Client) -> None:
    story = make.article(headline="Gempa di Karangasem", breaking_until=SOON)
    stories(9)

    assert headlines(page(client), "breaking-stories") == ["Gempa di Karangasem"]
    assert page(client).xpath("count(//main//a[text()='Gempa di Karangasem'])") == 1
    Article.objects.filter(pk=story.pk).update(breaking_until=timezone.now())
    assert headlines(page(client), "breaking-stories") == []


def test_finds_breaking_stories_without_walking_the_archive() -> None:
    make.archive()

    with CaptureQueriesContext(connection) as queries:
        Article.objects.breaking().order_by("-breaking_until").first()

    assert "article_breaking" in plan_of(queries[0])


def test_an_advertorial_is_never_breaking(client: Client) -> None:
    make.article(kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji", breaking_until=SOON)
    make.article()

    assert headlines(page(client), "breaking-stories") == []


def test_a_story_that_is_not_public_is_never_breaking(client: Client) -> None:
    make.article(headline="Belum boleh", breaking_until=SOON, published_at=make.TOMORROW)
    make.article()

    assert "Belum boleh" not in client.get("/").content.decode()
