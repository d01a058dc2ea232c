"""The server, the database or the browser dies in the middle of writing: at most five seconds of typing are lost."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import make
from tests.browser.conftest import PATIENCE_MS
from tests.browser.desk import editor, sign_in_by_hand
from tests.browser.server import Server

FIVE_SECONDS_MS = 5000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    make.person("edo", "editor")
    make.article(headline="Judul awal", body="<p>Kalimat awal.</p>")
    started = Server(tmp_path)
    started.start()
    yield started
    started.kill()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=server.url, viewport={"width": 390, "height": 844}, locale="id-ID")
    yield opened
    opened.close()


def writing(context: BrowserContext, *, is_signed_in: bool = False) -> Page:
    """The story's form, its clock in our hand."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    if not is_signed_in:
        sign_in_by_hand(page, "edo")
    page.goto("/admin/articles/article/")
    page.clock.install()
    with page.expect_response("**/pulse/"):
        page.click("#result_list tbody th a")
    editor(page)
    return page


def write(page: Page, words: str) -> None:
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def write_and_wait(page: Page, words: str) -> None:
    write(page, words)
    with page.expect_response("**/pulse/") as kept:
        page.clock.run_for(FIVE_SECONDS_MS)
    assert kept.value.ok


def pass_five_seconds(page: Page, until: Any) -> None:
    """Those in which the desk does not answer."""
    page.clock.run_for(FIVE_SECONDS_MS)
    expect(page.locator(".unsaved.is-at-risk")).to_be_visible()
    assert until in page.evaluate("Object.values(localStorage).join()")


def take_up_what_is_offered(context: BrowserContext, offer: str = ".kept") -> Page:
    page = context.new_page()
    page.goto("/admin/articles/article/")
    page.click("#result_list tbody th a")
    with page.expect_navigation():
        page.locator(f"{offer} button").first.click()
    return page


def test_the_server_is_killed_and_writing_goes_on(server: Server, context: BrowserContext) -> None:
    page = writing(context)
    write_and_wait(page, " Sebelum mati.")

    server.kill()
    write(page, " Ketika mati.")
    pass_five_seconds(page, "Ketika mati.")
    server.start()
    with page.expect_response("**/pulse/") as kept:
        page.clock.fast_forward(60_000)

    assert kept.value.json()["kept"]
    expect(page.locator(".unsaved.is-at-risk")).to_have_count(0)
    expect(editor(page)).to_contain_text("Sebelum mati. Ketika mati.")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('newsroom-unsaved:'))") == []


def test_the_server_and_then_the_browser_are_killed(server: Server, context: BrowserContext) -> None:
    page = writing(context)
    server.kill()
    write(page, " Hanya di peramban.")
    pass_five_seconds(page, "Hanya di peramban.")
    crash(page)

    server.start()
    again = take_up_what_is_offered(context)

    expect(editor(again)).to_contain_text("Kalimat awal. Hanya di peramban.")


def test_the_database_is_taken_away(server: Server, context: BrowserContext) -> None:
    page = writing(context)
    write_and_wait(page, " Sebelum hilang.")

    server.take_database_away()
    try:
        write(page, " Ketika hilang.")
        pass_five_seconds(page, "Ketika hilang.")
        page.click(".save-bar button.default")
        expect(page.locator(".unsaved.is-at-risk")).to_be_visible()
        expect(editor(page)).to_contain_text("Ketika hilang.")
    finally:
        server.bring_database_back()
    crash(page)
    again = take_up_what_is_offered(context, ".kept-take")

    expect(editor(again)).to_contain_text("Kalimat awal. Sebelum hilang. Ketika hilang.")


def test_the_browser_is_killed(server: Server, context: BrowserContext) -> None:
    page = writing(context)
    write_and_wait(page, " Sebelum tewas.")
    state = context.storage_state()
    crash(page)

    assert context.browser
    elsewhere = context.browser.new_context(base_url=server.url, storage_state={"cookies": state["cookies"]})
    again = take_up_what_is_offered(elsewhere)

    expect(editor(again)).to_contain_text("Kalimat awal. Sebelum tewas.")
    elsewhere.close()


def test_the_tab_dies_two_seconds_after_the_last_letter(server: Server, context: BrowserContext) -> None:
    """Before the desk was asked: the browser has it."""
    page = writing(context)
    write(page, " Baru saja.")
    page.clock.run_for(1100)
    crash(page)

    again = take_up_what_is_offered(context)

    expect(editor(again)).to_contain_text("Kalimat awal. Baru saja.")


def crash(page: Page) -> None:
    """As the system does that has no memory left."""
    assert page.context.browser
    session = page.context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    with page.expect_event("crash"):
        for process in processes:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)
    session.detach()
