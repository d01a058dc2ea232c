"""Which address answers, and where the others lead."""

import re

import pytest
from django.http import HttpResponseNotFound
from django.test import Client
from django.urls import get_resolver

from articles.models import LegacyAddress, TagAlias
from articles.models.section import RESERVED_SLUGS
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db


def test_finds_a_story_by_its_number_alone(client: Client) -> None:
    story = make.article(headline="Panen raya")
    right = f"/berita/{story.pk}/panen-raya/"

    for wrong in (f"/lama/{story.pk}/panen-raya/", f"/berita/{story.pk}/judul-lama/", f"/berita/{story.pk}/"):
        response = client.get(wrong + "?utm_source=x")

        assert (response.status_code, response["Location"]) == (301, right)
    assert client.get(right + "?utm_source=x").status_code == 200


def test_takes_any_last_part_of_a_story_address(client: Client) -> None:
    story = make.article()

    for slug in ("judul%20lama", "%F0%9F%94%A5", "a.html", "..", "'"):
        assert client.get(f"/berita/{story.pk}/{slug}/").status_code == 301, slug


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 30, "9" * 5000])
def test_answers_404_for_a_number_that_no_story_has(number: str, client: Client) -> None:
    assert client.get(f"/berita/{number}/x/").status_code == 404


def test_leads_from_an_earlier_name_of_a_tag_to_the_tag(client: Client) -> None:
    story = make.article(tags=("Nyepi",))
    TagAlias.objects.create(tag=story.tags.get(), name="Hari Raya Nyepi")

    response = client.get("/tag/hari-raya-nyepi/")

    assert (response.status_code, response["Location"]) == (301, "/tag/nyepi/")


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("/?p=123", "/?p=123"),
        ("/2012/05/panen", "/2012/05/panen/"),
        ("/2012/05/panen", "/2012/05/panen/?utm_source=x"),
        ("/baca.php?id=7&k=a%20b", "/baca.php?id=7&k=a%20b"),
        ("/berita/99/panen-lama", "/berita/99/panen-lama/"),
        ("/caf%C3%A9", "/caf%C3%A9/"),
    ],
)
def test_leads_from_an_address_of_the_earlier_site(kept: str, asked: str, client: Client) -> None:
    story = make.article()
    LegacyAddress.objects.create(path=kept, article=story)

    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


def test_prefers_the_earlier_site_to_a_number_that_happens_to_fit(client: Client) -> None:
    ours, theirs = make.article(), make.article()
    LegacyAddress.objects.create(path=f"/berita/{ours.pk}/cerita-lain", article=theirs)

    assert client.get(f"/berita/{ours.pk}/cerita-lain/")["Location"] == theirs.get_absolute_url()


def test_keeps_a_hidden_story_hidden_at_its_old_address(client: Client) -> None:
    LegacyAddress.objects.create(path="/lama/1", article=make.article(status=Status.DRAFT))
    LegacyAddress.objects.create(path="/?p=7", article=make.article(published_at=make.TOMORROW))

    assert client.get("/lama/1/").status_code == 404
    assert client.get("/?p=7").status_code == 200


def test_stays_on_its_own_host_whatever_the_path(client: Client) -> None:
    for path in ("//evil.invalid/", "//[x/", "/\\evil.invalid/", "//evil.invalid/%2f.."):
        response = client.generic("GET", "/", PATH_INFO=path)

        assert isinstance(response, HttpResponseNotFound), path


def test_reserves_the_first_part_of_every_address_of_its_own() -> None:
    first_parts = {str(pattern.pattern).partition("/")[0] for pattern in get_resolver().url_patterns}
    inner = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == ""]
    first_parts |= {str(p.pattern).partition("/")[0] for each in inner for p in each.url_patterns}
    words = {part for part in first_parts if re.fullmatch(r"[-\w]+", part)}

    assert words - set(RESERVED_SLUGS) == set()
    assert {"archive", "author", "feed", "search", "tag"} <= words


def test_takes_only_requests_that_change_nothing(client: Client) -> None:
    story = make.article()

    for address in ("/", "/berita/", story.get_absolute_url(), "/search/", "/archive/"):
        assert client.post(address).status_code == 405, address
        assert client.head(address).status_code == 200, address
