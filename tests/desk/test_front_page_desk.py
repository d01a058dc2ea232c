"""Editors curate the front page, and see it as it will stand."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Pin
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/articles/pin/preview/"


def at(days: int) -> str:
    return f"{timezone.localtime(make.NOW + timedelta(days=days)):%Y-%m-%dT%H:%M}"


def test_an_editor_pins_a_story_and_readers_see_it_lead(desk: Client) -> None:
    make.article(headline="Yang terbaru", published_at=make.NOW)
    story = make.article(headline="Yang disematkan")

    response = desk.post(
        "/admin/articles/pin/add/",
        {"article": story.pk, "section": "", "position": "0", "begins_at": "", "ends_at": ""},
    )

    assert response.status_code == 302
    page = Client().get("/").content.decode()
    assert page.index("Yang disematkan") < page.index("Yang terbaru")


def test_the_list_says_what_stands_now(desk: Client) -> None:
    Pin.objects.create(article=make.article())
    Pin.objects.create(article=make.article(), begins_at=make.TOMORROW)
    Pin.objects.create(article=make.article(), ends_at=make.YESTERDAY)
    Pin.objects.create(article=make.article(published_at=make.TOMORROW))

    page = desk.get("/admin/articles/pin/", HTTP_ACCEPT_LANGUAGE="en").content.decode()

    for words in ("stands", "still to come", "over", "waits: the story is not public"):
        assert f'"field-state">{words}<' in page


def test_the_preview_is_the_page_of_an_instant_to_come(desk: Client) -> None:
    story = make.article(headline="Terbit besok", published_at=make.TOMORROW)
    Pin.objects.create(article=story, begins_at=make.TOMORROW)
    make.article(headline="Terbit hari ini")

    now, later = (desk.get(PREVIEW, {"at": at(days)}).content.decode() for days in (0, 2))

    assert "Terbit besok" not in now
    assert later.index("Terbit besok") < later.index("Terbit hari ini")
    assert "Terbit besok" not in Client().get("/").content.decode()


def test_the_preview_is_kept_by_no_cache_and_found_by_no_search_engine(desk: Client) -> None:
    response = desk.get(PREVIEW)

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_preview_shows_now_when_the_instant_cannot_be_read(desk: Client) -> None:
    make.article(headline="Terbit hari ini")

    assert "Terbit hari ini" in desk.get(PREVIEW, {"at": "besok"}).content.decode()


def test_a_stranger_sees_no_preview(client: Client) -> None:
    assert client.get(PREVIEW).status_code == 302


@pytest.mark.parametrize(("person", "code"), [("rina", 403), ("edo", 200), ("citra", 200)])
def test_editors_pin_and_reporters_look(person: str, code: int, client: Client, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(person)
    client.force_login(user)

    assert client.get("/admin/articles/pin/").status_code == 200
    assert client.get("/admin/articles/pin/add/").status_code == code


def test_a_breaking_strip_is_no_update_that_readers_are_told_of(desk: Client) -> None:
    story = make.article()
    until = timezone.localtime(make.TOMORROW)

    until_then = {"breaking_until_0": f"{until:%d/%m/%Y}", "breaking_until_1": f"{until:%H:%M}"}
    desk.post(address(story), filled(desk, story, **until_then))

    story.refresh_from_db()
    assert story.breaking_until is not None
    assert story.updated_at is None
