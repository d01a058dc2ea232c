"""A story's way through its moves, as people make them in a browser."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.workflow import Stage
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import save, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def form_of(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/change/"


def confirm(page: Page, **fields: str) -> None:
    """Fill in the page of a move and press its button; where the time is said in full, once more."""
    for field, text in fields.items():
        page.fill(f"[name={field}]", text)
    for _press in range(2 if {"at_0", "until_0"} & fields.keys() else 1):
        with page.expect_navigation():
            page.click(".save-bar button.default")
    expect(page.locator(".messagelist .success")).to_be_visible()


def move(page: Page, story: Article, name: str, **fields: str) -> Stage:
    """Press the move's button on the story's form, fill in its page and confirm."""
    page.goto(form_of(story))
    with page.expect_navigation():
        page.click(f"button[name=_move][value={name}]")
    confirm(page, **fields)
    return Article.objects.get(pk=story.revises_id or story.pk).stage()


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 1280])
def test_goes_to_review_and_back_out_revised_withdrawn_and_out_again(open_page: Open, width: int) -> None:
    make.person("citra", "chief")
    story = make.article(status="draft")
    page = open_page(width=width)
    sign_in(page, "citra")

    assert move(page, story, "submit") == Stage.IN_REVIEW
    assert move(page, story, "send-back", note="Tanya dinas pertanian.") == Stage.DRAFT
    assert move(page, story, "submit") == Stage.IN_REVIEW
    assert move(page, story, "publish") == Stage.PUBLIC
    revise(page, story, headline="Panen raya di Jatiluwih")
    assert move(page, story, "withdraw", because="Salah orang.") == Stage.WITHDRAWN
    assert move(page, story, "republish") == Stage.PUBLIC

    page.goto(f"/admin/articles/article/{story.pk}/history/")
    expect(page.get_by_text("Tanya dinas pertanian.")).to_be_visible()
    expect(page.get_by_text("Salah orang.")).to_be_visible()


def revise(page: Page, story: Article, headline: str) -> None:
    page.goto(form_of(story))
    page.click(".story-state-copy a")
    with page.expect_navigation():
        page.click(".save-bar button.default")
    page.fill("#id_headline", headline)
    save(page)
    assert Article.objects.get(pk=story.pk).headline != headline
    copy = Article.objects.get(revises=story)
    move(page, copy, "submit")
    assert page.url.endswith(form_of(copy))
    move(page, copy, "replace")
    assert page.url.endswith(form_of(story))
    assert Article.objects.get().headline == headline


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 1280])
def test_is_scheduled_moved_put_under_embargo_and_taken_back(open_page: Open, width: int) -> None:
    make.person("edo", "editor")
    story = make.article(status="in_review")
    page = open_page(width=width)
    sign_in(page, "edo")

    assert move(page, story, "schedule", at_0="23-02-2099", at_1="06.00") == Stage.SCHEDULED
    expect(page.locator(".story-state-now")).to_contain_text("WITA")
    assert move(page, story, "reschedule", at_0="24-02-2099", at_1="06.00") == Stage.SCHEDULED
    page.click(".story-state-embargo a")
    confirm(page, until_0="25-02-2099", until_1="06.00")
    expect(page.locator(".story-state-now")).to_contain_text("25")
    assert move(page, story, "unschedule") == Stage.IN_REVIEW
