"""A password is tried so often and no more, by whoever, from wherever; its owner is not locked out."""

from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.account.throttling import client_address
from tests import make

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"


def attempt(name: str, address: str = "203.0.113.7", password: str = "salah", client: Client | None = None) -> int:
    form = {"username": name, "password": password}
    return (client or Client()).post(SIGN_IN, form, REMOTE_ADDR=address).status_code


def right(name: str, address: str, client: Client | None = None) -> int:
    return attempt(name, address, make.PASSWORD, client)


def test_refuses_an_address_that_goes_through_many_names(edo: User) -> None:
    for number in range(29):
        assert attempt(f"nama{number}") == 200

    assert attempt("nama29") == 429
    assert right("edo", "203.0.113.7") == 429
    assert right("edo", "198.51.100.1") == 302


def test_refuses_a_name_that_many_addresses_try(edo: User) -> None:
    for number in range(19):
        assert attempt("edo", f"203.0.113.{number}") == 200

    assert attempt("edo", "203.0.113.99") == 429
    assert attempt("edo", "203.0.113.100") == 429


def under_attack(name: str) -> None:
    for number in range(20):
        attempt(name, f"203.0.113.{number}")
    assert right(name, "203.0.113.200") == 429


def test_lets_the_owner_in_from_a_browser_that_has_signed_in_before(edo: User) -> None:
    browser = Client()
    right("edo", "192.0.2.1", browser)
    browser.post("/admin/logout/")
    under_attack("edo")

    assert right("edo", "198.51.100.9", browser) == 302


def test_lets_the_owner_in_from_an_address_of_before(edo: User) -> None:
    right("edo", "192.0.2.1")
    under_attack("edo")

    assert right("edo", "192.0.2.1") == 302


def test_knows_a_browser_for_those_who_signed_in_with_it_only(edo: User, citra: User) -> None:
    browser = Client()
    right("citra", "192.0.2.1", browser)
    under_attack("edo")

    assert right("edo", "198.51.100.9", browser) == 429


@pytest.mark.parametrize("forged", ["1.2.3", "", "x" * 4000, "\0"])
def test_takes_no_mark_of_a_browser_that_it_did_not_give(edo: User, forged: str) -> None:
    browser = Client()
    browser.cookies["known_browser"] = forged or str(edo.pk)
    under_attack("edo")

    assert right("edo", "198.51.100.9", browser) == 429


def test_remembers_several_people_of_one_browser(edo: User, citra: User) -> None:
    browser = Client()
    for name in ("edo", "citra"):
        right(name, "192.0.2.1", browser)
        browser.post("/admin/logout/")
    under_attack("edo")

    assert right("edo", "198.51.100.9", browser) == 302


def test_counts_a_known_browser_too(edo: User) -> None:
    browser = Client()
    right("edo", "192.0.2.1", browser)
    browser.post("/admin/logout/")

    for _number in range(5):
        attempt("edo", "192.0.2.1", client=browser)

    assert right("edo", "192.0.2.1", browser) == 429


def test_ends_a_lock_when_it_was_said_to_and_writes_down_nothing_meanwhile(edo: User) -> None:
    for _number in range(30):
        attempt("edo")

    assert [each.failures_since_start for each in AccessAttempt.objects.all()] == [5]


def test_answers_alike_for_a_name_that_exists_and_one_that_does_not(edo: User) -> None:
    pages = [
        [Client().post(SIGN_IN, {"username": name, "password": "salah"}) for _number in range(6)]
        for name in ("edo", "ada")
    ]

    assert [page.status_code for page in pages[0]] == [page.status_code for page in pages[1]]
    assert [page.status_code for page in pages[0]] == [200] * 4 + [429] * 2
    assert pages[0][0].context["form"].errors == pages[1][0].context["form"].errors


def test_works_as_hard_for_a_name_that_exists_as_for_one_that_does_not(
    edo: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )

    asked = [_queries(lambda name=name: attempt(name)) for name in ("edo", "ada")]

    assert hashed == ["salah", "salah"]
    assert asked[0] == asked[1]


def _queries(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        do()
    return len(captured)


@pytest.mark.parametrize(
    ("behind_proxy", "peer", "forwarded", "address"),
    [
        (False, "203.0.113.7", "", "203.0.113.7"),
        (False, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (True, "127.0.0.1", "203.0.113.7", "203.0.113.7"),
        (True, "", "203.0.113.7", "203.0.113.7"),
        (True, "127.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7"),
        (True, "127.0.0.1", "", None),
        (True, "127.0.0.1", "siapa", None),
        (False, "", "203.0.113.7", None),
        (False, "2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::"),
        (False, "2001:db8:1:2:bbbb::2", "", "2001:db8:1:2::"),
        (False, "::ffff:203.0.113.7", "", "203.0.113.7"),
        (False, "::1", "", "::"),
    ],
)
def test_believes_the_proxy_where_there_is_one_and_nobody_else(
    settings: Any, behind_proxy: bool, peer: str, forwarded: str, address: str | None
) -> None:
    settings.BEHIND_PROXY = behind_proxy

    asked = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(asked) == address


def test_counts_a_client_that_names_another_address_as_itself(edo: User) -> None:
    for number in range(5):
        Client().post(SIGN_IN, {"username": "edo", "password": "salah"}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert Client().post(SIGN_IN, {"username": "edo", "password": make.PASSWORD}).status_code == 429
