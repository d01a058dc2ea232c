"""A move's page says what it will do, does it once, and keeps what was filled in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db


def page(story: Article, move: str) -> str:
    return f"/admin/articles/article/{story.pk}/move/{move}/"


def test_publishes_now_when_no_time_is_given(desk: Client) -> None:
    story = make.article(status="draft")

    response = desk.post(page(story, "publish"), {"version": 1, "at_0": "", "at_1": ""})

    assert response.status_code == 302
    assert Article.objects.get().is_public()


def test_a_time_is_read_in_the_newsrooms_zone(desk: Client) -> None:
    story = make.article(status="draft")

    desk.post(page(story, "publish"), {"version": 1, "at_0": "2030-02-23", "at_1": "06:00"})

    story = Article.objects.get()
    assert story.is_scheduled()
    assert f"{timezone.localtime(story.published_at):%H:%M %Z}" == "06:00 WITA"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_date_is_read_day_first_in_either_language(desk: Client, language: str) -> None:
    story = make.article(status="draft")

    desk.post(
        page(story, "publish"),
        {"version": 1, "at_0": "05-12-2030", "at_1": "06.00"},
        headers={"accept-language": language},
    )

    assert f"{timezone.localtime(Article.objects.get().published_at):%d %B %H:%M}" == "05 December 06:00"


@pytest.mark.parametrize("year", ["0001", "0202", "9999"])
def test_a_year_that_no_newspaper_has_is_refused_in_words(desk: Client, year: str) -> None:
    story = make.article(status="draft")

    response = desk.post(page(story, "publish"), {"version": 1, "at_0": f"{year}-01-02", "at_1": "06:00"})

    assert response.context["form"].errors["at"]
    assert Article.objects.get().status == "draft"


def test_names_its_zone_beside_the_time(desk: Client) -> None:
    assert "WITA" in desk.get(page(make.article(status="draft"), "publish")).content.decode()


def test_a_second_identical_request_has_no_second_effect(desk: Client) -> None:
    story = make.article(status="draft")
    desk.post(page(story, "publish"), {"version": 1})

    response = desk.post(page(story, "publish"), {"version": 1})

    assert response.status_code == 200
    assert Article.objects.get().version == 2


def test_a_move_begun_on_an_older_version_is_refused_and_keeps_the_reason(client: Client, citra: User) -> None:
    story = make.article(version=3)
    client.force_login(citra)

    response = client.post(page(story, "withdraw"), {"version": 2, "because": "Salah orang."})

    assert Article.objects.get().status == "published"
    assert "Salah orang." in response.content.decode()


def test_says_what_is_lacking_and_offers_no_button(desk: Client) -> None:
    response = desk.get(page(make.article(status="draft", section=None), "publish"))

    assert response.context["lacks"]
    assert 'class="default"' not in response.content.decode()


def test_a_move_that_is_none_is_not_found(desk: Client) -> None:
    assert desk.get(page(make.article(), "celebrate")).status_code == 404


def test_nothing_moves_by_looking(desk: Client) -> None:
    story = make.article(status="draft")

    desk.get(page(story, "publish"))

    assert Article.objects.get().status == "draft"
