"""Where a story leads on to: chosen by hand, then by tags and words; its neighbours in the section; other sites."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from lxml import html

from articles.models import Article
from articles.models.article import Kind
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db


def at(days_ago: int) -> dict:
    return {"published_at": make.NOW - timedelta(days=days_ago)}


def links(client: Client, story: Article, css_class: str) -> list[str]:
    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())
    return page.xpath(f"//*[@class='{css_class}']//a/text()")


def related(client: Client, story: Article) -> list[str]:
    return links(client, story, "related-links")


def test_relates_first_what_was_chosen_then_what_shares_most_tags(client: Client) -> None:
    story = make.article(tags=("subak", "air", "desa"), **at(1))
    make.article(headline="Satu tanda", tags=("subak",), **at(2))
    make.article(headline="Dua tanda", tags=("subak", "air"), **at(3))
    chosen = make.article(headline="Pilihan redaksi", **at(900))
    make.link(story, target=chosen)

    assert related(client, story) == ["Pilihan redaksi", "Dua tanda", "Satu tanda"]


def test_relates_by_the_words_of_the_headline_within_the_section(client: Client) -> None:
    story = make.article(headline="Harga beras merah naik di Tabanan", **at(1))
    make.article(headline="Petani Tabanan tanam beras merah lagi", **at(2))
    make.article(headline="Lomba layang-layang di Sanur", **at(3))
    for number in range(9):
        make.article(headline=f"Hal lain {number}", **at(4 + number))

    assert related(client, story) == ["Petani Tabanan tanam beras merah lagi"]


@pytest.mark.parametrize(
    "hidden",
    [{"status": Status.DRAFT}, {"published_at": make.TOMORROW}, {"embargo_until": make.TOMORROW}],
)
def test_leads_to_nothing_that_is_not_public(hidden: dict, client: Client) -> None:
    story = make.article(headline="Harga beras merah naik", tags=("subak",))
    make.article(headline="Harga beras merah rahasia", tags=("subak",), **hidden)

    assert "rahasia" not in client.get(story.get_absolute_url()).content.decode()


def test_never_relates_an_advertisement_by_itself(client: Client) -> None:
    story = make.article(tags=("subak",))
    make.article(headline="Dibayar", tags=("subak",), kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji")

    assert related(client, story) == []


def test_leads_to_its_neighbours_in_the_section(client: Client) -> None:
    other = make.section("Budaya")
    for name, days_ago in (("Sebelum", 3), ("Jauh sebelum", 4), ("Sesudah", 1)):
        make.article(headline=name, **at(days_ago))
    make.article(headline="Rubrik lain", section=other, **at(2))
    story = make.article(**at(2))

    assert links(client, story, "neighbours") == ["Sebelum", "Sesudah"]


def test_tells_two_neighbours_of_one_instant_apart(client: Client) -> None:
    first, second, third = (make.article(headline=name, **at(1)) for name in ("Satu", "Dua", "Tiga"))

    assert links(client, second, "neighbours") == ["Satu", "Tiga"]
    assert links(client, first, "neighbours") == ["Dua"]
    assert links(client, third, "neighbours") == ["Dua"]


def test_names_no_story_twice(client: Client) -> None:
    story = make.article(tags=("subak",), **at(5))
    for number in range(9):
        make.article(headline=f"Lain {number}", tags=("subak",), **at(number))

    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())
    found = page.xpath("//main//a[starts-with(text(), 'Lain ')]/text()")

    assert len(found) == len(set(found)) >= 8


def test_shares_by_plain_addresses_with_the_headline_and_the_page(client: Client) -> None:
    story = make.article(headline="Harga 100% & pajak + “naik”")
    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())

    addresses = page.xpath("//*[@class='share']//a/@href")
    url = f"http://localhost:8000{story.get_absolute_url()}"

    assert parse_qs(urlsplit(addresses[0]).query)["text"] == [f"{story.headline} {url}"]
    assert parse_qs(urlsplit(addresses[2]).query)["u"] == [url]
    assert addresses[4].startswith("mailto:?subject=Harga%20100%25%20%26%20pajak%20%2B%20")
