"""A move's page says what it will do, does it once, and keeps what was filled in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests import make
from tests.desk.moving import confirmed, page

pytestmark = pytest.mark.django_db


def test_publishes_now(desk: Client) -> None:
    story = make.article(status="draft")

    response = desk.post(page(story, "publish"), {"version": 1})

    assert response.status_code == 302
    assert Article.objects.get().is_public()


def test_a_time_is_read_in_the_newsrooms_zone(desk: Client) -> None:
    story = make.article(status="draft")

    confirmed(desk, page(story, "schedule"), {"version": 1, "at_0": "2030-02-23", "at_1": "06:00"})

    story = Article.objects.get()
    assert story.is_scheduled()
    assert f"{timezone.localtime(story.published_at):%H:%M %Z}" == "06:00 WITA"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_date_is_read_day_first_in_either_language(desk: Client, language: str) -> None:
    story = make.article(status="draft")

    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    confirmed(desk, page(story, "schedule"), {"version": 1, "at_0": "05-12-2030", "at_1": "06.00"})

    assert f"{timezone.localtime(Article.objects.get().published_at):%d %B %H:%M}" == "05 December 06:00"


@pytest.mark.parametrize("year", ["0001", "0202", "9999"])
def test_a_year_that_no_newspaper_has_is_refused_in_words(desk: Client, year: str) -> None:
    story = make.article(status="draft")

    response = desk.post(page(story, "schedule"), {"version": 1, "at_0": f"{year}-01-02", "at_1": "06:00"})

    assert response.context["form"].errors["at"]
    assert Article.objects.get().status == "draft"


def test_names_its_zone_beside_the_time(desk: Client) -> None:
    assert "WITA" in desk.get(page(make.article(status="draft"), "schedule")).content.decode()


@pytest.mark.parametrize("later_saves", [0, 2])
def test_a_form_sent_twice_has_one_effect_and_leads_to_the_story(desk: Client, edo: User, later_saves: int) -> None:
    story = make.article(status="draft")
    desk.post(page(story, "publish"), {"version": 1})
    for _save in range(later_saves):
        publishing.reschedule(Article.objects.get(), by=edo)
    before = Article.objects.get().version

    response = desk.post(page(story, "publish"), {"version": 1}, follow=True)

    assert [message.level_tag for message in response.context["messages"]][-1:] == ["info"]
    assert response.redirect_chain[-1][0].endswith(f"/{story.pk}/change/")
    assert Article.objects.get().version == before


def test_a_reporter_who_sends_twice_is_not_told_of_missing_rights(client: Client, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)
    client.force_login(rina)
    client.post(page(story, "submit"), {"version": 1})

    assert client.post(page(story, "submit"), {"version": 1}).status_code == 302
    assert Article.objects.get().version == 2


def test_a_move_that_the_state_does_not_allow_leads_to_the_story(desk: Client) -> None:
    story = make.article()

    assert desk.get(page(story, "publish")).status_code == 302
    assert desk.post(page(story, "publish"), {"version": 1}).status_code == 302
    assert Article.objects.get().version == 1


@pytest.mark.parametrize("version", ["", "x", "9" * 4300, "\x00", "²"])
def test_a_forged_version_moves_nothing(desk: Client, version: str) -> None:
    story = make.article(status="draft")

    assert desk.post(page(story, "publish"), {"version": version}).status_code == 200
    assert Article.objects.get().status == "draft"


def test_a_past_time_is_refused_in_words(desk: Client) -> None:
    story = make.article(status="draft")

    response = desk.post(page(story, "schedule"), {"version": 1, "at_0": "2020-02-23", "at_1": "06:00"})

    assert "WITA" in str(response.context["form"].non_field_errors())
    assert Article.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("day", "clock", "first", "second"),
    [
        ("2030-03-31", "02:30", "01.30 UTC+0100", "03.30 UTC+0200"),  # skipped
        ("2030-10-27", "02:30", "02.30 UTC+0200", "02.30 UTC+0100"),  # twice
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_refused_with_both_readings(
    desk: Client, settings: Any, day: str, clock: str, first: str, second: str
) -> None:
    settings.TIME_ZONE = "Europe/Amsterdam"
    story = make.article(status="draft")

    response = desk.post(page(story, "schedule"), {"version": 1, "at_0": day, "at_1": clock})

    [sentence] = response.context["form"].errors["at"]
    assert sentence.index(first) < sentence.index(second)
    assert Article.objects.get().status == "draft"


def test_a_move_begun_on_an_older_version_is_refused_and_keeps_the_reason(client: Client, citra: User) -> None:
    story = make.article(version=3)
    client.force_login(citra)

    response = client.post(page(story, "withdraw"), {"version": 2, "because": "Salah orang."})

    assert Article.objects.get().status == "published"
    assert "Salah orang." in response.content.decode()


def test_says_what_is_lacking_and_offers_no_button(desk: Client) -> None:
    response = desk.get(page(make.article(status="draft", section=None), "publish"))

    assert response.context["is_forbidden"]
    assert response.context["concerns"][0].concern.field == "section"
    assert 'class="default"' not in response.content.decode()


def test_a_move_that_is_none_is_not_found(desk: Client) -> None:
    assert desk.get(page(make.article(), "celebrate")).status_code == 404


def test_nothing_moves_by_looking(desk: Client) -> None:
    story = make.article(status="draft")

    desk.get(page(story, "publish"))

    assert Article.objects.get().status == "draft"
