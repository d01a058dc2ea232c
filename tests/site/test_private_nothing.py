"""A public page is the same for everyone, and asks nobody's name: it can be cached."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import StandingPage
from tests import make

pytestmark = pytest.mark.django_db


def pages() -> list[str]:
    story = make.article(tags=("subak",), authors=(make.author(),))
    lists = ["/", "/berita/", "/tag/subak/", "/author/ni-luh-sari/", "/archive/", "/search/?q=naskah"]
    machines = [
        "/sitemap.xml",
        "/sitemap/news.xml",
        "/robots.txt",
        "/llms.txt",
        "/manifest.webmanifest",
        "/opensearch.xml",
    ]
    beside = [f"/oembed/?url=http://localhost:8000{story.get_absolute_url()}", "/picture/site.jpg", "/identity.css"]
    withdrawn = make.article(status="withdrawn").get_absolute_url()
    StandingPage.objects.filter(slug="redaksi").update(word_count=1)
    feeds = ["/feed/", "/feed/atom/", "/feed/json/", "/page/redaksi/"]
    return [*lists, *feeds, *machines, *beside, "/tidak-ada/", withdrawn, story.get_absolute_url()]


def test_sets_no_cookie_and_varies_by_nothing_personal(client: Client) -> None:
    for address in pages():
        response = client.get(address, HTTP_ACCEPT_LANGUAGE="en")

        assert not response.cookies, address
        assert not {"cookie", "accept-language"} & set(response.get("Vary", "").lower().split(", ")), address
        assert not client.session.keys(), address


def test_is_the_same_for_an_editor_and_a_stranger(client: Client, edo: User) -> None:
    addresses = pages()
    strangers = [Client().get(address).content for address in addresses if "feed" not in address]
    client.force_login(edo)

    assert [client.get(address).content for address in addresses if "feed" not in address] == strangers


def test_speaks_the_language_of_the_paper_whatever_the_browser_asks(client: Client) -> None:
    plain = client.get("/")
    asked = client.get("/", HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")

    assert asked.content == plain.content
    assert '<html lang="id">' in asked.content.decode()
    assert asked["Content-Language"] == "id"


def test_speaks_each_person_s_language_at_the_desk(client: Client) -> None:
    response = client.get("/admin/login/", HTTP_ACCEPT_LANGUAGE="en")

    assert response["Content-Language"] == "en"
    assert "Accept-Language" in response["Vary"]


def test_asks_no_permission_of_the_browser(client: Client) -> None:
    assert "geolocation=()" in client.get("/")["Permissions-Policy"]
    assert "geolocation=()" in client.get("/tidak-ada/")["Permissions-Policy"]
