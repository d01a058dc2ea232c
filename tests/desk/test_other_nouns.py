"""Sections, authors, tags and people are kept at the desk too; each page opens, and a new one is made."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Author, ImportBatch, Section, Tag
from tests import make

pytestmark = pytest.mark.django_db
NOUNS = [
    *("article", "pin", "photo", "tag", "author", "section", "standingpage"),
    *("importbatch", "legacyaddress"),
]
ALIASES = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


@pytest.fixture
def chief(client: Client, citra: User) -> Client:
    client.force_login(citra)
    return client


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_opens(chief: Client, noun: str) -> None:
    make.article(tags=("Subak",), authors=(make.author(),), lead_photo=make.photo())
    ImportBatch.objects.create(source="arsip")

    assert chief.get(f"/admin/articles/{noun}/").status_code == 200


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_page_opens_in_both_languages(chief: Client, language: str) -> None:
    response = chief.get("/admin/", headers={"accept-language": language})

    assert f'lang="{language}"' in response.content.decode()


def test_a_section_is_made(chief: Client) -> None:
    chief.post("/admin/articles/section/add/", {"name": "Daerah", "slug": "daerah", "position": 1, "description": ""})

    assert Section.objects.get().get_absolute_url() == "/daerah/"


def test_a_section_that_would_hide_a_page_of_the_site_is_refused_in_words(chief: Client) -> None:
    response = chief.post("/admin/articles/section/add/", {"name": "Cari", "slug": "search", "position": 1})

    assert response.status_code == 200
    assert not Section.objects.exists()
    assert response.context["errors"]


def test_an_author_is_made_with_an_address_of_its_own(chief: Client) -> None:
    make.author("I Wayan Sudiarta")

    chief.post("/admin/articles/author/add/", {"name": "I Wayan Sudiarta", "role": "", "about": "", "slug": ""})

    assert sorted(Author.objects.values_list("slug", flat=True)) == ["i-wayan-sudiarta", "i-wayan-sudiarta-2"]


def test_a_tag_is_made_once(chief: Client) -> None:
    for name in ("Panen Raya", "panen  raya"):
        response = chief.post("/admin/articles/tag/add/", {"name": name, "description": "", "slug": "", **ALIASES})

    assert response.status_code == 200
    assert [tag.slug for tag in Tag.objects.all()] == ["panen-raya"]


def test_an_author_with_stories_is_not_deleted(chief: Client) -> None:
    author = make.author()
    make.article(authors=(author,))

    chief.post(f"/admin/articles/author/{author.pk}/delete/", {"post": "yes"})

    assert Author.objects.exists()
