"""A story's whole way: written at the desk, published, read by anyone."""

from playwright.sync_api import expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import add_related_link, add_tag, editor, save, sign_in


def test_an_editor_writes_tags_links_and_publishes_and_a_stranger_reads(open_page: Open) -> None:
    make.person("edo", "editor")
    make.section("Daerah")
    make.article(headline="Subak diusulkan jadi mata pelajaran")
    page = open_page()
    sign_in(page, "edo")

    page.goto("/admin/articles/article/add/")
    page.fill("#id_headline", "Panen raya di Jatiluwih")
    editor(page).click()
    page.keyboard.type("Petani mulai memanen padi merah.")
    add_related_link(page, "subak", "Subak diusulkan")
    page.locator(".related-link-block").wait_for()
    page.select_option("#id_section", label="Daerah")
    add_tag(page, "Pertanian")
    with page.expect_navigation():
        page.locator(".save-bar button.default").click()
    with page.expect_navigation():
        page.click("button[name=_move][value=publish]")
    with page.expect_navigation():
        page.click(".save-bar button.default")

    story = Article.objects.get(headline="Panen raya di Jatiluwih")
    reader = open_page(width=390)
    reader.goto(story.get_absolute_url())
    expect(reader.locator("h1")).to_have_text("Panen raya di Jatiluwih")
    expect(reader.get_by_text("Petani mulai memanen padi merah.")).to_be_visible()
    expect(reader.get_by_role("link", name="Pertanian")).to_be_visible()
    reader.get_by_role("link", name="Subak diusulkan jadi mata pelajaran").first.click()
    expect(reader.locator("h1")).to_have_text("Subak diusulkan jadi mata pelajaran")


def test_a_headline_still_to_come_is_kept_for_the_editor_and_hidden_from_readers(open_page: Open) -> None:
    make.person("edo", "editor")
    story = make.article(headline="Panen raya")
    page = open_page(width=390)
    sign_in(page, "edo")

    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page).click()
    add_related_link(page, "Cerita yang belum ada", "Cerita yang belum ada")
    save(page)

    expect(page.locator(".story-state-pending")).to_contain_text("Cerita yang belum ada")
    reader = open_page()
    reader.goto(story.get_absolute_url())
    expect(reader.locator("main")).not_to_contain_text("Cerita yang belum ada")
    expect(reader.locator("main")).not_to_contain_text("Baca juga")


def test_opening_and_saving_a_story_changes_no_word_of_it(open_page: Open) -> None:
    make.person("edo", "editor")
    body = (
        "<p>“Ini subak,” ujarnya – <strong>tegas</strong>.</p>\n"
        '<aside data-related-link="r1"></aside>\n<h2>Data</h2><ul><li><p>satu</p></li></ul>'
        "<table><tbody><tr><td><p>2023</p></td></tr></tbody></table>"
    )
    story = make.article(body=body)
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    page = open_page()
    sign_in(page, "edo")

    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page).get_by_text("tegas").click()
    page.keyboard.press("End")
    page.keyboard.type(" Akhir.")
    save(page)

    after = Article.objects.get(pk=story.pk)
    for words in ("“Ini subak,” ujarnya – <strong>tegas</strong>.", "<h2>Data</h2>", "satu", "2023", "Akhir."):
        assert words in after.body
    assert after.body.count("<aside") == 1
    assert after.related_links.get().pending_headline == "Yang ditunggu"
