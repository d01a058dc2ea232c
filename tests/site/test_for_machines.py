"""robots.txt, ads.txt, llms.txt, the description of our search, the manifest."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree

from tests import make

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_robots_are_kept_from_the_desk_and_the_search(client: Client) -> None:
    said = text(client, "/robots.txt")

    assert said.startswith("User-agent: *\nDisallow: /admin/\n")
    assert "GPTBot" not in said


def test_robots_that_feed_models_are_kept_out_by_a_setting(client: Client, settings: Any) -> None:
    settings.AI_CRAWLERS = False

    groups = text(client, "/robots.txt").split("\n\n")

    assert any("User-agent: GPTBot\n" in group and group.endswith("Disallow: /") for group in groups)
    assert "Sitemap: http://localhost:8000/sitemap.xml\n" in text(client, "/robots.txt")
    assert client.get("/llms.txt").status_code == 404


def test_ads_txt_is_the_newsroom_s_or_not_there(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.IDENTITY_DIR = tmp_path
    assert client.get("/ads.txt").status_code == 404

    (tmp_path / "ads.txt").write_text("google.com, pub-1, DIRECT\n")

    assert text(client, "/ads.txt") == "google.com, pub-1, DIRECT\n"


@pytest.mark.parametrize("name", ["robots.txt", "llms.txt"])
def test_a_file_of_the_newsroom_stands_before_ours(name: str, client: Client, settings: Any, tmp_path: Path) -> None:
    settings.IDENTITY_DIR = tmp_path
    (tmp_path / name).write_text("Punya kami\n")

    assert text(client, f"/{name}") == "Punya kami\n"


def test_llms_txt_names_sections_and_full_texts(client: Client) -> None:
    make.section("Daerah & Desa", slug="daerah", description="Kabar <desa>.")

    said = text(client, "/llms.txt")

    assert said.startswith("# Tridatu Pos\n\n> ")
    assert "- [Daerah & Desa](http://localhost:8000/daerah/): Kabar <desa>." in said
    assert "http://localhost:8000/feed/json/" in said


def test_browsers_learn_how_to_search_here(client: Client, settings: Any) -> None:
    settings.SITE_NAME = "Bali & <Kini>"
    response = client.get("/opensearch.xml")
    described = etree.fromstring(response.content)
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert described.findtext("o:ShortName", namespaces=names) == "Bali & <Kini>"
    assert described.find("o:Url", names).get("template") == "http://localhost:8000/search/?q={searchTerms}"
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").content.decode()


def test_the_manifest_names_the_paper_and_icons_that_are_there(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    document = json.loads(response.content)

    assert response["Content-Type"] == "application/manifest+json"
    assert (document["name"], document["lang"], document["start_url"]) == ("Tridatu Pos", "id", "/")
    assert {icon["sizes"] for icon in document["icons"]} == {"192x192", "512x512"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in document["icons"])
