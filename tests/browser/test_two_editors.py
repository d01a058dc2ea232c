"""Two people in one story: the second save is refused, says whose the first was, and keeps every word typed."""

from playwright.sync_api import expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in


def test_going_back_to_a_page_of_before_does_not_make_its_text_newer_than_it_is(open_page: Open) -> None:
    """The browser asks for the form anew and puts back what was typed: it must put back the version too."""
    make.person("edo", "editor")
    story = make.article(headline="Judul awal")
    page = open_page()
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    page.fill("#id_standfirst", "Teras dari Edo.")
    page.goto("/admin/")
    Article.objects.filter(pk=story.pk).update(headline="Judul dari Citra", version=2)

    page.go_back()
    editor(page)
    expect(page.locator("#id_standfirst")).to_have_value("Teras dari Edo.")
    save(page)

    expect(page.locator(".stale")).to_be_visible()
    assert Article.objects.get().headline == "Judul dari Citra"


def test_the_second_save_is_refused_and_may_be_put_on_top(open_page: Open) -> None:
    make.person("edo", "editor")
    make.person("citra", "chief")
    story = make.article(headline="Judul awal")
    edo, citra = open_page(), open_page()
    for page, name in ((edo, "edo"), (citra, "citra")):
        sign_in(page, name)
        page.goto(f"/admin/articles/article/{story.pk}/change/")
        editor(page)

    citra.fill("#id_headline", "Judul dari Citra")
    save(citra)
    edo.fill("#id_headline", "Judul dari Edo")
    editor(edo).click()
    edo.keyboard.press("Control+End")
    edo.keyboard.type(" Kalimat dari Edo.")
    save(edo)

    expect(edo.locator(".errornote, .errorlist").first).to_be_visible()
    expect(edo.locator("#content")).to_contain_text("Citra")
    expect(edo.locator("#id_headline")).to_have_value("Judul dari Edo")
    expect(editor(edo)).to_contain_text("Kalimat dari Edo.")
    assert Article.objects.get().headline == "Judul dari Citra"

    with edo.expect_navigation():
        edo.click("button[name=replaces]")
    assert Article.objects.get().headline == "Judul dari Edo"
    assert "Kalimat dari Edo." in Article.objects.get().body
