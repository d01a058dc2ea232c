"""Who is refused at the desk reads why and what to do, in a page of ours."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db

LANGUAGES = ("id", "en")


def assert_ours(response: HttpResponse, language: str, heading: str) -> None:
    page = response.content.decode()
    assert response.status_code == 403
    assert f'<html lang="{language}">' in page
    assert "<h1" in page
    assert language == "id" or heading in page
    assert "<style" not in page
    assert 'style="' not in page
    assert "noindex" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_someone_without_the_right_is_told_so(client: Client, rina: User, language: str) -> None:
    story = make.article()
    client.force_login(rina)

    response = client.get(f"/admin/articles/article/{story.pk}/move/publish/", headers={"accept-language": language})

    assert_ours(response, language, "not yours to open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_is_no_longer_valid_says_what_to_do(edo: User, language: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(edo)

    response = client.post("/admin/articles/article/add/", {}, headers={"accept-language": language})

    assert_ours(response, language, "no longer valid")


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html"])
def test_the_page_needs_no_request(name: str) -> None:
    assert "<h1" in render_to_string(name)
