"""A search shows why a story was found, on a telephone too."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import Open


@pytest.mark.parametrize("width", [390, 1280])
def test_shows_the_words_that_answer(width: int, open_page: Open) -> None:
    make.article(headline="Panen raya", body="<p>Petani memanen padi di sawah.</p>")

    page = open_page(width=width)
    page.goto("/search/?q=padi")

    expect(page.locator(".card-teaser mark")).to_be_visible()
    expect(page.locator(".card-teaser mark")).to_have_text("padi")
