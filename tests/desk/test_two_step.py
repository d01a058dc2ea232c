"""Two-step sign-in: nobody is in before the second step."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import two_step
from tests.codes import KEY, code, turn_on
from tests.desk.two_step import CODE, SET_UP, SIGN_IN, is_in, sign_in, wrong_code

pytestmark = pytest.mark.django_db


def test_asks_for_a_code_after_the_password(client: Client, edo: User) -> None:
    turn_on(edo)

    response = client.get(sign_in(client, "edo").url, follow=True)

    assert response.redirect_chain[-1] == (f"{CODE}?next=%2Fadmin%2Farticles%2Farticle%2F", 302)
    assert not is_in(client)


def test_lets_in_with_the_code_and_leads_to_where_one_wanted_to_go(client: Client, edo: User) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    response = client.post(CODE, {"code": code(), "next": "/admin/articles/article/"})

    assert response.url == "/admin/articles/article/"
    assert is_in(client)


@pytest.mark.parametrize(
    "place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "https:evil", "\t//evil"]
)
def test_leads_nowhere_but_here(client: Client, edo: User, place: str) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    assert client.post(CODE, {"code": code(), "next": place}).url == "/admin/"


@pytest.mark.parametrize(
    "address",
    ["", "articles/article/", "articles/article/add/", "account/", "account/places/", "account/two-step/", SET_UP[7:]],
)
def test_opens_no_page_before_the_code(client: Client, edo: User, address: str) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    response = client.get(f"/admin/{address}")

    assert response.status_code == 302
    assert not TOTPDevice.objects.exclude(key=KEY).exists()


@pytest.mark.parametrize("typed", ["", " ", "12345", "9" * 40, "9" * 4300, "²²²²²²", "١٢٣٤٥٦", "a\0b", "abcde-fghij"])
def test_takes_nothing_that_is_no_code(client: Client, edo: User, typed: str) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    response = client.post(CODE, {"code": typed})

    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert not is_in(client)


def test_takes_a_code_once(client: Client, edo: User) -> None:
    turn_on(edo)
    shown = code()
    sign_in(client, "edo")
    client.post(CODE, {"code": shown})
    other = Client()
    sign_in(other, "edo")

    other.post(CODE, {"code": shown})

    assert is_in(client)
    assert not is_in(other)


def test_makes_the_next_code_wait_after_a_wrong_one(client: Client, edo: User) -> None:
    turn_on(edo)
    TOTPDevice.objects.update(throttling_failure_count=5)
    sign_in(client, "edo")
    client.post(CODE, {"code": wrong_code()})

    response = client.post(CODE, {"code": code()})

    assert re.search(r"\d", response.context["form"].errors["code"][0])
    assert not is_in(client)
    assert TOTPDevice.objects.get().throttling_failure_count == 6


def test_takes_each_recovery_code_once(client: Client, edo: User) -> None:
    first, *_rest = turn_on(edo)
    sign_in(client, "edo")
    client.post(f"{CODE}?recovery", {"code": f" {first.upper().replace('-', ' ')} "})
    other = Client()
    sign_in(other, "edo")

    other.post(f"{CODE}?recovery", {"code": first})

    assert is_in(client)
    assert not is_in(other)
    assert two_step.recovery_codes_left(edo) == 9


def test_keeps_no_recovery_code_as_it_is(edo: User) -> None:
    codes = turn_on(edo)

    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(kept) == len(set(codes)) == 10
    assert not kept & {each.replace("-", "") for each in codes} | kept & set(codes)


def test_does_not_take_the_code_of_another(client: Client, edo: User, citra: User) -> None:
    turn_on(edo)
    (others, *_rest) = turn_on(citra, key=KEY[::-1])
    sign_in(client, "edo")

    client.post(CODE, {"code": others})
    assert not is_in(client)

    client.post(CODE, {"code": code(KEY[::-1])})
    assert not is_in(client)


def test_gives_the_session_a_new_key_at_each_step(client: Client, edo: User) -> None:
    turn_on(edo)
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, "edo")
    half = client.cookies["sessionid"].value

    client.post(CODE, {"code": code()})

    assert len({"a" * 32, half, client.cookies["sessionid"].value}) == 3


def test_asks_again_who_signs_in_again(client: Client, edo: User) -> None:
    turn_on(edo)
    sign_in(client, "edo")
    client.post(CODE, {"code": code()})

    sign_in(client, "edo")

    assert not is_in(client)


def test_lets_one_leave_to_sign_in_as_another(client: Client, edo: User, rina: User) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    client.post("/admin/two-step/leave/")

    assert client.get(SIGN_IN).status_code == 200
    assert client.get("/admin/two-step/leave/").status_code == 405


def test_is_asked_of_nobody_without_a_device_or_a_rule(client: Client, edo: User) -> None:
    sign_in(client, "edo")

    assert is_in(client)
