"""The pages of an account are one's own, are kept nowhere, and change nothing without the token of their form."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Person
from tests import make

pytestmark = pytest.mark.django_db

OF_THE_ACCOUNT = (
    *("account/", "account/places/", "account/two-step/", "account/two-step/codes/", "account/two-step/off/"),
    *("password_change/", "password_change/done/", "two-step/set-up/"),
)
AT_THE_DOOR = ("login/", "forgotten-password/", "forgotten-password/sent/", "forgotten-password/done/")
THAT_CHANGE = (
    *("account/places/", "account/two-step/codes/", "account/two-step/off/", "password_change/"),
    *("two-step/set-up/", "two-step/code/", "two-step/leave/", "login/", "forgotten-password/", "logout/"),
    *("auth/user/{pk}/access/end/", "auth/user/{pk}/access/reset/"),
)


@pytest.mark.parametrize("page", OF_THE_ACCOUNT)
def test_is_shown_to_nobody_who_is_not_signed_in(client: Client, page: str) -> None:
    response = client.get(f"/admin/{page}")

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("page", [*OF_THE_ACCOUNT, *AT_THE_DOOR])
def test_is_kept_by_no_browser_and_found_by_no_search(client: Client, edo: User, page: str) -> None:
    if page in OF_THE_ACCOUNT:
        client.force_login(edo)

    response = client.get(f"/admin/{page}")

    assert {"private", "no-store"} <= {each.strip() for each in response["Cache-Control"].split(",")}
    if response.status_code == 200:
        assert b'name="robots" content="NONE' in response.content


@pytest.mark.parametrize("page", THAT_CHANGE)
def test_takes_no_form_without_its_token(edo: User, citra: User, page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(citra)

    assert client.post(f"/admin/{page.format(pk=edo.pk)}", {"place": "others"}).status_code == 403


def test_takes_no_language_without_the_token_of_its_form(edo: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(edo)

    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 403
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "page", ["login/?next=//evil.example/", "login/?next=https:evil", "login/?next=/\\evil.example"]
)
def test_leads_nowhere_but_here_after_the_password(client: Client, edo: User, page: str) -> None:
    wanted = page.partition("=")[2]

    response = client.post(f"/admin/{page}", {"username": "edo", "password": make.PASSWORD, "next": wanted})

    assert response.url == "/admin/"
