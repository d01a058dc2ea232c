"""What another site shows of a story whose address was pasted into it."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import html

from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"


def test_is_found_from_the_story_and_describes_it(client: Client) -> None:
    story = make.article(headline="Panen <raya> & “pesta”", authors=(make.author(),))
    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())
    (address,) = page.xpath("//link[@type='application/json+oembed']/@href")

    response = client.get(address.removeprefix(HERE))
    said = response.json()

    assert response["Access-Control-Allow-Origin"] == "*"
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "Tridatu Pos")
    assert (said["title"], said["author_name"]) == (story.headline, "Ni Luh Sari")
    assert html.fromstring(said["html"]).xpath("string(.//a)") == story.headline
    assert client.get(said["thumbnail_url"].removeprefix(HERE)).status_code == 200


def test_fits_the_width_that_is_asked_for(client: Client) -> None:
    url = quote(HERE + make.article().get_absolute_url(), safe="")

    widths = [client.get(f"/oembed/?url={url}&maxwidth={asked}").json()["width"] for asked in ("320", "9000", "x", "²")]

    assert widths == [320, 600, 600, 600]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elsewhere.example/berita/1/x/",
        f"{HERE}/",
        f"{HERE}/berita/",
        f"{HERE}/berita/99999/x/",
        f"{HERE}//[",
    ],
)
def test_answers_404_for_what_is_no_story_of_ours(url: str, client: Client) -> None:
    assert client.get("/oembed/", {"url": url}).status_code == 404


def test_answers_501_for_a_format_that_is_not_offered(client: Client) -> None:
    url = HERE + make.article().get_absolute_url()

    assert client.get("/oembed/", {"url": url, "format": "xml"}).status_code == 501


def test_says_nothing_of_a_story_that_is_not_public(client: Client) -> None:
    story = make.article(headline="Rahasia", published_at=make.TOMORROW)

    response = client.get("/oembed/", {"url": HERE + story.get_absolute_url()})

    assert response.status_code == 404
    assert not re.search("Rahasia", response.content.decode())
