"""The rich-text editor speaks the desk's language, though its library has English written into it."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

pytestmark = pytest.mark.looks

BODY = (
    '<h2>Judul</h2><p>Satu <a href="https://a.example/">tautan</a>.</p><ol><li><p>butir</p></li></ol>'
    "<table><tbody><tr><td><p>sel</p></td></tr></tbody></table>"
)
# Title and name of every button, and the texts of those that show no icon.
MENU_WORDS = """menu => [...menu.querySelectorAll("button")].flatMap((button) => [
  button.title, button.ariaLabel, button.matches(".prose-menubar__option") ? button.textContent : ""
]).filter(Boolean)"""
DIALOG_WORDS = """dialog => [...dialog.querySelectorAll("h2, h3, label, button:not(.is-found), option")]
  .map((each) => each.textContent).filter((text) => !text.includes(", "))"""


def opened(open_page: Open, language: str) -> Page:
    page = open_page(language=language)
    sign_in(page, "edo")
    page.goto("/admin/articles/article/")
    page.locator("#result_list tbody th a").click()
    editor(page)
    return page


def menu_words(page: Page) -> list[str]:
    """In each of the places that change what the menu shows."""
    words = []
    for place in ("Judul", "Satu", "tautan", "butir", "sel"):
        editor(page).get_by_text(place, exact=place != "Satu").click()
        words += page.locator(".prose-menubar").evaluate(MENU_WORDS)
    return words


def dialog_words(page: Page) -> list[str]:
    words = []
    for place, button in (("tautan", "link"), ("sel", "table")):
        editor(page).get_by_text(place, exact=True).click()
        page.locator(f".prose-menubar [data-name={button}]").click()
        dialog = page.locator("dialog[open]")
        expect(dialog).to_be_visible()
        words += dialog.evaluate(DIALOG_WORDS)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    return words


def test_no_button_and_no_dialog_is_left_in_english(open_page: Open) -> None:
    make.person("edo", "editor")
    make.article(body=BODY)
    english, indonesian = opened(open_page, "en-US"), opened(open_page, "id-ID")

    for words in (menu_words, dialog_words):
        pairs = list(zip(words(english), words(indonesian), strict=True))
        assert len(pairs) > 10
        assert [word for word, translated in pairs if word == translated] == []


def test_a_table_gets_its_header_row_in_any_language(open_page: Open) -> None:
    make.person("edo", "editor")
    make.article(body="<p>Satu.</p>")
    page = opened(open_page, "id-ID")

    page.locator(".prose-menubar [data-name=table]").click()
    page.select_option(".prose-editor-dialog select", "Yes")
    page.locator(".prose-editor-dialog [type=submit]").click()

    expect(editor(page).locator("th")).to_have_count(3)
