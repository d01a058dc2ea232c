"""The chief writes what press rules ask for; the desk says what is still empty."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import StandingPage
from tests import make

pytestmark = pytest.mark.django_db

NOTICE = 'class="desk-notice"'


@pytest.fixture
def chief(client: Client, citra: User) -> Client:
    client.force_login(citra)
    return client


def change(page: StandingPage) -> str:
    return f"/admin/articles/standingpage/{page.pk}/change/"


def test_the_desk_names_the_pages_that_are_still_to_be_written(chief: Client) -> None:
    page = StandingPage.objects.get(slug="redaksi")

    before = chief.get("/admin/").content.decode()
    StandingPage.objects.required_but_empty().update(word_count=1)
    after = chief.get("/admin/").content.decode()

    assert NOTICE in before
    assert change(page) in before
    assert NOTICE not in after


def test_the_desk_troubles_nobody_who_cannot_write_them(desk: Client) -> None:
    assert NOTICE not in desk.get("/admin/").content.decode()


def test_a_page_is_written_and_cleaned(chief: Client) -> None:
    page = StandingPage.objects.get(slug="redaksi")

    response = chief.post(
        change(page), {"title": "Redaksi", "position": "10", "body": "<p>Wayan</p><script>alert(1)</script>"}
    )

    assert response.status_code == 302
    written = Client().get("/page/redaksi/").content.decode()
    assert "Wayan" in written
    assert "alert(1)" not in written


def test_the_address_of_a_seeded_page_stays_and_so_does_the_page(chief: Client) -> None:
    page = StandingPage.objects.get(slug="redaksi")

    chief.post(change(page), {"title": "Redaksi", "position": "10", "body": "<p>a</p>", "slug": "lain"})

    assert StandingPage.objects.get(pk=page.pk).slug == "redaksi"
    assert chief.post(change(page).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_a_page_of_the_newsroom_s_own_is_made_and_deleted(chief: Client) -> None:
    body = {"title": "Pedoman Ramah Anak", "slug": "ramah-anak", "position": "60", "body": "<p>Isi.</p>"}
    chief.post("/admin/articles/standingpage/add/", body)
    page = StandingPage.objects.get(slug="ramah-anak")
    assert "Pedoman Ramah Anak" in Client().get("/").content.decode()

    chief.post(change(page).replace("change", "delete"), {"post": "yes"})

    assert Client().get("/page/ramah-anak/").status_code == 404


def test_only_the_chief_writes_them(desk: Client) -> None:
    page = StandingPage.objects.get(slug="redaksi")

    assert desk.get(change(page)).status_code == 200
    assert desk.post(change(page), {"title": "x"}).status_code == 403
    assert make.person("sari", "reporter").has_perm("articles.view_standingpage")
