import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EXPECTED = ("404 (Not Found)", "403 (Forbidden)")
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = "No Chromium is installed (Debian: apt-get install chromium; or set CHROMIUM to its path)."
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Open]:
    """open_page(width=1280, scheme="light", language="id-ID") → a page of its own; no fault on it passes unseen."""
    faults: list[str] = []
    contexts = []

    def opened(width: int = 1280, scheme: Any = "light", language: str = "id-ID") -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: _note(message, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def _note(message: ConsoleMessage, faults: list[str]) -> None:
    # A page that is not found, or refused, is itself such a message, and some tests open one.
    if message.type == "error" and not any(answer in message.text for answer in EXPECTED):
        faults.append(message.text)


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """What is done inside sends the form; the page that answers is loaded after."""
    with page.expect_navigation():
        yield
