"""What search engines are told of a page, read by a parser that is not ours."""

from typing import Any

import extruct
import pytest
from django.test import Client

from articles.models.article import Kind
from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"
HOSTILE = ["]]></script><script>alert(1)</script>", "Harga & “pajak” <b>naik</b> \\u003c", "🔥 ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ"]


def said(client: Client, address: str) -> dict[str, Any]:
    """By type; and the Open Graph under "og"."""
    page = client.get(address).content.decode()
    found = extruct.extract(page, base_url=HERE, syntaxes=["json-ld", "opengraph"])
    return {thing["@type"]: thing for thing in found["json-ld"]} | {"og": dict(found["opengraph"][0]["properties"])}


@pytest.mark.parametrize("headline", HOSTILE)
def test_describes_a_story(headline: str, client: Client) -> None:
    story = make.article(
        headline=headline,
        authors=(make.author(headline),),
        tags=("Subak",),
        place="Singaraja",
        lead_photo=make.photo(),
        updated_at=make.NOW,
    )

    found = said(client, story.get_absolute_url())

    news = found["NewsArticle"]
    assert news["headline"] == news["author"][0]["name"] == found["og"]["og:title"] == headline
    assert news["url"] == news["mainEntityOfPage"] == found["og"]["og:url"] == HERE + story.get_absolute_url()
    assert (news["articleSection"], news["keywords"], news["inLanguage"]) == ("Berita", ["Subak"], "id")
    assert news["datePublished"] < news["dateModified"]
    assert news["image"][0] == found["og"]["og:image"]
    assert news["publisher"]["logo"]["url"].startswith(f"{HERE}/static/")
    assert news["contentLocation"]["name"] == "Singaraja"


def test_describes_the_way_to_a_story(client: Client) -> None:
    story = make.article(headline="Panen")

    steps = said(client, story.get_absolute_url())["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"]) for step in steps] == [(1, "Tridatu Pos"), (2, "Berita"), (3, "Panen")]
    assert steps[1]["item"] == f"{HERE}/berita/"


def test_names_the_paper_as_the_author_of_a_story_without_a_name(client: Client) -> None:
    found = said(client, make.article().get_absolute_url())

    assert found["NewsArticle"]["author"]["name"] == "Tridatu Pos"


def test_tells_opinion_and_advertisement_from_news(client: Client) -> None:
    opinion = make.article(kind=Kind.OPINION)
    paid = make.article(kind=Kind.ADVERTORIAL, sponsor_name="Bank Uji")

    assert "OpinionNewsArticle" in said(client, opinion.get_absolute_url())
    assert said(client, paid.get_absolute_url())["AdvertiserContentArticle"]["sponsor"]["name"] == "Bank Uji"


def test_says_how_to_search_the_paper(client: Client) -> None:
    site = said(client, "/")["WebSite"]

    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HERE}/search/?q={{search_term_string}}"
    assert site["publisher"]["@type"] == "NewsMediaOrganization"
