"""Two-step sign-in is turned on, asked of roles, turned off and reset, each by whoever may."""

import base64
import logging
import re
from typing import Any

import pytest
import qrcode
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import etree

from articles import two_step
from tests import make
from tests.codes import code, turn_on
from tests.desk.two_step import CODE, SET_UP, is_in, sign_in, wrong_code

pytestmark = pytest.mark.django_db


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


def test_draws_the_code_square_by_square(client: Client, edo: User, settings: Any) -> None:
    settings.TWO_STEP_ROLES = ["editor"]
    sign_in(client, "edo")
    client.post(SET_UP, {"begin": "yes"})

    shown = client.get(SET_UP).context

    drawing = base64.b64decode(shown["picture"].partition(",")[2]).decode()
    code = qrcode.QRCode(border=4)
    code.add_data(shown["otpauth"])
    dark = {(x, y) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    assert {(int(x), int(y)) for x, y in re.findall(r"M([0-9]+) ([0-9]+)h1v1h-1z", drawing)} == dark
    assert not any(x < 4 or y < 4 for x, y in dark)
    assert etree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"


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
