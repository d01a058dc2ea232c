"""A new site, and places where nothing is, say so in words."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests import make

EMPTY = 'class="empty"'


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/archive/", "/search/", "/search/?q=zebra", "/kosong/"])
def test_says_that_nothing_is_here(address: str, client: Client) -> None:
    make.section("Kosong")

    response = client.get(address)

    assert response.status_code == 200
    assert EMPTY in response.content.decode()


@pytest.mark.django_db
def test_helps_on_where_there_is_no_page(client: Client) -> None:
    page = client.get("/tidak-ada/")

    assert page.status_code == 404
    assert 'role="search"' in page.content.decode()
    assert "tidak-ada" not in page.content.decode()


def test_shows_a_fault_without_asking_the_database() -> None:
    assert "<h1" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/archive/2024/00/", "/archive/2024/13/", "/archive/2024/02/30/", "/archive/0000/", "/archive/9999/12/31/"],
)
def test_answers_404_for_a_day_that_is_none(address: str, client: Client) -> None:
    make.article()

    assert client.get(address).status_code == 404
