import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection, connections
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser import chromium

QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EXPECTED = ("404 (Not Found)", "403 (Forbidden)", "410 (Gone)", "429 (Too Many Requests)")

# Django's server writes the head and the body of an answer apart, and TCP holds the second back until the browser has
# acknowledged the first: 40 ms for each of a hundred style sheets and scripts.
WSGIRequestHandler.disable_nagle_algorithm = True
# How quick a busy machine is is not what these tests are about.
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)

Open = Callable[..., Any]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ours = [item for item in items if "tests/browser" in item.nodeid]
    is_second_run = os.environ.get("CI") == "true" and connection.vendor == "sqlite"
    for item in ours:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.django_db(transaction=True))
        if is_second_run and item.get_closest_marker("looks"):
            item.add_marker(pytest.mark.skip(reason="looked at in the run over PostgreSQL"))
    if chromium.is_left_out():
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.found()
    if path is None:
        pytest.fail(chromium.MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield started
        started.close()
        # While Playwright runs its loop in this thread, Django gives it connections of the loop's own.
        connections.close_all()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Open]:
    """open_page(width=1280, language="id-ID") → a page of its own; no fault on it passes unseen."""
    faults: list[str] = []
    contexts = []
    others = set(threading.enumerate())  # servers of other tests hold their connections open as long as they like

    def opened(width: int = 1280, language: str = "id-ID") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="light",
            locale=language,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: _note(message, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    _wait_for_last_answers(others)
    assert not faults


def _wait_for_last_answers(others: set[threading.Thread]) -> None:
    """What a page asked for last may still be at work when its test is over, and the database is to be emptied."""
    for thread in set(threading.enumerate()) - others:
        if "process_request_thread" in thread.name or thread.name == "notices":
            thread.join(10)


def _note(message: ConsoleMessage, faults: list[str]) -> None:
    # A page that is not found, or refused, is itself such a message, and some tests open one.
    if message.type == "error" and not any(answer in message.text for answer in EXPECTED):
        faults.append(message.text)


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """What is done inside sends the form; the page that answers is loaded after."""
    with page.expect_navigation():
        yield
