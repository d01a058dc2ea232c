"""Photos that come from a host of their own are shown under the page's policy."""

from collections.abc import Iterator
from typing import Any

import pytest

from articles import renditions
from articles.models import Photo
from tests import make
from tests.bucket.running import Store, server, store_on

pytestmark = pytest.mark.looks


@pytest.fixture
def store(settings: Any) -> Iterator[Store]:
    with server() as place, store_on(place, settings) as ours:
        yield ours


def test_a_reader_sees_the_photo_of_a_story(store: Store, open_page: Any, settings: Any) -> None:
    photo = Photo(alternative_text="Sawah")
    photo.put(renditions.accept(make.picture_bytes(1600, 900)))
    photo.save()
    story = make.article(lead_photo=photo)
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    pictures = [*directives["img-src"], store.host]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "img-src": pictures}}

    page = open_page(width=390)
    page.goto(story.get_absolute_url())
    page.wait_for_load_state("load")

    width_px, address = page.evaluate("() => [document.images[0].naturalWidth, document.images[0].currentSrc]")
    assert address.startswith(f"{store.host}/foto/photos/")
    assert width_px > 0
