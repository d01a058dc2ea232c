"""An errand for many stories, as people do it in a browser: ticked in the list, looked at, done to the end."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.admin.article import bulk
from articles.models import Article
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open, saved
from tests.browser.desk import sign_in
from tests.browser.test_pages import WIDTHS, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"
SCRIPT = "**/js/goes-on.js"


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)


def choose(page: Page, errand: str, query: str = "") -> None:
    page.goto(LIST + query)
    page.locator("#action-toggle").check()
    page.select_option("select[name=action]", errand)
    with saved(page):
        page.click(".actions button[name=index]")


def assert_sound(page: Page) -> None:
    assert faults(page) == []
    assert overflow(page) <= 0


def test_many_are_published_and_the_rest_is_named(open_page: Open, edo: User) -> None:
    for number in range(5):
        make.article(status="draft", headline=f"Konsep {number}")
    make.article(status="draft", headline="Tanpa rubrik", section=None)
    page = open_page()
    sign_in(page, "edo")

    choose(page, "publish", "?state=draft")
    expect(page.locator(".bulk-refused")).to_contain_text("Tanpa rubrik")
    with saved(page):
        page.click(".save-bar button.default")

    expect(page.locator(".bulk-done li")).to_have_count(5)
    expect(page.locator(".bulk-refused")).to_contain_text("Tanpa rubrik")
    assert Article.objects.public().count() == 5


@pytest.mark.parametrize("width", WIDTHS)
def test_its_pages_have_no_fault_and_go_on_by_a_button_too(open_page: Open, edo: User, width: int) -> None:
    for number in range(3):
        make.article(status="draft", headline=f"Konsep {number} " + "yang panjang " * 9, standfirst="")
    make.article(headline="Sudah terbit")
    page = open_page(width=width)
    page.route(SCRIPT, lambda route: route.fulfill(body="", content_type="text/javascript"))
    sign_in(page, "edo")

    page.goto(LIST)
    assert faults(page, "#changelist-form") == []
    assert overflow(page) <= 0
    choose(page, "publish")
    assert_sound(page)
    for _step in range(2):
        with saved(page):
            page.click(".save-bar button.default")
        assert_sound(page)

    assert Article.objects.public().count() == 4


def test_what_stands_in_the_way_of_a_choice_is_shown_before_it_is_done(open_page: Open, edo: User) -> None:
    there = make.section("Olahraga")
    make.article(headline="Sudah di sana", section=there)
    make.article(headline="Belum di sana")
    page = open_page()
    sign_in(page, "edo")

    choose(page, "section")
    page.select_option("[name=section]", label="Olahraga")
    with saved(page):
        page.click(".save-bar button.default")
    expect(page.locator(".bulk-refused")).to_contain_text("Sudah di sana")
    assert_sound(page)
    with saved(page):
        page.click(".save-bar button.default")

    expect(page.locator(".bulk-done")).to_contain_text("Belum di sana")
    assert Article.objects.filter(section=there).count() == 2
