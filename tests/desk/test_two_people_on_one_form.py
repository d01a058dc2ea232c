"""Of two people who save the same author, tag, section, photo or standing page the second is told of the first."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client

from articles.models import StandingPage
from tests import make

pytestmark = pytest.mark.django_db

NOUNS: dict[str, tuple[Callable[[], Model], str]] = {
    "author": (make.author, "about"),
    "tag": (lambda: make.tag("Subak"), "description"),
    "section": (make.section, "description"),
    "photo": (make.photo, "caption"),
    "standingpage": (lambda: StandingPage.objects.create(title="Tentang", slug="perihal"), "title"),
}
AT_ONCE = 6


@pytest.fixture(params=NOUNS)
def opened(request: Any) -> tuple[str, Model, str]:
    """Its address, the row, and a field that two people write in."""
    comes, field = NOUNS[request.param]
    row = comes()
    return f"/admin/articles/{request.param}/{row.pk}/change/", row, field


@pytest.fixture
def chief(client: Client, citra: User) -> Client:
    client.force_login(citra)
    return client


def form_at(client: Client, page: str) -> dict[str, Any]:
    context = client.get(page).context
    forms = [context["adminform"].form, *(each.formset.management_form for each in context["inline_admin_formsets"])]
    boxes = [box for form in forms for box in form]
    sent = {box.html_name: box.value() for box in boxes if box.value() is not None and box.value() is not False}
    return {name: 0 if name.endswith("TOTAL_FORMS") else value for name, value in sent.items()}


def stored(row: Model, field: str) -> Any:
    return type(row)._default_manager.values_list(field, flat=True).get(pk=row.pk)


def test_refuses_the_second_and_says_who_was_first(chief: Client, opened: tuple[str, Model, str]) -> None:
    page, row, field = opened
    first, second = form_at(chief, page), form_at(chief, page)
    chief.post(page, first | {field: "Yang pertama"})

    answer = chief.post(page, second | {field: "Yang kedua"})

    (sentence,) = answer.context["adminform"].form.non_field_errors()
    assert sentence.startswith("Citra ")
    assert "Yang kedua" in answer.content.decode()
    assert stored(row, field) == "Yang pertama"


def test_takes_it_when_it_is_sent_once_more(chief: Client, opened: tuple[str, Model, str]) -> None:
    page, row, field = opened
    second = form_at(chief, page) | {field: "Yang kedua"}
    chief.post(page, form_at(chief, page) | {field: "Yang pertama"})
    shown = chief.post(page, second).context["adminform"].form

    answer = chief.post(page, second | {"opened_with": shown["opened_with"].value()})

    assert answer.status_code == 302
    assert stored(row, field) == "Yang kedua"


def test_saves_twice_in_a_row_by_oneself(chief: Client, opened: tuple[str, Model, str]) -> None:
    page, row, field = opened
    chief.post(page, form_at(chief, page) | {field: "Yang pertama"})

    answer = chief.post(page, form_at(chief, page) | {field: "Yang kedua"})

    assert answer.status_code == 302
    assert stored(row, field) == "Yang kedua"


@pytest.mark.parametrize("noun", ["author", "tag", "section", "photo", "standingpage"])
def test_shows_the_page_to_who_only_reads(client: Client, rina: User, noun: str) -> None:
    client.force_login(rina)

    answer = client.get(f"/admin/articles/{noun}/{NOUNS[noun][0]().pk}/change/")

    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_takes_one_of_many_who_save_at_the_same_moment(citra: User) -> None:
    author = make.author()
    page = f"/admin/articles/author/{author.pk}/change/"
    clients = [Client() for _person in range(AT_ONCE)]
    for client in clients:
        client.force_login(citra)
    forms = [form_at(client, page) for client in clients]
    answers: list[int] = []

    def save(number: int) -> None:
        try:
            answers.append(clients[number].post(page, forms[number] | {"about": f"Orang {number}"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] * (AT_ONCE - 1) + [302]
