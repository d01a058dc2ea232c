"""An address for who has no account: made at the desk, opened in a browser that never signed in, ended again."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.browser.test_pages import WIDTHS, overflow


def look(page: Page, name: str) -> None:
    if out := os.environ.get("SHOTS"):
        page.screenshot(path=f"{out}/{name}.png", full_page=True)
    assert faults(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_lets_in_until_it_is_ended(open_page: Open, width: int) -> None:
    make.person("edo", "editor")
    story = make.article(status="draft", headline="Bendungan baru", lead_photo=make.photo(caption="Sawah."))
    page, stranger = open_page(width=width), open_page(width=width)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/preview/addresses/")
    page.fill("#id_for_whom", "Pak Ketut, pengacara")
    page.select_option("#id_hours", "168")

    page.click(".save-bar .default")

    expect(page.locator(".preview-link")).to_have_count(1)
    look(page, f"desk-{width}")
    address = page.locator(".preview-link-address").input_value()
    stranger.goto("/preview/" + address.split("/preview/")[1])
    expect(stranger.locator(".story-headline")).to_have_text("Bendungan baru")
    look(stranger, f"stranger-{width}")
    page.click(".preview-link-end")
    expect(page.locator(".preview-link")).to_have_count(0)
    page.click(".preview-links-ended summary")
    look(page, f"ended-{width}")


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
