"""A picture is judged, encoded anew and stripped; the bytes that were sent are never served."""

import hashlib
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles import renditions
from articles.models import Photo
from articles.renditions import PhotoRefused
from tests import make

ADD = "/admin/articles/photo/add/"
FIELDS = {"focal_x_percent": 50, "focal_y_percent": 50, "alternative_text": "", "caption": "", "credit": ""}


def with_gps() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[1] = "S"
    return make.picture_bytes(exif=exif)


def a_bomb() -> bytes:
    """A small file that says it has 178 million pixels."""
    buffer = io.BytesIO()
    Image.new("1", (13_300, 13_300)).save(buffer, "PNG")
    return buffer.getvalue()


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    return make.picture_bytes(60, 40, exif=exif)


def test_leaves_out_metadata() -> None:
    picture = renditions.accept(with_gps())

    assert not Image.open(io.BytesIO(picture.content)).getexif()
    assert b"Kamera" not in picture.content


def test_turns_a_picture_upright() -> None:
    picture = renditions.accept(turned())

    assert (picture.width_px, picture.height_px) == (40, 60)


def test_makes_a_large_picture_smaller_and_keeps_its_shape() -> None:
    picture = renditions.accept(make.picture_bytes(4800, 2400))

    assert (picture.width_px, picture.height_px) == (1600, 800)


def test_keeps_transparency() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(buffer, "PNG")

    assert renditions.accept(buffer.getvalue()).extension == "png"


@pytest.mark.parametrize(
    "upload",
    {
        "nothing": b"",
        "a page": b"<html><script>alert(1)</script></html>",
        "a drawing with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "half a picture": make.picture_bytes(600, 400)[:300],
        "a bomb": a_bomb(),
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    }.items(),
    ids=lambda item: item[0],
)
def test_refuses(upload: tuple[str, bytes]) -> None:
    with pytest.raises(PhotoRefused):
        renditions.accept(upload[1])


def test_what_stands_behind_a_picture_is_gone() -> None:
    picture = renditions.accept(make.picture_bytes() + b"<script>alert(1)</script>")

    assert b"script" not in picture.content


@pytest.mark.django_db
def test_an_upload_becomes_a_photo_under_a_name_of_our_own(desk: Client) -> None:
    upload = SimpleUploadedFile("../../x.php.jpg", with_gps(), "image/jpeg")

    desk.post(ADD, FIELDS | {"upload": upload, "alternative_text": "Sawah"})

    photo = Photo.objects.get()
    assert photo.file.name == f"photos/{photo.sha256[:2]}/{photo.sha256}.jpg"
    with photo.file.open() as stored:
        assert b"Kamera" not in stored.read()


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "expected"), [("published", 403), ("withdrawn", 403), ("draft", 302)])
def test_a_reporter_changes_no_photo_that_readers_have_seen(
    client: Client, rina: User, status: str, expected: int
) -> None:
    photo = make.photo(uploaded_by=rina)
    make.article(status=status, lead_photo=photo)
    client.force_login(rina)

    response = client.post(f"/admin/articles/photo/{photo.pk}/change/", FIELDS | {"caption": "Lain"})

    assert response.status_code == expected


@pytest.mark.django_db
def test_a_reporter_does_not_change_the_photo_of_another(client: Client, rina: User, edo: User) -> None:
    photo = make.photo(uploaded_by=edo)
    client.force_login(rina)

    assert client.post(f"/admin/articles/photo/{photo.pk}/change/", FIELDS).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_is_no_longer_served() -> None:
    photo = make.photo()
    path = Path(photo.file.path)
    assert path.exists()

    Photo.objects.all().delete()

    assert not path.exists()


@pytest.mark.django_db
def test_the_same_picture_twice_is_said_and_not_kept_twice(desk: Client) -> None:
    for _time in range(2):
        response = desk.post(ADD, FIELDS | {"upload": SimpleUploadedFile("a.jpg", make.picture_bytes())})

    assert Photo.objects.count() == 1
    assert response.context["adminform"].form.errors["upload"]


@pytest.mark.django_db
def test_the_same_upload_is_known_before_it_is_decoded(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post(ADD, FIELDS | {"upload": SimpleUploadedFile("a.jpg", with_gps())})
    photo = Photo.objects.get()
    monkeypatch.delattr(renditions, "accept")

    response = desk.post(ADD, FIELDS | {"upload": SimpleUploadedFile("b.jpg", with_gps())})

    assert photo.key == hashlib.sha256(with_gps()).hexdigest() != photo.sha256
    assert response.context["adminform"].form.errors["upload"]


@pytest.mark.django_db
def test_an_upload_that_differs_only_in_what_is_left_out_is_the_same_picture(desk: Client) -> None:
    for upload in (with_gps(), make.picture_bytes()):
        desk.post(ADD, FIELDS | {"upload": SimpleUploadedFile("a.jpg", upload)})

    assert Photo.objects.count() == 1


@pytest.mark.django_db
def test_a_page_named_as_a_picture_is_refused_in_words(desk: Client) -> None:
    response = desk.post(ADD, FIELDS | {"upload": SimpleUploadedFile("a.jpg", b"<html>")})

    assert not Photo.objects.exists()
    assert "JPEG" in str(response.context["adminform"].form.errors["upload"])
