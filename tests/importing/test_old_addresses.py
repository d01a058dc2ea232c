"""An old address that the chief types leads to the story, in whatever form it was typed."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import LegacyAddress
from tests import make

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/legacyaddress/add/"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/berita/lama/", "/berita/lama"),
        ("https://koran.example/berita/dua", "/berita/dua/"),
        ("/berita/é", "/berita/%C3%A9"),
        ("/berita/%c3%a9", "/berita/é"),
        ("/?p=7#atas", "/?p=7"),
    ],
)
def test_leads_to_the_story(typed: str, asked: str, client: Client, citra: User) -> None:
    story = make.article()
    client.force_login(citra)

    client.post(ADD, {"path": typed, "article": story.pk})

    assert client.get(asked)["Location"] == story.get_absolute_url()


@pytest.mark.parametrize("typed", ["/", "https://koran.example/", "berita/lama", "http://[x/", "/" + "é" * 999])
def test_refuses_in_words(typed: str, client: Client, citra: User) -> None:
    client.force_login(citra)

    response = client.post(ADD, {"path": typed, "article": make.article().pk})

    assert response.status_code == 200
    assert response.context["errors"]
    assert not LegacyAddress.objects.exists()


def test_refuses_one_that_is_there_already_in_words(client: Client, citra: User) -> None:
    LegacyAddress.objects.create(path="/berita/lama", article=make.article())
    client.force_login(citra)

    response = client.post(ADD, {"path": "/berita/lama/", "article": make.article().pk})

    assert response.context["errors"]


def test_every_row_is_kept_in_the_one_form() -> None:
    for address in ("https://a.example//b//", "/%7Ea/", "//b/c", "/?", "/a?b=é#c"):
        path = LegacyAddress.path_of(address)
        assert LegacyAddress.path_of(path) == path, address

    with pytest.raises(ValidationError):
        LegacyAddress.objects.create(path="/", article=make.article())
