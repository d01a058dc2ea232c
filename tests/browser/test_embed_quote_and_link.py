"""A writer puts videos, pull quotes and links into the text; a reader gets them, and the video once it is asked for."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in
from tests.desk.forms import address

pytestmark = pytest.mark.looks

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
RESULTS = ".search-dialog button.is-found"


def tool(page: Page, name: str) -> None:
    page.locator(f".prose-menubar__button[data-name={name}]").click()


@pytest.fixture
def story(edo: User) -> Article:
    return make.article(status="draft", created_by=edo, body="<p>Satu dua tiga.</p>")


def test_shows_a_video_once_a_reader_asks_for_it(open_page: Open, edo: User, story: Article) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page).locator("p").click()
    tool(page, "embed")
    page.fill("#embed-dialog-search", "https://vimeo.com/12345")
    expect(page.locator(".embed-dialog-status")).to_contain_text("YouTube")
    page.fill("#embed-dialog-search", "https://youtu.be/dQw4w9WgXcQ")
    page.locator(RESULTS).click()
    expect(page.locator(".embed-block")).to_be_visible()
    expect(editor(page)).to_be_focused()
    page.keyboard.type("Tonton ini")
    save(page)

    story.refresh_from_db()
    assert story.body == f'<p>Satu dua tiga.</p><figure data-embed="{YOUTUBE}">Tonton ini</figure>'
    expect(page.locator(".embed-block-address")).to_have_text(YOUTUBE)

    asked: list[str] = []
    make.article(pk=story.pk + 1000, body=story.body)
    reader = open_page(width=390)
    reader.route("https://www.youtube-nocookie.com/**", lambda route: _answer(route, asked))
    reader.goto(Article.objects.get(pk=story.pk + 1000).get_absolute_url())
    expect(reader.locator(".embed-open")).to_be_visible()
    assert asked == []
    reader.locator(".embed-open").click()
    expect(reader.frame_locator(".embed-frame").locator("p")).to_have_text("Video")
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]


def _answer(route: Route, asked: list[str]) -> None:
    asked.append(route.request.url)
    route.fulfill(body="<!DOCTYPE html><title>Video</title><p>Video</p>", content_type="text/html")


def test_an_address_pasted_on_an_empty_line_shows_what_it_leads_to(open_page: Open, edo: User, story: Article) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    box = editor(page)
    box.locator("p").click()
    page.keyboard.type("x")
    expect(box.locator("p")).to_contain_text("x")  # by now it knows the place
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("y")
    expect(box.locator("p").nth(1)).to_have_text("y")
    page.keyboard.press("Backspace")
    expect(box.locator("p").nth(1)).to_have_text("")
    box.evaluate(
        """(box, text) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/plain", text)
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        YOUTUBE,
    )
    expect(page.locator(".embed-block")).to_be_visible()
    save(page)

    story.refresh_from_db()
    assert f'<figure data-embed="{YOUTUBE}"></figure>' in story.body


def test_sets_a_pull_quote(open_page: Open, edo: User, story: Article) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page).locator("p").click()
    tool(page, "pullQuote")
    save(page)

    story.refresh_from_db()
    assert story.body == '<blockquote data-pull-quote=""><p>Satu dua tiga.</p></blockquote>'


def test_links_words_to_a_story_that_is_searched_for(open_page: Open, edo: User, story: Article) -> None:
    target = make.article(headline="Panen raya di Jatiluwih")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page).locator("p").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.fill("#link-dialog-search", "panen raya")
    expect(page.locator(RESULTS)).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    save(page)

    story.refresh_from_db()
    assert story.body == f'<p><a href="{target.get_absolute_url()}">Satu dua tiga.</a></p>'


def test_changes_and_removes_a_link(open_page: Open, edo: User, story: Article) -> None:
    Article.objects.get(pk=story.pk)
    story.body = '<p><a href="https://a.example/">Satu dua tiga.</a></p>'
    story.save()
    page = open_page(width=390)
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page).locator("a").click()
    tool(page, "link")
    expect(page.locator("#link-dialog-search")).to_have_value("https://a.example/")
    page.fill("#link-dialog-search", "www.b.example")
    page.locator(RESULTS, has_text="https://www.b.example").click()
    save(page)
    story.refresh_from_db()
    changed = story.body
    editor(page).locator("a").click()
    tool(page, "unlink")
    save(page)

    story.refresh_from_db()
    assert changed == '<p><a href="https://www.b.example">Satu dua tiga.</a></p>'
    assert story.body == "<p>Satu dua tiga.</p>"
