"""A page asks the database as often for sixty stories as for three."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, StandingPage
from articles.search import walk
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db

COUNTS = {
    "/": 5,
    "/berita/": 4,
    "/tag/subak/": 3,
    "/author/ni-luh-sari/": 3,
    "/page/redaksi/": 2,
    "/archive/": 4,
    "/archive/{year}/": 2,
    "/archive/{year}/{month}/": 4,
    "/archive/{year}/{month}/{day}/": 5,
    "/feed/": 1,
    "/feed/atom/": 1,
    "/feed/json/": 1,
    "/berita/feed/": 3,
    "/tag/subak/feed/": 2,
    "/author/ni-luh-sari/feed/": 2,
    "/sitemap.xml": 9,
    "/sitemap/parts.xml": 3,
    "/sitemap/news.xml": 1,
    "/sitemap/{year}-{month}.xml": 3,
    "/robots.txt": 0,
    "/llms.txt": 2,
    "/opensearch.xml": 0,
    "/manifest.webmanifest": 0,
    "/identity.css": 0,
    "/picture/site.jpg": 0,
    "/oembed/?url={address}": 2,
    "/tidak-ada/": 4,
    "/x/{withdrawn}/y/": 5,
}


def fill(number: int) -> list[Article]:
    author, other = make.author(), make.author("Komang Ayu")
    parts = [make.section(), make.section("Buleleng", parent=make.section()), make.section("Budaya")]
    return [
        make.article(
            published_at=make.YESTERDAY - timedelta(seconds=i),
            section=parts[i % 3],
            authors=(author, other),
            tags=("subak", f"tanda {i}"),
            lead_photo=make.photo(caption=f"Foto {i}") if i < 9 else None,
        )
        for i in range(number)
    ]


@pytest.mark.parametrize("number", [3, 60])
def test_asks_a_fixed_number_of_times(number: int, client: Client, django_assert_num_queries: Any) -> None:
    story = fill(number)[-1]
    withdrawn = make.article(status=Status.WITHDRAWN)
    StandingPage.objects.filter(slug="redaksi").update(word_count=9)
    day = timezone.localdate(make.YESTERDAY)
    parts = {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "withdrawn": withdrawn.pk}
    parts["address"] = f"http://localhost:8000{story.get_absolute_url()}"

    for address, count in COUNTS.items():
        with django_assert_num_queries(count, info=address):
            client.get(address.format(**parts))


@pytest.mark.parametrize(
    ("number", "nearest", "count"), [(3, 100, 5), (60, 100, 5), (60, 30, 5), (60, 5, 6), (3, 2, 7)]
)
def test_asks_less_often_for_a_search_whose_first_page_recent_stories_fill(
    number: int,
    nearest: int,
    count: int,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr(walk, "NEAREST", nearest)
    fill(number)

    with django_assert_num_queries(count):
        client.get("/search/?q=naskah")


@pytest.mark.parametrize("number", [3, 60])
def test_asks_three_times_for_a_story_with_many_links(
    number: int, client: Client, django_assert_num_queries: Any
) -> None:
    story, *others = fill(number)
    for position, other in enumerate(others[:20]):
        make.link(story, target=other, position=position)

    with django_assert_num_queries(3):
        client.get(story.get_absolute_url())


@pytest.mark.parametrize("number", [1, 20])
def test_asks_once_for_the_photos_and_once_for_the_links_of_a_text(
    number: int, client: Client, django_assert_num_queries: Any
) -> None:
    stories = [make.article(headline=f"Sasaran {i}") for i in range(number)]
    for i, story in enumerate(stories):
        story.legacy_addresses.create(path=f"/lama/{i}")
    hrefs = [*(f"/lama/{i}/" for i in range(number)), *(story.get_absolute_url() for story in stories)]
    photos = "".join(f'<figure data-photo="{make.photo().key}">Foto {i}</figure>' for i in range(number))
    links = "".join(f'<p><a href="{href}">a</a></p>' for href in hrefs)
    outside = '<p><a href="https://a.example/">a</a></p>'

    for body, count in ((outside, 3), (photos, 4), (links, 4), (photos + links + outside, 5)):
        story = make.article(body=body)
        make.link(story, target=stories[0])
        with django_assert_num_queries(count, info=body[:20]):
            client.get(story.get_absolute_url())


@pytest.mark.parametrize("number", [1, 9])
def test_asks_once_for_the_photos_and_links_of_all_texts_of_a_feed(
    number: int, client: Client, django_assert_num_queries: Any
) -> None:
    target = make.article()
    link = f'<p><a href="{target.get_absolute_url()}">a</a></p>'
    for _ in range(number):
        make.article(body=f'<figure data-photo="{make.photo().key}">Foto</figure>{link}', tags=("air",))

    for address in ("/feed/", "/feed/atom/", "/feed/json/"):
        with django_assert_num_queries(3, info=address):
            client.get(address)


def test_asks_as_often_with_many_sections(client: Client, django_assert_num_queries: Any) -> None:
    for i in range(25):
        make.article(section=make.section(f"Rubrik {i}"))

    with django_assert_num_queries(COUNTS["/"]):
        client.get("/")
