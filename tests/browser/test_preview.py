"""The preview, from the form into a tab of its own: whole at any width, accessible, and the form stays guarded."""

import os

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

BODY = '<p>Paragraf pertama.</p><p>Paragraf kedua.</p><aside data-related-link="r1"></aside><p>Penutup.</p>'


@pytest.fixture
def story() -> Article:
    make.person("edo", "editor")
    story = make.article(
        status="draft",
        headline="Judul lama",
        standfirst="Terasnya.",
        body=BODY,
        lead_photo=make.photo(caption="Sawah."),
    )
    make.link(story, key="r1", target=make.article(headline="Yang terkait"))
    return story


def form_of(page: Page, story: Article) -> None:
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)


def previewed(page: Page) -> Page:
    with page.context.expect_page() as opened:
        page.click(".save-bar-preview")
    tab = opened.value
    tab.locator(".preview-page").wait_for()
    return tab


@pytest.mark.parametrize("width", [390, 1280])
def test_shows_what_is_typed_in_a_tab_of_its_own(open_page: Open, story: Article, width: int) -> None:
    page = open_page(width=width)
    form_of(page, story)
    page.fill("#id_headline", "Judul yang baru diketik")

    tab = previewed(page)

    shown = tab.frame_locator(".preview-page")
    expect(shown.locator(".story-headline")).to_have_text("Judul yang baru diketik")
    expect(shown.get_by_role("link", name="Yang terkait").first).to_be_visible()
    for choice in ("phone", "desktop"):
        tab.check(f".preview-widths input[value={choice}]")
        if out := os.environ.get("SHOTS"):
            tab.screenshot(path=f"{out}/{width}-{choice}.png")
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert faults(tab) == []
    assert Article.objects.get(pk=story.pk).headline == "Judul lama"


def test_the_form_is_guarded_as_before_once_it_was_looked_at(open_page: Open, story: Article) -> None:
    page = open_page()
    form_of(page, story)
    page.fill("#id_headline", "Belum disimpan")
    previewed(page).close()
    page.fill("#id_headline", "Belum juga disimpan")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/admin/")

    assert asked == ["beforeunload"]


def test_a_link_in_the_page_leaves_the_preview_where_it_is(open_page: Open, story: Article) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/preview/")
    address = page.url

    with page.context.expect_page() as opened:
        page.frame_locator(".preview-page").get_by_role("link", name="Yang terkait").first.click()

    expect(opened.value.locator(".story-headline")).to_have_text("Yang terkait")
    assert page.url == address
