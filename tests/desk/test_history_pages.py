"""What a story was before can be read, compared and brought back at the desk by whoever may see it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from articles import history
from articles.models import Article, Photo, Section
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db


def page_of(story: Article, name: str, *numbers: int) -> str:
    return reverse(f"admin:articles_article_{name}", args=[story.pk, *numbers])


def versions_of(story: Article) -> list[Version]:
    """Oldest first."""
    return list(history.versions(story))[::-1]


@pytest.fixture
def story(desk: Client) -> Article:
    """Three versions by edo: as it was, another headline and tag, another text."""
    story = make.article(status="draft", headline="Judul lama", tags=("Subak",), body="<p>Isi yang lama.</p>")
    for changes in ({}, {"headline": "Judul baru", "tags": ["Banjar"]}, {"body": "<p>Isi yang baru.</p>"}):
        desk.post(address(story), filled(desk, story, **changes))
    return Article.objects.get()


def test_each_version_says_who_did_what(desk: Client, story: Article) -> None:
    rows = desk.get(page_of(story, "history"), HTTP_ACCEPT_LANGUAGE="en").context["rows"]

    assert [row.said for row in rows] == ["Edo changed the text", "Edo changed the headline and 2 tags", "Edo saved it"]
    assert [row.is_first for row in rows] == [False, False, True]


def test_the_newest_is_compared_with_the_one_before(desk: Client, story: Article) -> None:
    found = desk.get(page_of(story, "compare")).context["differences"]

    assert [(each.name, each.before, each.after) for each in found] == [("body", "Isi yang lama.", "Isi yang baru.")]


def test_what_changed_in_one_version_is_against_the_one_before(desk: Client, story: Article) -> None:
    second = versions_of(story)[1]

    found = desk.get(page_of(story, "compare"), {"after": second.pk}).context["differences"]

    assert [(each.name, each.before, each.after) for each in found] == [
        ("headline", "Judul lama", "Judul baru"),
        ("tags", "Subak", "Banjar"),
    ]


@pytest.mark.parametrize("places", [(0, 2), (2, 0)])
def test_any_two_are_compared_in_their_order(desk: Client, story: Article, places: tuple[int, int]) -> None:
    kept = versions_of(story)

    response = desk.get(page_of(story, "compare"), {"before": kept[places[0]].pk, "after": kept[places[1]].pk})

    assert {each.name for each in response.context["differences"]} == {"headline", "tags", "body"}
    assert response.context["before"] == kept[0]


@pytest.mark.parametrize("count", [0, 1])
def test_with_nothing_before_it_says_so(desk: Client, count: int) -> None:
    story = make.article(status="draft")
    for _save in range(count):
        desk.post(address(story), filled(desk, story))

    response = desk.get(page_of(story, "compare"))

    assert response.status_code == 200
    assert "differences" not in response.context


@pytest.mark.parametrize("number", ["0", "-1", "x", "²", "9" * 30, "9" * 4301])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_version_that_is_none_is_not_found(desk: Client, story: Article, name: str, number: str) -> None:
    assert desk.get(page_of(story, "compare"), {name: number}).status_code == 404


def test_the_version_of_another_story_is_not_found(desk: Client, story: Article) -> None:
    other = make.article(status="draft")
    desk.post(address(other), filled(desk, other))

    response = desk.get(page_of(story, "compare"), {"before": versions_of(other)[0].pk})

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["history", "compare"])
def test_only_who_may_see_the_story_sees_its_history(client: Client, story: Article, name: str) -> None:
    client.force_login(make.person("tamu"))

    assert client.get(page_of(story, name)).status_code == 403


@pytest.mark.parametrize("name", ["history", "compare"])
def test_nobody_keeps_a_copy_of_it_on_the_way(desk: Client, story: Article, name: str) -> None:
    response = desk.get(page_of(story, name))

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_a_version_shows_all_that_it_held(desk: Client) -> None:
    photo = make.photo()
    story = make.article(
        status="draft",
        body=f'<p>Isi.</p><aside data-related-link="r1"></aside><figure data-photo="{photo.key}">Sawah.</figure>',
        lead_photo=photo,
        authors=(make.author("Ni Luh Sari"),),
        tags=("Subak",),
    )
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    desk.post(address(story), filled(desk, story))

    page = desk.get(page_of(story, "version", versions_of(story)[0].pk)).content.decode()

    for words in ("Isi.", "Yang ditunggu", "Sawah.", "Ni Luh Sari", "Subak", photo.file.url):
        assert words in page


@pytest.mark.parametrize(("name", "count"), [("history", 10), ("compare", 11), ("version", 12)])
def test_the_pages_ask_no_more_for_many_versions(
    desk: Client, story: Article, name: str, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(8):
        desk.post(address(story), filled(desk, Article.objects.get(), headline=f"Judul {number}"))
    place = page_of(story, name, *([versions_of(story)[3].pk] if name == "version" else []))
    desk.get(place)

    with django_assert_num_queries(count):
        desk.get(place)


def test_the_section_and_photo_that_are_gone_are_named_and_the_rest_comes_back(desk: Client) -> None:
    story = make.article(
        status="draft", headline="Judul lama", section=make.section("Lama"), lead_photo=make.photo(), tags=("Subak",)
    )
    desk.post(address(story), filled(desk, story))
    now = make.section("Kini")
    desk.post(address(story), filled(desk, story, headline="Judul baru", section=now.pk, lead_photo="", tags=[]))
    Section.objects.filter(name="Lama").delete()
    Photo.objects.all().delete()
    story = Article.objects.get()

    response = desk.post(page_of(story, "version", versions_of(story)[0].pk), {"version": story.version}, follow=True)

    story.refresh_from_db()
    assert (story.headline, story.section, story.lead_photo) == ("Judul lama", now, None)
    assert list(story.tags.names()) == ["Subak"]
    assert len([message for message in response.context["messages"] if message.level_tag == "warning"]) == 2


def test_a_version_that_went_meanwhile_is_not_restored(story: Article, citra: User) -> None:
    first = versions_of(story)[0]
    Version.objects.get(pk=first.pk).revision.delete()

    with pytest.raises(history.NotRestored):
        history.restore(story, first, by=citra)

    assert Article.objects.get().headline == "Judul baru"
