"""Two-step sign-in: nobody is in before the second step."""

import logging
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import two_step
from tests import make
from tests.codes import KEY, code, turn_on

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"
CODE = "/admin/two-step/code/"
SET_UP = "/admin/two-step/set-up/"


def sign_in(client: Client, name: str) -> Any:
    return client.post(SIGN_IN, {"username": name, "password": make.PASSWORD, "next": "/admin/articles/article/"})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def wrong_code() -> str:
    """Six digits that are none of the three that count now."""
    near = {code(step=step) for step in range(-2, 3)}
    return next(digits for digits in ("000000", "111111", "222222", "333333", "444444", "555555") if digits not in near)


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
    sign_in(client, "edo")
    client.post(CODE, {"code": code()})
    other = Client()
    sign_in(other, "edo")

    other.post(CODE, {"code": code()})

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


@pytest.mark.parametrize(("name", "must"), [("rina", False), ("edo", True), ("bos", True)])
def test_leads_whose_role_must_to_setting_it_up_and_nowhere_else(
    client: Client, rina: User, edo: User, settings: Any, name: str, must: bool
) -> None:
    make.person("bos", is_superuser=True)
    settings.TWO_STEP_ROLES = ["chief", "editor"]
    sign_in(client, name)

    response = client.get("/admin/articles/article/", follow=True)

    assert (response.redirect_chain[-1:] == [(f"{SET_UP}?next=%2Fadmin%2Farticles%2Farticle%2F", 302)]) is must
    assert is_in(client) is not must


def test_asks_who_is_in_already_when_the_rule_is_new(client: Client, edo: User, settings: Any) -> None:
    sign_in(client, "edo")
    assert is_in(client)

    settings.TWO_STEP_ROLES = ["editor"]

    assert not is_in(client)


def test_is_set_up_with_a_code_of_the_app(client: Client, edo: User, settings: Any) -> None:
    settings.TWO_STEP_ROLES = ["editor"]
    sign_in(client, "edo")
    client.post(SET_UP, {"begin": "yes"})
    key = client.session["two_step_new_key"]
    assert client.get(SET_UP).context["picture"].startswith("data:image/svg+xml;base64,")

    response = client.post(SET_UP, {"code": code(key)})

    assert len(response.context["codes"]) == 10
    assert "no-store" in response["Cache-Control"]
    assert is_in(client)
    assert TOTPDevice.objects.get().user == edo


def test_changes_nothing_when_the_code_is_wrong(desk: Client, edo: User) -> None:
    desk.post(SET_UP, {"begin": "yes"})

    response = desk.post(SET_UP, {"code": wrong_code()})

    assert response.context["form"].errors["code"]
    assert not TOTPDevice.objects.exists()


def test_binds_nothing_without_having_shown_a_key(desk: Client) -> None:
    desk.post(SET_UP, {"code": "123456"})

    assert not TOTPDevice.objects.exists()


def test_makes_nothing_by_being_looked_at(desk: Client) -> None:
    for address in (SET_UP, "/admin/account/", "/admin/account/two-step/"):
        desk.get(address)

    assert not TOTPDevice.objects.exists()
    assert "two_step_new_key" not in desk.session


def test_signs_out_the_other_places_when_it_is_turned_on(desk: Client, edo: User) -> None:
    other = Client()
    other.force_login(edo)
    desk.post(SET_UP, {"begin": "yes"})

    desk.post(SET_UP, {"code": code(desk.session["two_step_new_key"])})

    assert is_in(desk)
    assert not is_in(other)


@pytest.fixture
def with_code(client: Client, edo: User) -> Client:
    """Edo, signed in by both steps."""
    turn_on(edo)
    sign_in(client, "edo")
    client.post(CODE, {"code": code()})
    return client


def test_is_turned_off_with_a_code_only(with_code: Client, edo: User) -> None:
    with_code.post("/admin/account/two-step/off/", {"code": "abcde-fghij"})
    assert two_step.is_on(edo)

    with_code.post("/admin/account/two-step/off/", {"code": code(step=1)})
    assert not two_step.is_on(edo)
    assert two_step.recovery_codes_left(edo) == 0
    assert is_in(with_code)


def test_is_set_up_again_at_once_by_whose_role_must(with_code: Client, edo: User, settings: Any) -> None:
    settings.TWO_STEP_ROLES = ["editor"]

    with_code.post("/admin/account/two-step/off/", {"code": code(step=1)})

    assert with_code.get("/admin/", follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_makes_new_recovery_codes_and_forgets_the_earlier_ones(with_code: Client, edo: User) -> None:
    earlier = set(StaticToken.objects.values_list("token", flat=True))

    response = with_code.post("/admin/account/two-step/codes/", {"code": code(step=1)})

    assert len(response.context["codes"]) == 10
    assert not earlier & set(StaticToken.objects.values_list("token", flat=True))


def test_is_reset_by_a_chief_who_is_written_down(client: Client, citra: User, edo: User) -> None:
    turn_on(edo)
    signed_in = Client()
    sign_in(signed_in, "edo")
    signed_in.post(CODE, {"code": code()})
    client.force_login(citra)

    client.post(f"/admin/auth/user/{edo.pk}/access/reset/")

    assert not two_step.is_on(edo)
    assert not is_in(signed_in)
    assert LogEntry.objects.get().object_id == str(edo.pk)


def test_is_reset_by_nobody_else(desk: Client, citra: User, rina: User) -> None:
    turn_on(citra)

    assert desk.post(f"/admin/auth/user/{citra.pk}/access/reset/").status_code == 403
    assert two_step.is_on(citra)


def test_of_a_superuser_is_not_reset_by_a_chief_nor_ones_own_without_a_code(client: Client, citra: User) -> None:
    boss = make.person("bos", is_superuser=True)
    turn_on(boss)
    client.force_login(citra)

    assert client.post(f"/admin/auth/user/{boss.pk}/access/reset/").status_code == 403
    assert client.post(f"/admin/auth/user/{citra.pk}/access/reset/").status_code == 403
    assert client.get(f"/admin/auth/user/{boss.pk}/access/reset/").status_code in {403, 405}
    assert two_step.is_on(boss)


def test_is_reset_from_the_command_line(citra: User, capsys: Any) -> None:
    turn_on(citra)

    call_command("reset_two_step", "citra")

    assert not two_step.is_on(citra)
    assert "'citra'" in capsys.readouterr().out


def test_says_which_account_there_is_none_of() -> None:
    with pytest.raises(CommandError, match="There is no account 'citar'"):
        call_command("reset_two_step", "citar")


def test_shows_no_key_to_whoever_may_see_everything(client: Client) -> None:
    client.force_login(make.person("bos", is_superuser=True))

    for address in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert client.get(f"/admin/{address}").status_code == 404


def test_writes_no_code_into_the_log(client: Client, edo: User, caplog: Any) -> None:
    turn_on(edo)
    sign_in(client, "edo")

    with caplog.at_level(logging.INFO):
        client.post(CODE, {"code": wrong_code()})

    assert "wrong code for account" in caplog.text
    assert wrong_code() not in caplog.text


def test_costs_a_signed_in_request_no_question_of_its_own(
    with_code: Client, edo: User, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.TWO_STEP_ROLES = ["editor"]

    with django_assert_num_queries(2):  # the session, the account
        with_code.get("/admin/jsi18n/")
