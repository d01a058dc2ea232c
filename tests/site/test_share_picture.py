"""The picture of 1200 × 630 that goes with a shared link."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from articles import renditions
from articles.models import Article, Photo
from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"
HEADLINES = [
    "Panen",
    "Harga & pajak < “naik” > turun di sembilan kabupaten dan kota se-Bali sejak awal pekan ini, kata gubernur " * 3,
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6,
    "🔥 ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ",
    "مهرجان الأرز",
]


def picture_address(client: Client, page: str) -> str:
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', client.get(page).content.decode())
    return address.removeprefix(HERE)


def picture(client: Client, address: str) -> Image.Image:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(response.content))


@pytest.mark.parametrize("headline", HEADLINES)
def test_is_set_in_type_for_a_story_without_a_photo(headline: str, client: Client) -> None:
    story = make.article(headline=headline[:300])

    seen = picture(client, picture_address(client, story.get_absolute_url()))

    assert seen.size == (1200, 630)
    assert len(seen.getcolors(maxcolors=1 << 24)) > 100  # something is drawn


def test_is_cut_around_the_focal_point_of_the_photo(client: Client) -> None:
    half = Image.new("RGB", (400, 800), "red")
    half.paste("blue", (0, 400, 400, 800))
    buffer = io.BytesIO()
    half.save(buffer, "PNG")
    photo = Photo(focal_y_percent=100)
    photo.put(renditions.accept(buffer.getvalue()))
    photo.save()

    seen = picture(client, picture_address(client, make.article(lead_photo=photo).get_absolute_url()))

    assert seen.size == (1200, 630)
    red, _green, blue = seen.convert("RGB").getpixel((600, 300))
    assert blue > 200 > red


def test_has_another_address_when_it_looks_otherwise(client: Client) -> None:
    story = make.article()
    before = picture_address(client, story.get_absolute_url())

    story.headline = "Judul yang lain"
    story.save()

    after = picture_address(client, Article.objects.get(pk=story.pk).get_absolute_url())
    assert before != after
    assert client.get(before)["Location"] == after


def test_is_there_for_every_other_page(client: Client) -> None:
    make.article()

    for page in ("/", "/berita/", "/archive/"):
        assert picture(client, picture_address(client, page)).size == (1200, 630)


def test_is_not_made_for_a_story_that_is_not_public(client: Client) -> None:
    story = make.article(published_at=make.TOMORROW)

    assert client.get(f"/picture/{story.pk}-{story.picture_mark}.jpg").status_code == 404


def test_is_set_in_type_when_the_photo_s_file_is_gone(client: Client) -> None:
    story = make.article(lead_photo=make.photo())
    story.lead_photo.file.storage.delete(story.lead_photo.file.name)

    assert picture(client, f"/picture/{story.pk}-{story.picture_mark}.jpg").size == (1200, 630)
