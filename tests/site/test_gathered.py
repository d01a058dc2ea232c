"""What hangs on a story comes in the story's own row, whatever it is called."""

import pytest
from django.test import Client
from lxml import html

from articles import listing
from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db

AWKWARD = ['I "Gede" Arya', "Ni Luh \\ Sari", "Ayu, Komang]", "Wayan 🌾 – “Bli”", '{"a": 1}', "100 %s"]


def names(page: str, rel: str) -> list[str]:
    return html.fromstring(page).xpath(f"//a[@rel='{rel}']/text()")


def test_names_its_authors_in_their_order_and_its_tags_by_name(client: Client) -> None:
    authors = tuple(make.author(name) for name in reversed(AWKWARD))
    story = make.article(authors=authors, tags=("subak", *(name.replace(",", ";") for name in AWKWARD)))

    page = client.get(story.get_absolute_url()).content.decode()

    assert names(page, "author") == AWKWARD[::-1]
    assert names(page, "tag") == sorted(["subak", *(name.replace(",", ";") for name in AWKWARD)])


def test_a_card_and_a_feed_name_them_too(client: Client) -> None:
    make.article(authors=tuple(make.author(name) for name in AWKWARD), tags=("subak",))

    page = html.fromstring(client.get("/tag/subak/").content.decode())
    (entry,) = listing.entries(listing.everything())

    assert page.xpath("//*[@class='card-meta']//bdi/text()") == AWKWARD
    assert [name for *_place, name in listing.lines(entry.authors)] == AWKWARD


def test_has_no_names_where_there_are_none(client: Client) -> None:
    story = make.article()

    page = client.get(story.get_absolute_url()).content.decode()

    assert (names(page, "author"), names(page, "tag")) == ([], [])


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [("https://a.example/x", True), ("HTTP://a.example/x", True), ("ftp://a.example/x", False), ("//a.example", False)],
)
def test_a_link_outside_leads_to_the_web_or_nowhere(url: str, is_shown: bool, client: Client) -> None:
    story = make.article()
    link = make.link(story, url="https://a.example/", label="Peta")
    type(link).objects.update(url=url)

    assert ("Peta" in client.get(story.get_absolute_url()).content.decode()) is is_shown


def test_the_last_and_the_first_of_a_section_have_one_neighbour(client: Client) -> None:
    make.article(section=make.section("Budaya"))
    stories: list[Article] = [make.article(published_at=make.YESTERDAY, headline=f"Kabar {i}") for i in range(3)]

    found = [listing.story(story.pk) for story in stories]
    beside = [listing.around(story, []) for story in found if story]

    assert [[each.headline for each in around.earlier] for around in beside] == [[], ["Kabar 0"], ["Kabar 1"]]
    assert [[each.headline for each in around.later] for around in beside] == [["Kabar 1"], ["Kabar 2"], []]
