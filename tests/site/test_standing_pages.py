"""Redaksi, Pedoman and the like: there from the start, seen once they are written."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles.checks import required_pages_are_written
from articles.models import StandingPage
from articles.models.standing_page import REQUIRED, SEEDS, make_standing_pages

pytestmark = pytest.mark.django_db


def write(slug: str, body: str = "<p>I Wayan Contoh.</p>") -> StandingPage:
    page = StandingPage.objects.get(slug=slug)
    page.body += body
    page.save()
    return page


def test_are_there_from_the_start_with_headings_and_no_word_beside() -> None:
    assert set(StandingPage.objects.values_list("slug", flat=True)) == {slug for slug, *_ in SEEDS}
    assert "<h2>Penanggung jawab</h2>" in StandingPage.objects.get(slug="redaksi").body
    assert not StandingPage.objects.written()


def test_are_not_shown_while_they_are_empty(client: Client) -> None:
    assert client.get("/page/redaksi/").status_code == 404
    assert "/page/redaksi/" not in client.get("/").content.decode()


def test_are_read_and_linked_at_the_foot_of_every_page_once_they_are_written(client: Client) -> None:
    write("redaksi")

    page = client.get("/page/redaksi/").content.decode()

    assert "I Wayan Contoh." in page
    assert page.count("<h1") == 1
    for address in ("/", "/archive/", "/search/", "/tidak-ada/", "/page/redaksi/"):
        assert '<a href="/page/redaksi/">Redaksi</a>' in client.get(address).content.decode(), address
    assert "/page/redaksi/" in client.get("/sitemap/parts.xml").content.decode()
    assert "/page/redaksi/" in client.get("/llms.txt").content.decode()


@pytest.mark.parametrize("body", ["", "<p></p>", "<h2>Alamat</h2>", "<p>&nbsp;</p>", "<hr>"])
def test_count_as_empty_with_nothing_but_headings(body: str) -> None:
    assert write("redaksi", body).word_count == 0


def test_stay_as_they_are_with_each_migrate() -> None:
    write("redaksi")
    StandingPage.objects.filter(slug="kontak").delete()

    make_standing_pages()

    assert "I Wayan Contoh." in StandingPage.objects.get(slug="redaksi").body
    assert StandingPage.objects.filter(slug="kontak").exists()


def test_a_check_warns_while_the_required_ones_are_empty() -> None:
    assert [warning.id for warning in required_pages_are_written(["default"])] == ["articles.W001"] * len(REQUIRED)

    for slug in REQUIRED:
        write(slug)

    assert required_pages_are_written(["default"]) == []
    assert required_pages_are_written() == []


def test_the_check_is_among_those_of_the_database(capsys: Any) -> None:
    call_command("check", databases=["default"])

    assert "The page 'Redaksi' is still empty" in capsys.readouterr().err
