"""An address for who has no account: made at the desk, opened in a browser that never signed in, ended again."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.browser.test_pages import SCHEMES, WIDTHS, overflow

WITHOUT_STYLES = {"preload": False}  # axe would put them into the page, which its policy forbids


def look(page: Page, name: str) -> None:
    if out := os.environ.get("SHOTS"):
        page.screenshot(path=f"{out}/{name}.png", full_page=True)
    assert Axe().run(page, options=WITHOUT_STYLES).response["violations"] == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_lets_in_until_it_is_ended(open_page: Open, width: int, scheme: str) -> None:
    make.person("edo", "editor")
    story = make.article(status="draft", headline="Bendungan baru", lead_photo=make.photo(caption="Sawah."))
    page, stranger = open_page(width=width, scheme=scheme), open_page(width=width, scheme=scheme)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/preview/addresses/")
    page.fill("#id_for_whom", "Pak Ketut, pengacara")
    page.select_option("#id_hours", "168")

    page.click(".save-bar .default")

    expect(page.locator(".preview-link")).to_have_count(1)
    look(page, f"desk-{width}-{scheme}")
    address = page.locator(".preview-link-address").input_value()
    stranger.goto("/preview/" + address.split("/preview/")[1])
    expect(stranger.locator(".story-headline")).to_have_text("Bendungan baru")
    look(stranger, f"stranger-{width}-{scheme}")
    page.click(".preview-link-end")
    expect(page.locator(".preview-link")).to_have_count(0)
    page.click(".preview-links-ended summary")
    look(page, f"ended-{width}-{scheme}")


def test_a_key_opens_the_preview_of_what_is_typed(open_page: Open) -> None:
    make.person("edo", "editor")
    story = make.article(status="draft", headline="Judul lama")
    page = open_page()
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    page.locator(".writing-help").wait_for()
    page.fill("#id_headline", "Judul baru")

    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Alt+p")

    shown = opened.value.frame_locator(".preview-page")
    expect(shown.locator(".story-headline")).to_have_text("Judul baru")
