"""One sees where one is signed in, and ends it there."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from articles import places
from articles.models import SignIn
from tests import make

pytestmark = pytest.mark.django_db

PLACES = "/admin/account/places/"
TELEPHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0"


def signed_in(name: str, browser: str = LAPTOP) -> Client:
    client = Client(headers={"user-agent": browser})
    client.post("/admin/login/", {"username": name, "password": make.PASSWORD})
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def place(client: Client) -> int:
    return SignIn.objects.get(session_key=client.session.session_key).pk


def test_lists_ones_own_in_plain_words_and_marks_this_one(edo: User, citra: User) -> None:
    here, _telephone, _others = signed_in("edo"), signed_in("edo", TELEPHONE), signed_in("citra")

    response = here.get(PLACES)

    assert {each.user_id for each in response.context["places"]} == {edo.pk}
    page = response.content.decode()
    assert page.count('<li class="place') == 2
    assert page.count("is-this-one") == 1
    assert "Firefox" in page
    assert "Android" in page


def test_ends_one(edo: User) -> None:
    here, telephone = signed_in("edo"), signed_in("edo", TELEPHONE)

    here.post(PLACES, {"place": place(telephone)})

    assert is_in(here)
    assert not is_in(telephone)


def test_ends_all_others(edo: User) -> None:
    here, one, two = signed_in("edo"), signed_in("edo"), signed_in("edo", TELEPHONE)

    here.post(PLACES, {"place": "others"})

    assert [is_in(each) for each in (here, one, two)] == [True, False, False]


def test_ends_nothing_of_another_person(edo: User, citra: User) -> None:
    here, chiefs = signed_in("edo"), signed_in("citra")

    here.post(PLACES, {"place": place(chiefs)})

    assert is_in(chiefs)


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "²", "9" * 30, "9" * 4301, "\0"])
def test_ends_nothing_for_what_is_no_place(edo: User, number: str) -> None:
    here, other = signed_in("edo"), signed_in("edo")

    assert here.post(PLACES, {"place": number}).status_code == 302
    assert is_in(other)


def test_ends_nothing_by_being_looked_at(edo: User) -> None:
    here, other = signed_in("edo"), signed_in("edo")

    here.get(PLACES, {"place": place(other)})

    assert is_in(other)


def test_forgets_a_place_at_signing_out(edo: User) -> None:
    here = signed_in("edo")

    here.post("/admin/logout/")

    assert not SignIn.objects.exists()


def test_keeps_this_place_at_a_new_password_and_ends_the_others(edo: User) -> None:
    here, other = signed_in("edo"), signed_in("edo")
    new = "sebuah-kata-sandi-baru"

    here.post("/admin/password_change/", {"old_password": make.PASSWORD, "new_password1": new, "new_password2": new})

    assert is_in(here)
    assert not is_in(other)
    assert [each.session_key for each in places.places_of(User.objects.get())] == [here.session.session_key]


def test_lists_none_that_the_new_password_has_shut_out(edo: User) -> None:
    here, _other = signed_in("edo"), signed_in("edo")
    new = "sebuah-kata-sandi-baru"

    here.post("/admin/password_change/", {"old_password": make.PASSWORD, "new_password1": new, "new_password2": new})

    assert len(here.get(PLACES).context["places"]) == 1


def test_ends_every_place_of_who_is_deactivated(edo: User) -> None:
    here = signed_in("edo")

    edo.is_active = False
    edo.save()
    assert not is_in(here)

    edo.is_active = True
    edo.save()
    assert not is_in(here)


@pytest.mark.parametrize("way", ["remove", "set", "clear", "from the group"])
def test_ends_every_place_of_who_loses_a_role(edo: User, way: str) -> None:
    here = signed_in("edo")
    editors = Group.objects.get(name="editor")

    match way:
        case "remove":
            edo.groups.remove(editors)
        case "set":
            edo.groups.set(Group.objects.filter(name="reporter"))
        case "clear":
            edo.groups.clear()
        case _:
            editors.user_set.remove(edo)

    assert not is_in(here)


def test_lets_who_gains_a_role_go_on(rina: User) -> None:
    here = signed_in("rina")

    rina.groups.add(Group.objects.get(name="editor"))

    assert is_in(here)


def test_asks_who_gains_a_role_with_a_second_step_for_it(rina: User, settings: Any) -> None:
    settings.TWO_STEP_ROLES = ["editor"]
    here = signed_in("rina")

    rina.groups.add(Group.objects.get(name="editor"))

    assert not is_in(here)


def test_lets_a_chief_end_those_of_a_person(citra: User, edo: User) -> None:
    chiefs, editors = signed_in("citra"), signed_in("edo")

    page = chiefs.get(f"/admin/auth/user/{edo.pk}/access/")
    chiefs.post(f"/admin/auth/user/{edo.pk}/access/end/")

    assert b"Firefox" in page.content
    assert is_in(chiefs)
    assert not is_in(editors)


@pytest.mark.parametrize("page", ["access/", "access/end/", "access/reset/"])
def test_lets_nobody_else(rina: User, edo: User, citra: User, page: str) -> None:
    here, chiefs = signed_in("edo"), signed_in("citra")

    assert here.post(f"/admin/auth/user/{citra.pk}/{page}").status_code == 403
    assert here.get(f"/admin/auth/user/{citra.pk}/{page}").status_code in {403, 405}
    assert is_in(chiefs)


@pytest.mark.parametrize("number", ["9" * 30, "0", "x", "9" * 4301])
def test_finds_no_person_of_a_number_that_nobody_has(citra: User, number: str) -> None:
    assert signed_in("citra").get(f"/admin/auth/user/{number}/access/").status_code == 404


def test_takes_the_place_over_when_another_signs_in_there(edo: User, citra: User) -> None:
    here = signed_in("edo")

    here.post("/admin/login/", {"username": "citra", "password": make.PASSWORD})

    assert [each.user for each in SignIn.objects.all()] == [citra]


def test_writes_when_it_was_seen_once_in_five_minutes(edo: User, django_assert_num_queries: Any) -> None:
    here = signed_in("edo")
    before = SignIn.objects.get().last_seen_at

    with django_assert_num_queries(2):  # the session, the account
        here.get("/admin/jsi18n/")
    assert SignIn.objects.get().last_seen_at == before

    session = here.session
    session["seen_at"] -= 301
    session.save()
    SignIn.objects.update(last_seen_at=before - timedelta(minutes=5, seconds=1))
    here.get("/admin/jsi18n/")
    assert SignIn.objects.get().last_seen_at >= before


def test_notes_a_session_that_was_there_before(edo: User) -> None:
    here = signed_in("edo")
    SignIn.objects.all().delete()
    session = here.session
    del session["seen_at"]
    session.save()

    here.get("/admin/")

    assert SignIn.objects.get().user == edo


def test_lists_none_that_has_run_out(edo: User) -> None:
    here, other = signed_in("edo"), signed_in("edo")
    Session.objects.filter(session_key=other.session.session_key).update(expire_date=timezone.now())

    assert len(here.get(PLACES).context["places"]) == 1


def test_forgets_those_that_ran_out_long_ago(edo: User) -> None:
    signed_in("edo")
    SignIn.objects.update(last_seen_at=timezone.now() - timedelta(days=15))

    signed_in("edo")

    assert SignIn.objects.count() == 1


def test_asks_as_much_for_ten_places_as_for_two(edo: User, django_assert_max_num_queries: Any) -> None:
    here = signed_in("edo")
    for _number in range(9):
        signed_in("edo")

    with django_assert_max_num_queries(6):
        here.get(PLACES)


@pytest.mark.parametrize("browser", ["", "curl/8.5", "<script>alert(1)</script>", "x" * 5000, "‮Firefox/"])
def test_shows_any_browser(edo: User, browser: str) -> None:
    here = signed_in("edo", browser)

    assert b"<script>alert" not in here.get(PLACES).content
