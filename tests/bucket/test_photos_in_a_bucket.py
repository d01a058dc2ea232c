"""Photos lie in a bucket as they lie on a disk: uploaded, shown, cut for shared links, imported, deleted."""

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles import renditions
from articles.formats.media import MediaFolder
from articles.formats.record import PhotoReference
from articles.importer.undo import undo
from articles.models import ImportBatch, Photo
from tests import make
from tests.bucket.running import Store
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/photo/add/"
FIELDS = {"focal_x_percent": 50, "focal_y_percent": 50, "alternative_text": "Subak", "caption": "", "credit": ""}


def sent(width_px: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", make.picture_bytes(width_px, 40), "image/jpeg")


def large_photo() -> Photo:
    photo = Photo(alternative_text="Sawah")
    photo.put(renditions.accept(make.picture_bytes(1600, 900)))
    photo.save()
    return photo


def test_a_photo_lies_there_with_its_smaller_files_and_says_what_it_is(store: Store) -> None:
    photo = large_photo()

    smaller = [photo.narrower_name(width_px) for width_px in photo.narrower_px]
    assert len(smaller) == 2
    assert set(store.names()) == {photo.file.name, *smaller}
    assert store.said_of(photo.file.name)["ContentType"] == "image/jpeg"
    assert store.said_of(smaller[0])["ContentType"] == "image/webp"
    assert store.said_of(smaller[0])["CacheControl"] == "public, max-age=31536000, immutable"


def test_what_is_uploaded_at_the_desk_is_there_under_a_name_of_our_own(store: Store, desk: Client) -> None:
    response = desk.post(ADD, {**FIELDS, "upload": sent()})

    photo = Photo.objects.get()
    assert response.status_code == 302
    assert store.names() == [f"photos/{photo.sha256[:2]}/{photo.sha256}.jpg"]
    assert f'src="{store.host}/foto/{photo.file.name}"' in desk.get("/admin/articles/photo/").content.decode()


def test_what_is_pasted_into_a_text_is_there(store: Store, desk: Client) -> None:
    answer = desk.post("/admin/articles/photo/upload/", {"upload": sent(80)}).json()

    assert answer["photo"]["src"] == f"{store.host}/foto/{Photo.objects.get().file.name}"
    assert len(store.names()) == 1


def test_readers_are_given_the_address_that_is_the_medias(store: Store, client: Client) -> None:
    photo = large_photo()
    page = client.get(make.article(lead_photo=photo).get_absolute_url()).content.decode()
    feed = client.get("/feed/").content.decode()

    address = f"{store.host}/foto/{photo.file.name}"
    assert f'src="{address}"' in page
    assert f"{store.host}/foto/{photo.narrower_name(photo.narrower_px[0])} {photo.narrower_px[0]}w" in page
    assert address in feed
    assert "/media/" not in page + feed


def test_the_picture_of_a_shared_link_is_cut_from_it(store: Store, client: Client) -> None:
    story = make.article(lead_photo=large_photo())

    answer = client.get(f"/picture/{story.pk}-{story.picture_mark}.jpg")

    assert Image.open(io.BytesIO(answer.content)).getpixel((600, 300))[0] > 100


def test_the_same_name_is_written_again_where_someone_was_cut_short(store: Store) -> None:
    picture = renditions.accept(make.picture_bytes())
    for _ in range(2):
        photo = Photo()
        photo.put(picture)

    assert store.names() == [photo.file.name]
    assert photo.file.storage.size(photo.file.name) == len(picture.content)
    with photo.file.open() as file:
        assert file.read() == picture.content


def test_what_is_deleted_is_gone(store: Store, django_capture_on_commit_callbacks: Any) -> None:
    photo = large_photo()

    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()

    assert store.names() == []


def test_what_an_import_brings_is_there_and_gone_with_it(
    store: Store, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "panen.jpg").write_bytes(make.picture_bytes())
    lead = PhotoReference("https://koran.example/panen.jpg")

    bring_in(record(photos=(lead,)), media=MediaFolder(tmp_path / "uploads"))
    brought = store.names()
    with django_capture_on_commit_callbacks(execute=True):
        undo(ImportBatch.objects.get())

    assert brought == [f"photos/{brought[0][7:9]}/{brought[0][10:]}"]
    assert store.names() == []


# ---- While it does not answer --------------------------------------------------------------------------------------


def test_the_desk_says_that_it_cannot_be_kept_and_keeps_the_words(
    desk: Client, goes_away: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    goes_away()

    with caplog.at_level(logging.CRITICAL):
        form = desk.post(ADD, {**FIELDS, "upload": sent()})
        pasted = desk.post("/admin/articles/photo/upload/", {"upload": sent(80)})

    assert (form.status_code, pasted.status_code) == (200, 503)
    assert "upload" in form.context["adminform"].form.errors
    assert 'value="Subak"' in form.content.decode()
    assert pasted.json()["error"]
    assert not Photo.objects.exists()


def test_readers_read_on_and_a_shared_link_has_a_picture(goes_away: Callable[[], None], client: Client) -> None:
    story = make.article(lead_photo=large_photo())
    goes_away()

    page = client.get(story.get_absolute_url())
    picture = client.get(f"/picture/{story.pk}-{story.picture_mark}.jpg")

    assert (page.status_code, picture.status_code) == (200, 200)


def test_what_is_deleted_then_is_said_in_the_log(
    client: Client,
    citra: User,
    goes_away: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    photo = large_photo()
    client.force_login(citra)
    goes_away()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/admin/articles/photo/{photo.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 302
    assert not Photo.objects.exists()
    assert caplog.text.count("could not be deleted") == 3
