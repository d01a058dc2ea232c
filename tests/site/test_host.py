"""What a request calls us is never in what we say of ourselves."""

from typing import Any

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_builds_every_address_on_the_site_s_own(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADDRESS = "https://tridatu.example"
    story = make.article(tags=("subak",), authors=(make.author(),), lead_photo=make.photo())
    month = f"/sitemap/{story.published_at:%Y-%m}.xml"
    pages = ["/", "/berita/", story.get_absolute_url(), "/tag/subak/", "/search/?q=naskah", "/robots.txt"]
    pages += [
        "/llms.txt",
        "/opensearch.xml",
        "/manifest.webmanifest",
        "/sitemap/news.xml",
        "/feed/atom/",
        "/feed/json/",
    ]
    pages += ["/oembed/?url=https://tridatu.example" + story.get_absolute_url()]
    pages += ["/feed/", "/berita/feed/", "/tag/subak/feed/", "/sitemap.xml", "/sitemap/parts.xml", month]

    for address in pages:
        for forged in ({"HTTP_HOST": "evil.invalid"}, {"HTTP_X_FORWARDED_HOST": "evil.invalid"}):
            response = client.get(address, **forged)

            assert "evil.invalid" not in response.content.decode() + str(response.headers), address
            assert "http://testserver" not in response.content.decode(), address


def test_refuses_a_host_that_is_not_its_own(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["tridatu.example"]

    assert client.get("/feed/", HTTP_HOST="evil.invalid").status_code == 400
