"""What is said of a photo is read and changed where it stands in a text, by whom the photo is."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Photo
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo() -> Photo:
    return make.photo(credit="Dewa Gede")


def words(photo: Photo) -> str:
    return f"/admin/articles/photo/words/{photo.key}/"


def test_tells_what_is_said_of_it(desk: Client, photo: Photo) -> None:
    response = desk.get(words(photo))

    assert response.json() == {
        "alternative_text": photo.alternative_text,
        "credit": "Dewa Gede",
        "may_change": True,
    }
    assert "no-store" in response["Cache-Control"]


def test_an_editor_changes_it_and_nothing_else(desk: Client, photo: Photo) -> None:
    response = desk.post(words(photo), {"alternative_text": "Petani", "credit": "Ayu", "caption": "Jahat"})

    assert response.status_code == 200
    photo.refresh_from_db()
    assert (photo.alternative_text, photo.credit, photo.caption) == ("Petani", "Ayu", "")


def test_a_photo_of_someone_else_is_not_a_reporter_s_to_change(client: Client, photo: Photo) -> None:
    client.force_login(make.person("rina", "reporter"))

    response = client.post(words(photo), {"alternative_text": "Jahat", "credit": "Jahat"})

    assert response.status_code == 403
    photo.refresh_from_db()
    assert photo.credit == "Dewa Gede"


def test_a_reporter_describes_a_photo_of_her_own(client: Client, photo: Photo) -> None:
    rina: User = make.person("rina", "reporter")
    Photo.objects.update(uploaded_by=rina)
    client.force_login(rina)

    assert client.post(words(photo), {"alternative_text": "Petani", "credit": ""}).status_code == 200


def test_says_why_it_refuses(desk: Client, photo: Photo) -> None:
    response = desk.post(words(photo), {"alternative_text": "", "credit": "x" * 5000})

    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize("key", ["0a" * 32, "9" * 4301, "x"])
def test_of_a_photo_that_is_not_there_it_says_so(desk: Client, key: str) -> None:
    assert desk.get(f"/admin/articles/photo/words/{key}/").status_code == 404


def test_is_nothing_to_a_stranger(client: Client, photo: Photo) -> None:
    assert client.get(words(photo)).status_code == 302
