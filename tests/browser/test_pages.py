"""Every page for readers: accessible, whole at any width, in both schemes, under the Content-Security-Policy."""

import pytest
from playwright.sync_api import Page

from articles.models import Article
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.pages import every_kind_of_page

WIDTHS = (390, 1280)


@pytest.fixture
def addresses() -> list[str]:
    return every_kind_of_page()


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.long
@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_readers_pages_have_no_fault_that_axe_knows(open_page: Open, addresses: list[str], width: int) -> None:
    page = open_page(width=width)

    for address in addresses:
        page.goto(address)
        assert faults(page) == [], address


def test_readers_pages_fit_the_smallest_phone(open_page: Open, addresses: list[str]) -> None:
    page = open_page(width=320)

    for address in addresses:
        page.goto(address)
        assert overflow(page) <= 0, address


def test_the_paper_can_be_read_without_a_script_and_sets_no_cookie(open_page: Open, addresses: list[str]) -> None:
    page = open_page()

    for address in addresses:
        page.goto(address)
        assert page.locator("script:not([type='application/ld+json'])").count() == 0
    assert page.context.cookies() == []


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_fits_its_window_and_breaks_no_policy(open_page: Open, width: int) -> None:
    make.person("citra", "chief")
    story = make.article(lead_photo=make.photo(), authors=(make.author(),), tags=("Subak",))
    page = open_page(width=width)
    sign_in(page, "citra")

    lists = ("article", "photo", "tag", "pin", "pin/preview", "standingpage", "pin/add", "standingpage/add", "section")
    for address in ("", *(f"articles/{name}/" for name in lists), "auth/user/"):
        page.goto(f"/admin/{address}")
        assert overflow(page) <= 0, address
    for address in ("change/", "history/", "move/withdraw/", "move/reschedule/"):
        page.goto(f"/admin/articles/article/{story.pk}/{address}")
        assert overflow(page) <= 0, address
    story.status = "draft"
    story.save()
    for name in ("submit", "schedule", "publish"):
        page.goto(f"/admin/articles/article/{story.pk}/move/{name}/")
        assert page.locator("form.move").count() == 1
        assert overflow(page) <= 0, name
    page.goto("/admin/articles/article/add/")
    editor(page)
    assert overflow(page) <= 0
    assert Article.objects.count() == 1
