"""The "Baca juga" dialog: what is taken is what was meant, by mouse or by keys alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

INPUT = "#related-link-search"
ROWS = ".related-link-results button"


@pytest.fixture
def page(open_page: Open) -> Page:
    """A new story's form, with three stories to link to."""
    make.person("edo", "editor")
    for headline in ("Panen raya di Jatiluwih", "Banjir di Ubud", "Banjir di Ubud surut"):
        make.article(headline=headline)
    page = open_page()
    sign_in(page, "edo")
    page.goto("/admin/articles/article/add/")
    editor(page)
    return page


def dialog(page: Page) -> Locator:
    """Opened by keys."""
    page.locator(".prose-menubar button", has_text="Baca juga").focus()
    page.keyboard.press("Enter")
    return page.get_by_role("dialog", name="Baca juga")


def inserted(page: Page) -> Locator:
    return page.locator(".related-link-block .related-link-headline")


def test_enter_takes_nothing_of_an_earlier_search(page: Page) -> None:
    dialog(page)
    page.fill(INPUT, "panen")
    expect(page.locator(ROWS).first).to_contain_text("Panen raya di Jatiluwih")

    page.fill(INPUT, "")
    page.keyboard.type("banjir")
    page.keyboard.press("Enter")

    expect(page.locator(ROWS).first).to_be_focused()
    expect(page.locator(ROWS).first).to_contain_text("Banjir di Ubud")
    expect(inserted(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(inserted(page)).to_contain_text("Banjir di Ubud")


def test_the_rows_of_an_earlier_search_go_at_once(page: Page) -> None:
    dialog(page)
    page.fill(INPUT, "panen")
    expect(page.locator(ROWS).first).to_contain_text("Panen raya di Jatiluwih")
    page.route("**/link-search/**", lambda route: None)  # no answer ever comes

    page.fill(INPUT, "banjir")

    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".related-link-status")).not_to_be_empty()


def test_enter_takes_the_story_whose_headline_was_typed(page: Page) -> None:
    dialog(page)

    page.keyboard.type("banjir di ubud")
    page.keyboard.press("Enter")

    expect(inserted(page)).to_have_text("Banjir di Ubud")


def test_enter_leaves_the_choice_between_two_of_one_headline(page: Page) -> None:
    make.article(headline="Banjir di Ubud")
    dialog(page)

    page.keyboard.type("banjir di ubud")
    page.keyboard.press("Enter")

    expect(page.locator(ROWS).first).to_be_focused()
    expect(inserted(page)).to_have_count(0)


def test_a_headline_still_to_come_is_never_taken_by_one_enter(page: Page) -> None:
    dialog(page)

    page.keyboard.type("Yang belum ada")
    page.keyboard.press("Enter")

    expect(page.locator(ROWS).first).to_be_focused()
    expect(inserted(page)).to_have_count(0)


def test_the_arrow_keys_walk_the_rows_and_back(page: Page) -> None:
    opened = dialog(page)
    page.keyboard.type("banjir")
    expect(page.locator(ROWS)).to_have_count(3)

    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(page.locator(ROWS).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(opened).to_have_count(0)
    expect(inserted(page)).to_contain_text("Banjir di Ubud")
