"""Beside the text stand its length, how it will look, and tags and stories that a click adds; and keys do all of it."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open, saved
from tests.browser.desk import editor, save, sign_in
from tests.desk.forms import address

pytestmark = pytest.mark.looks


def test_counts_and_shows_the_story_as_it_is_typed(open_page: Open, edo: User) -> None:
    page = open_page(language="en-US")
    sign_in(page, "edo")
    page.goto(address())
    editor(page)
    page.fill("#id_headline", "Panen raya di Jatiluwih")
    editor(page).click()
    page.keyboard.type("Satu dua tiga empat.")

    expect(page.locator(".writing-help-counts")).to_contain_text("4 words")
    expect(page.locator(".writing-help-headline")).to_contain_text("23 characters")
    page.locator(".writing-looks summary").click()
    expect(page.locator(".look-list .look-headline")).to_have_text("Panen raya di Jatiluwih")
    expect(page.locator(".look-search .look-text")).to_have_text("Satu dua tiga empat.")


def test_adds_tags_and_stories_with_a_click(open_page: Open, edo: User) -> None:
    near, other = (make.article(headline=f"Panen kopi {place}", tags=("Kopi",)) for place in ("Bangli", "Buleleng"))
    story = make.article(
        status="draft", created_by=edo, headline="Kabar", body="<p>Harga kopi naik.</p>", tags=("Kopi",)
    )
    make.tag("Harga")
    page = open_page(width=390)
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page)
    page.locator(".writing-help-tags button", has_text="Harga").click()
    page.locator(".writing-help-stories li", has_text="Bangli").locator("button").nth(0).click()
    page.locator(".writing-help-stories li", has_text="Buleleng").locator("button").nth(1).click()
    expect(page.locator(".related-link-block")).to_have_count(1)
    save(page)

    assert sorted(story.tags.names()) == ["Harga", "Kopi"]
    assert story.related_links.exclude(key="").get().target == near
    assert story.related_links.get(key="").target == other


def test_says_which_folded_fields_hold_something(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo, kicker="Pertanian", place="Tabanan")
    page = open_page(language="en-US")
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page)

    expect(page.locator("details summary .is-set").first).to_contain_text("Kicker")
    expect(page.locator("details summary .is-set").first).not_to_contain_text("Sponsor")


def test_a_story_is_written_linked_tagged_and_sent_by_keys_alone(open_page: Open, rina: User) -> None:
    target = make.article(headline="Panen raya di Jatiluwih")
    make.tag("Subak")
    page = open_page()
    sign_in(page, "rina")
    page.goto(address())
    editor(page)

    _tab_to(page, "#id_headline")
    page.keyboard.type("Subak dibuka kembali")
    page.keyboard.press("Tab")
    page.keyboard.type("Air mengalir lagi.")
    page.keyboard.press("Tab")
    _tab_to(page, ".ProseMirror")
    page.keyboard.type("Warga bersyukur.")
    expect(editor(page)).to_contain_text("Warga bersyukur.")
    page.keyboard.press("Control+Alt+j")
    page.keyboard.type("Panen raya di Jatiluwih")
    expect(page.locator(".related-link-results button.is-found")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".related-link-block")).to_have_count(1)
    _tab_to(page, "#id_section")
    _tab_to(page, ".field-tags .select2-search__field")
    page.keyboard.type("Subak")
    page.locator(".select2-results__option--highlighted").get_by_text("Subak", exact=True).wait_for()
    page.keyboard.press("Enter")
    with saved(page):
        page.keyboard.press("Control+s")
    _tab_to(page, ".save-bar-move")
    with saved(page):
        page.keyboard.press("Enter")
    _tab_to(page, "button.default")
    with saved(page):
        page.keyboard.press("Enter")

    story = Article.objects.get(headline="Subak dibuka kembali")
    assert story.status == "in_review"
    assert story.standfirst == "Air mengalir lagi."
    assert story.related_links.get().target == target
    assert list(story.tags.names()) == ["Subak"]


def _tab_to(page: Page, selector: str) -> None:
    """As someone does who has no mouse: on and on, until it is there."""
    for _ in range(80):
        if page.evaluate("(selector) => Boolean(document.activeElement?.closest(selector))", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No number of tabs leads to {selector}.")
