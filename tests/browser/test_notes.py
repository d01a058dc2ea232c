"""Notes beside a story's form: added, answered and resolved without leaving it, with the keyboard."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles import notes
from articles.models import Article, Note
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

HOSTILE = '"><script>document.title="jahat"</script><img src=x onerror=document.title="jahat">'


@pytest.fixture
def story(edo: User) -> Article:
    return make.article(status="draft", headline="Harga beras", created_by=edo)


def opened(page: Page, story: Article) -> Page:
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_a_note_calls_someone_and_is_added_while_the_story_is_being_written(
    open_page: Open, story: Article, width: int
) -> None:
    make.person("rina", "reporter")
    make.person("riko", "reporter", last_name=HOSTILE)
    page = opened(open_page(width=width), story)
    page.fill("#id_headline", "Masih diketik")
    page.locator(".notes > summary").click()
    box = page.locator(".note-form textarea")

    box.press_sequentially("Tambah angka, @ri")
    expect(page.locator(".note-people li")).to_have_count(2)
    expect(page.locator(".note-people [aria-selected=true]")).to_contain_text("riko")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Tambah angka, @rina ")
    box.press_sequentially(HOSTILE)
    page.locator(".note-form button").click()

    expect(page.locator(".note-text")).to_contain_text("Tambah angka, @rina")
    expect(page.locator(".note-called")).to_have_text("@rina")
    expect(page.locator(".note-form textarea")).to_be_empty()
    expect(page.locator("#id_headline")).to_have_value("Masih diketik")
    assert "jahat" not in page.title()
    assert [person.username for person in Note.objects.get().mentioned.all()] == ["rina"]


def test_a_note_is_resolved_and_what_is_being_typed_stays(open_page: Open, story: Article, citra: User) -> None:
    notes.add(story, by=citra, text="Cek angka")
    page = opened(open_page(), story)
    page.locator(".notes > summary").click()
    page.fill(".note-form textarea", "Sedang dicek")

    page.locator(".note-resolve button").click()

    expect(page.locator(".note")).to_have_count(0)
    expect(page.locator(".note-form textarea")).to_have_value("Sedang dicek")
    assert Note.objects.get().resolved_at is not None


def test_a_note_that_is_not_taken_stays_and_says_so(open_page: Open, story: Article) -> None:
    page = opened(open_page(), story)
    page.locator(".notes > summary").click()
    page.fill(".note-form textarea", "Kata penting")
    page.context.clear_cookies()

    page.locator(".note-form button").click()

    expect(page.locator(".note-not-sent")).to_be_visible()
    expect(page.locator(".note-form textarea")).to_have_value("Kata penting")


def test_notes_are_written_and_resolved_without_a_script(open_page: Open, story: Article) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.route("**/notes*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"/admin/articles/article/{story.pk}/notes/")

    page.fill(".note-form textarea", "Cek angka")
    page.click(".note-form button")
    page.click(".note-resolve button")

    expect(page.locator(".note-resolved")).to_be_visible()
