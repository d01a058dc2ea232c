"""Photos inside a text, at the desk: found, kept, shown, and in the way of their own deletion."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import history
from articles.models import Article, Photo
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db

SEARCH = "/admin/articles/photo/search/"


@pytest.fixture
def photo() -> Photo:
    return make.photo(caption="Panen\ndi Jatiluwih", credit="Dewa Gede")


def figure(photo: Photo, caption: str = "Padi merah") -> str:
    return f'<figure data-photo="{photo.key}">{caption}</figure>'


def found(client: Client, words: str) -> list[dict[str, Any]]:
    return client.get(SEARCH, {"q": words}).json()["results"]


def test_the_dialog_finds_photos_by_their_words(desk: Client, photo: Photo) -> None:
    make.photo(caption="Banjir di Ubud")

    (row,) = found(desk, "jatiluwih dewa")

    assert row["key"] == photo.key
    assert row["src"] == photo.file.url
    assert (row["alt"], row["caption"]) == ("Subak di Jatiluwih", "Panen di Jatiluwih")
    assert row["note"].startswith("Dewa Gede · ")


def test_the_dialog_offers_the_newest_first_and_no_more_than_fit(desk: Client) -> None:
    photos = [make.photo() for _ in range(14)]

    assert [row["key"] for row in found(desk, "")] == [photo.key for photo in photos[:1:-1]]


@pytest.mark.parametrize("words", ["'; DROP TABLE articles_photo; --", "%", "_", "x" * 10_000, '"', "\u202e"])
def test_the_dialog_takes_any_words(desk: Client, photo: Photo, words: str) -> None:
    assert found(desk, words) in ([], found(desk, ""))


def test_only_who_may_see_photos_may_search_them(client: Client, rina: User, photo: Photo) -> None:
    assert client.get(SEARCH).status_code == 302
    client.force_login(make.person("tamu"))
    assert client.get(SEARCH).status_code == 403
    client.force_login(rina)
    assert client.get(SEARCH).status_code == 200


def test_what_the_editor_shows_of_a_photo_is_not_stored(desk: Client, photo: Photo) -> None:
    body = f"<p>a</p>{figure(photo)}"
    story = make.article(body=body)
    form = filled(desk, story)
    assert (
        f'data-src="{photo.file.url}" data-alt="Subak di Jatiluwih" data-credit="Dewa Gede">Padi merah' in form["body"]
    )

    desk.post(address(story), form | {"headline": "Lain"})

    assert Article.objects.get().body == body


def test_a_caption_as_the_editor_writes_it_is_kept_as_its_words(desk: Client, photo: Photo) -> None:
    story = make.article()
    posted = f'<figure data-photo="{photo.key}" data-src="/x.jpg" data-alt=""><figcaption>Padi</figcaption></figure>'

    desk.post(address(story), filled(desk, story, body=posted))

    assert Article.objects.get().body == figure(photo, "Padi")


def test_opening_a_story_asks_once_for_all_its_photos(desk: Client, photo: Photo) -> None:
    few = make.article(body=figure(photo))
    many = make.article(body="".join(figure(make.photo()) for _ in range(15)))
    desk.get(address(few))  # what is asked once and remembered

    counts = []
    for story in (few, many):
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(story))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_may_only_read_a_story_sees_its_photos(client: Client, rina: User, photo: Photo) -> None:
    story = make.article(body=figure(photo))
    client.force_login(rina)

    page = client.get(address(story)).content.decode()

    assert f'src="{photo.file.url}"' in page
    assert "Padi merah" in page


def test_an_earlier_version_shows_its_photos_and_brings_them_back(desk: Client, edo: User, photo: Photo) -> None:
    story = make.article(body=figure(photo))
    with history.recorded(by=edo, comment=""):
        story.save()
        history.record(story)
    version = history.versions(story).get()
    story.body = "<p>Tanpa foto.</p>"
    story.save()

    page = desk.get(f"/admin/articles/article/{story.pk}/history/{version.pk}/").content.decode()
    history.restore(story, version, by=edo)

    assert f'src="{photo.file.url}"' in page
    assert Article.objects.get().body == figure(photo)


def test_a_photo_that_stands_in_a_text_is_not_deleted(client: Client, citra: User, photo: Photo) -> None:
    story = make.article(headline="Panen raya", body=figure(photo), status="draft")
    client.force_login(citra)
    delete = f"/admin/articles/photo/{photo.pk}/delete/"

    page = client.get(delete).content.decode()
    client.post(delete, {"post": "yes"})
    client.post("/admin/articles/photo/", {"action": "delete_selected", "_selected_action": photo.pk, "post": "yes"})

    assert Photo.objects.filter(pk=photo.pk).exists()
    assert "Panen raya" in page
    story.body = "<p>a</p>"
    story.save()
    client.post(delete, {"post": "yes"})
    assert not Photo.objects.exists()


def test_a_reporter_changes_no_photo_that_readers_have_seen_in_a_text(client: Client, rina: User, photo: Photo) -> None:
    Photo.objects.update(uploaded_by=rina)
    story = make.article(body=figure(photo), status="draft")
    client.force_login(rina)
    change = f"/admin/articles/photo/{photo.pk}/change/"
    fields = {"focal_x_percent": 50, "focal_y_percent": 50, "alternative_text": "", "caption": "", "credit": ""}

    assert client.post(change, fields).status_code == 302
    Article.objects.filter(pk=story.pk).update(first_published_at=make.YESTERDAY)
    assert client.post(change, fields).status_code == 403
