"""The language that someone chose for the desk goes with the person."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Person
from tests import make

pytestmark = pytest.mark.django_db

CHOOSE = "/i18n/setlang/"


def sign_in(name: str, accept: str = "id") -> Client:
    client = Client(headers={"accept-language": accept})
    client.post("/admin/login/", {"username": name, "password": make.PASSWORD})
    return client


def language(client: Client, address: str = "/admin/") -> str:
    return client.get(address)["Content-Language"]


def test_is_used_at_once_and_on_every_device_that_signs_in_after(edo: User) -> None:
    laptop = sign_in("edo", "id")

    laptop.post(CHOOSE, {"language": "en", "next": "/admin/"})

    assert language(laptop) == "en"
    assert language(sign_in("edo", "id")) == "en"


def test_is_nobody_elses(edo: User, citra: User) -> None:
    sign_in("edo").post(CHOOSE, {"language": "en"})

    assert language(sign_in("citra", "id")) == "id"


def test_follows_the_browser_until_one_chooses(edo: User) -> None:
    assert language(sign_in("edo", "en")) == "en"
    assert language(sign_in("edo", "id")) == "id"
    assert not Person.objects.exists()


def test_goes_before_what_was_chosen_on_this_browser_by_another(edo: User, citra: User) -> None:
    sign_in("edo").post(CHOOSE, {"language": "id"})
    browser = sign_in("citra")
    browser.post(CHOOSE, {"language": "en"})
    browser.post("/admin/logout/")

    browser.post("/admin/login/", {"username": "edo", "password": make.PASSWORD})

    assert language(browser) == "id"


@pytest.mark.parametrize("chosen", ["nl", "fr", "", "x" * 4300, "\0"])
def test_is_one_that_the_desk_speaks(edo: User, chosen: str) -> None:
    client = sign_in("edo")

    client.post(CHOOSE, {"language": chosen})

    assert not Person.objects.exists()
    assert language(client) == "id"


def test_is_not_changed_by_a_link(edo: User) -> None:
    client = sign_in("edo")

    client.get(CHOOSE, {"language": "en"})

    assert not Person.objects.exists()
    assert language(client) == "id"


def test_can_be_chosen_before_the_sign_in_and_is_kept_for_nobody(client: Client) -> None:
    client.post(CHOOSE, {"language": "en"})

    assert language(client, "/admin/login/") == "en"
    assert not Person.objects.exists()


@pytest.mark.parametrize("place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "https:evil"])
def test_leads_nowhere_but_here(edo: User, place: str) -> None:
    response = sign_in("edo").post(CHOOSE, {"language": "en", "next": place})

    assert response.url == "/"


def test_leaves_the_paper_in_its_own(edo: User) -> None:
    client = sign_in("edo")
    client.post(CHOOSE, {"language": "en"})

    assert language(client, "/") == "id"


def test_costs_a_request_no_question_of_its_own(edo: User, django_assert_num_queries: Any) -> None:
    client = sign_in("edo")
    client.post(CHOOSE, {"language": "en"})

    with django_assert_num_queries(2):  # the session, the account
        client.get("/admin/jsi18n/")
