"""A phone loads no larger picture than it can show."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from articles import renditions
from articles.models import Photo
from tests import make

pytestmark = pytest.mark.django_db


def photo(width_px: int) -> Photo:
    made = Photo()
    made.put(renditions.accept(make.picture_bytes(width_px, width_px * 2 // 3)))
    made.save()
    return made


def test_keeps_smaller_files_beside_the_photo_in_its_own_shape() -> None:
    wide = photo(1500)

    assert wide.narrower_px == [480, 960]
    with wide.file.storage.open(wide.narrower_name(480)) as file, Image.open(io.BytesIO(file.read())) as small:
        assert (small.format, small.size) == ("WEBP", (480, 320))


@pytest.mark.parametrize(("width_px", "widths"), [(300, []), (480, []), (700, [480])])
def test_makes_none_that_would_be_no_smaller(width_px: int, widths: list[int]) -> None:
    assert photo(width_px).narrower_px == widths


def test_the_pages_let_the_browser_choose(client: Client) -> None:
    story = make.article(lead_photo=photo(1500))
    small = story.lead_photo.file.storage.url(story.lead_photo.narrower_name(480))

    for address in ("/", "/berita/", story.get_absolute_url()):
        assert f'srcset="{small} 480w, ' in client.get(address).content.decode(), address


def test_a_photo_of_one_width_is_shown_as_it_is(client: Client) -> None:
    make.article(lead_photo=photo(300))

    assert "srcset" not in client.get("/berita/").content.decode()


def test_goes_with_the_photo(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    wide = photo(1500)

    with django_capture_on_commit_callbacks(execute=True):
        wide.delete()

    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
