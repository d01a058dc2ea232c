"""A picture that is pasted or dropped becomes a photo of the library, once, through the same gate as any other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Photo
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/photo/upload/"


def sent(content: bytes, name: str = "a.jpg") -> dict[str, SimpleUploadedFile]:
    return {"upload": SimpleUploadedFile(name, content, "image/jpeg")}


def test_makes_a_photo_of_it(desk: Client) -> None:
    answer = desk.post(ADDRESS, sent(make.picture_bytes()) | {"caption": "Padi\nmerah"}).json()  # type: ignore[operator]

    photo = Photo.objects.get()
    assert answer["photo"]["key"] == photo.key
    assert photo.caption == "Padi merah"
    assert photo.uploaded_by is not None


def test_takes_the_one_that_is_here_already(desk: Client) -> None:
    first = desk.post(ADDRESS, sent(make.picture_bytes())).json()

    again = desk.post(ADDRESS, sent(make.picture_bytes(), "b.jpg")).json()

    assert again["photo"]["key"] == first["photo"]["key"]
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"%PDF-1.4", make.picture_bytes()[:40]])
def test_refuses_in_words_what_is_no_picture(desk: Client, content: bytes) -> None:
    response = desk.post(ADDRESS, sent(content))

    assert response.status_code == 422
    assert response.json()["error"]
    assert not Photo.objects.exists()


def test_keeps_to_who_may_add_photos(client: Client, desk: Client) -> None:
    tamu = Client()
    tamu.force_login(make.person("tamu"))

    assert Client().post(ADDRESS, sent(make.picture_bytes())).status_code == 302
    assert tamu.post(ADDRESS, sent(make.picture_bytes())).status_code == 403
    assert desk.get(ADDRESS).status_code == 405
    assert desk.post(ADDRESS).status_code == 422
    assert not Photo.objects.exists()
