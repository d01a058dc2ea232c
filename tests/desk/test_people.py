"""A chief gives roles and sections, raises nobody above, and never leaves the desk without a chief."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from articles import roles
from articles.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client, citra: User) -> Client:
    client.force_login(citra)
    return client


def page_of(person: User) -> str:
    return f"/admin/auth/user/{person.pk}/change/"


def account(person: User, **changes: Any) -> dict[str, Any]:
    """The form of an account as it was opened, with the changes; None: left out."""
    form = {
        "username": person.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in person.groups.filter(name__in=roles.PERMISSIONS)],
        "person-TOTAL_FORMS": 1,
        "person-INITIAL_FORMS": 0,
        "person-0-user": person.pk,
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def test_keeps_a_group_that_the_form_does_not_show(chief: Client, rina: User) -> None:
    other = Group.objects.create(name="koperasi")
    rina.groups.add(other)

    chief.post(page_of(rina), account(rina, first_name="Rina Dewi"))

    rina.refresh_from_db()
    assert rina.first_name == "Rina Dewi"
    assert {group.name for group in rina.groups.all()} == {"koperasi", "reporter"}


def test_holds_an_editor_to_sections(chief: Client, edo: User) -> None:
    sports = make.section("Olahraga")

    chief.post(page_of(edo), account(edo, **{"person-0-sections": [sports.pk]}))

    assert roles.sections_of(User.objects.get(pk=edo.pk)) == {sports.pk}


def test_changes_the_sections_of_nobody_else_by_a_forged_row(chief: Client, edo: User, rina: User) -> None:
    other, _own = Person.objects.create(user=rina), Person.objects.create(user=edo)
    row = {"person-INITIAL_FORMS": 1, "person-0-id": other.pk, "person-0-sections": [make.section().pk]}

    chief.post(page_of(edo), account(edo, **row))

    assert not other.sections.exists()


@pytest.mark.parametrize("without", ["is_active", "is_staff", "groups"])
def test_does_not_take_the_last_chief_away(chief: Client, citra: User, without: str) -> None:
    answer = chief.post(page_of(citra), account(citra, **{without: None}))

    assert answer.context["adminform"].form.non_field_errors()
    assert roles.is_last_chief(User.objects.get(pk=citra.pk))


def test_takes_a_chief_away_while_there_is_another(chief: Client, citra: User) -> None:
    second = make.person("dewi", "chief")

    chief.post(page_of(second), account(second, groups=None))

    assert not second.groups.exists()
    assert roles.is_last_chief(citra)


@pytest.mark.parametrize("is_active", [True, False])
def test_changes_no_account_with_more_rights_than_ones_own(chief: Client, is_active: bool) -> None:
    keeper = make.person("kadek", "reporter", is_active=is_active)
    keeper.user_permissions.add(Permission.objects.get(codename="delete_user"))

    assert chief.post(page_of(keeper), account(keeper, username="lain")).status_code == 403
    assert chief.post(f"/admin/auth/user/{keeper.pk}/password/", {"password1": "x"}).status_code == 403


@pytest.mark.parametrize("role", roles.PERMISSIONS)
def test_may_change_every_role(chief: Client, role: str) -> None:
    assert chief.get(page_of(make.person("sari", role))).status_code == 200


def test_calls_every_role_by_a_name_of_the_desk() -> None:
    assert roles.LABELS.keys() == roles.PERMISSIONS.keys()
