"""Signing in by two steps, and one's own account: by hand, at any width, in both schemes, without a fault of axe's."""

from base64 import b32decode

import pytest
from playwright.sync_api import Page, expect

from articles import two_step
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import sign_in_by_hand
from tests.browser.test_pages import WIDTHS, overflow
from tests.codes import KEY, code, turn_on


def give_password(page: Page, name: str) -> None:
    page.goto("/admin/articles/article/")
    page.fill("#id_username", name)
    page.fill("#id_password", make.PASSWORD)
    page.click(".door-form button.default")


def looked_at(page: Page) -> None:
    assert faults(page) == [], page.url
    assert overflow(page) <= 0, page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_sets_up_the_second_step_and_signs_in_by_it(open_page: Open, width: int) -> None:
    make.person("edo", "editor")
    page = open_page(width=width)
    sign_in_by_hand(page, "edo")
    page.click(".desk-account")
    looked_at(page)
    page.click(".account-two-step")
    looked_at(page)
    page.click("a.default-link")
    looked_at(page)
    page.click("button[name=begin]")
    expect(page.locator(".account-picture")).to_be_visible()
    looked_at(page)
    key = page.locator(".account-letters code").inner_text().replace(" ", "")

    page.fill("#id_code", "12")
    page.click(".door-form button.default")
    expect(page.locator(".errorlist")).to_be_visible()
    looked_at(page)
    page.fill("#id_code", code(_hexadecimal(key)))
    page.click(".door-form button.default")
    expect(page.locator(".account-codes code")).to_have_count(10)
    looked_at(page)
    recovery_code = page.locator(".account-codes code").first.inner_text()

    page.context.clear_cookies()
    give_password(page, "edo")
    expect(page.locator("#id_code")).to_be_focused()
    looked_at(page)
    page.click(".door-form a.closelink")
    page.fill("#id_code", recovery_code)
    page.click(".door-form button.default")
    page.wait_for_url("/admin/articles/article/")


@pytest.mark.parametrize("width", WIDTHS)
def test_gives_a_code_with_the_keyboard_alone(open_page: Open, width: int) -> None:
    turn_on(make.person("edo", "editor"))
    page = open_page(width=width, language="en")
    page.goto("/admin/")
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type("edo")
    page.keyboard.press("Tab")
    page.keyboard.type(make.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#id_code")).to_be_focused()

    page.keyboard.type(code(KEY))
    page.keyboard.press("Enter")

    page.wait_for_url("/admin/")
    expect(page.locator("#logout-form")).to_be_visible()


@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_an_account_fits_and_has_no_fault(open_page: Open, width: int) -> None:
    edo = make.person("edo", "editor", email="edo@koran.example")
    make.person("citra", "chief")
    page = open_page(width=width)
    for address in ("login/", "forgotten-password/", "forgotten-password/sent/", "forgotten-password/MQ/a-b/"):
        page.goto(f"/admin/{address}")
        looked_at(page)
    turn_on(edo)
    sign_in_by_hand(open_page(), "citra")
    sign_in_by_hand(page, "citra")
    for address in ("account/", "account/places/", "account/two-step/", "password_change/", "two-step/set-up/"):
        page.goto(f"/admin/{address}")
        looked_at(page)
    page.goto(f"/admin/auth/user/{edo.pk}/access/")
    looked_at(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_says_so_when_the_password_was_wrong_too_often(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    for _attempt in range(5):
        give_password(page, "tiada")

    expect(page.locator("#site-name a")).not_to_be_empty()
    looked_at(page)


def test_ends_another_place(open_page: Open) -> None:
    make.person("edo", "editor")
    here, there = open_page(), open_page(width=390)
    sign_in_by_hand(here, "edo")
    sign_in_by_hand(there, "edo")
    here.goto("/admin/account/places/")

    here.locator(".place button").click()

    expect(here.locator(".place")).to_have_count(1)
    there.goto("/admin/")
    expect(there.locator("#id_password")).to_be_visible()


def test_a_chief_resets_the_second_step_of_a_person(open_page: Open) -> None:
    edo = make.person("edo", "editor")
    turn_on(edo)
    make.person("citra", "chief")
    page = open_page(width=390)
    sign_in_by_hand(page, "citra")
    page.goto(f"/admin/auth/user/{edo.pk}/change/")
    page.click(f".object-tools a[href$='/{edo.pk}/access/']")

    page.click(".access-reset")

    expect(page.locator(".access-reset")).to_have_count(0)
    assert not two_step.is_on(edo)


def test_speaks_the_language_that_one_chose_on_the_next_device(open_page: Open) -> None:
    make.person("edo", "editor")
    laptop, telephone = open_page(language="id-ID"), open_page(width=390, language="id-ID")
    sign_in_by_hand(laptop, "edo")
    laptop.goto("/admin/account/")

    laptop.click(".account-language button[value=en]")

    expect(laptop.locator("html")).to_have_attribute("lang", "en")
    sign_in_by_hand(telephone, "edo")
    expect(telephone.locator("html")).to_have_attribute("lang", "en")


def _hexadecimal(letters: str) -> str:
    return b32decode(letters).hex()
