"""Pictures come from a folder on this machine, encoded anew; what is not there is said, and no caption is lost."""

from pathlib import Path

import pytest

from articles.formats.media import MediaFolder
from articles.formats.record import PhotoReference
from articles.models import Article, MadeByImport, Photo
from tests import make
from tests.importing.records import bring_in, outcomes, record

pytestmark = pytest.mark.django_db

LEAD = PhotoReference("https://koran.example/wp-content/uploads/2019/05/panen.jpg", alternative_text="Petani memanen")
INLINE = PhotoReference("https://koran.example/wp-content/uploads/2019/05/subak.jpg", key="p1")
BODY = '<p>Sebelum.</p><figure data-photo="p1">Pekaseh di <em>Jatiluwih</em></figure><p>Sesudah.</p>'


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "panen.jpg").write_bytes(make.picture_bytes(60, 40))
    (folder / "subak.jpg").write_bytes(make.picture_bytes(50, 40))
    return MediaFolder(folder)


def test_takes_the_lead_and_those_in_the_text(media: MediaFolder) -> None:
    bring_in(record(photos=(LEAD, INLINE), body=BODY), media=media)

    story = Article.objects.get()
    inline = Photo.objects.exclude(pk=story.lead_photo.pk).get()
    assert story.lead_photo.alternative_text == "Petani memanen"
    assert f'<figure data-photo="{inline.key}">Pekaseh di <em>Jatiluwih</em></figure>' in story.body
    assert MadeByImport.objects.filter(noun="photo").count() == 2


def test_one_picture_of_two_stories_is_one_photo(media: MediaFolder) -> None:
    bring_in(record("Satu", photos=(LEAD,)), record("Dua", photos=(LEAD,)), media=media)

    assert Photo.objects.count() == 1
    assert set(Article.objects.values_list("lead_photo", flat=True)) == {Photo.objects.get().pk}


def test_a_caption_stays_where_its_picture_is_not_found() -> None:
    [result] = bring_in(record(photos=(INLINE,), body=BODY))

    assert Article.objects.get().body == "<p>Sebelum.</p><p>Pekaseh di <em>Jatiluwih</em></p><p>Sesudah.</p>"
    assert result.problems == (f"Pictures that are not here: 1, such as {INLINE.address}.",)


def test_pictures_that_are_found_later_come_with_a_later_run(media: MediaFolder) -> None:
    bring_in(record(photos=(LEAD, INLINE), body=BODY))

    assert outcomes(bring_in(record(photos=(LEAD, INLINE), body=BODY))) == ["unchanged"]
    assert outcomes(bring_in(record(photos=(LEAD, INLINE), body=BODY), media=media)) == ["updated"]
    assert outcomes(bring_in(record(photos=(LEAD, INLINE), body=BODY), media=media)) == ["unchanged"]
    assert Article.objects.get().lead_photo is not None


def test_a_file_that_is_no_picture_is_said(media: MediaFolder, tmp_path: Path) -> None:
    (tmp_path / "uploads" / "panen.jpg").write_text("<html>")

    [result] = bring_in(record(photos=(LEAD,)), media=media)

    assert "The picture https://koran.example/wp-content/uploads/2019/05/panen.jpg was not taken" in result.problems[0]
    assert not Photo.objects.exists()


def test_a_dry_run_keeps_no_photo(media: MediaFolder, settings: object) -> None:
    bring_in(record(photos=(LEAD,)), media=media, dry_run=True)

    assert not Photo.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists() or not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))
