"""A story's way through its moves, as people make them in a browser."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.workflow import Stage
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def move(page: Page, story: Article, name: str, **fields: str) -> Stage:
    """Press the move's button on the story's form, fill in its page and confirm."""
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    with page.expect_navigation():
        page.click(f"button[name=_move][value={name}]")
    for field, text in fields.items():
        page.fill(f"[name={field}]", text)
    with page.expect_navigation():
        page.click(".save-bar button.default")
    expect(page.locator(".messagelist .success")).to_be_visible()
    return Article.objects.get().stage()


@pytest.mark.parametrize("width", [390, 1280])
def test_goes_to_review_and_back_out_withdrawn_and_out_again(open_page: Open, width: int) -> None:
    make.person("citra", "chief")
    story = make.article(status="draft")
    page = open_page(width=width)
    sign_in(page, "citra")

    assert move(page, story, "submit") == Stage.IN_REVIEW
    assert move(page, story, "send-back", note="Tanya dinas pertanian.") == Stage.DRAFT
    assert move(page, story, "submit") == Stage.IN_REVIEW
    assert move(page, story, "publish") == Stage.PUBLIC
    assert move(page, story, "withdraw", because="Salah orang.") == Stage.WITHDRAWN
    assert move(page, story, "republish") == Stage.PUBLIC

    page.goto(f"/admin/articles/article/{story.pk}/history/")
    expect(page.get_by_text("Tanya dinas pertanian.")).to_be_visible()
    expect(page.get_by_text("Salah orang.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_is_scheduled_moved_and_taken_back(open_page: Open, width: int) -> None:
    make.person("edo", "editor")
    story = make.article(status="in_review")
    page = open_page(width=width)
    sign_in(page, "edo")

    assert move(page, story, "schedule", at_0="23-02-2099", at_1="06.00") == Stage.SCHEDULED
    expect(page.locator(".story-state-now")).to_contain_text("WITA")
    assert move(page, story, "reschedule", at_0="24-02-2099", at_1="06.00") == Stage.SCHEDULED
    assert move(page, story, "unschedule") == Stage.IN_REVIEW
