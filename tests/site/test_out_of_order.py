"""The pages for a site that cannot answer ask the database nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from articles import middleware


@pytest.fixture
def at_work(settings: Any, tmp_path: Path) -> Path:
    """The flag that stops the site."""
    flag = settings.MAINTENANCE_FLAG = tmp_path / "maintenance"
    flag.touch()
    return flag


@pytest.mark.parametrize("template", ["500.html", "503.html", "outage.html"])
def test_says_what_is_the_matter_without_the_database(template: str) -> None:
    page = render_to_string(template)

    assert page.count("<h1") == 1
    assert 'class="masthead-name"' in page


def test_answers_503_for_every_address_while_the_flag_is_there(at_work: Path, client: Client) -> None:
    for address in ("/", "/berita/1/x/", "/admin/", "/feed/"):
        response = client.get(address)

        assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "300", "no-store")
        assert '<html lang="id">' in response.content.decode()


def test_answers_again_once_the_flag_is_gone(at_work: Path) -> None:
    answer = middleware.maintenance(lambda request: HttpResponse("kembali"))
    at_work.unlink()

    assert answer(RequestFactory().get("/")).content == b"kembali"
