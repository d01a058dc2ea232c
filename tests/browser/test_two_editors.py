"""Two people in one story: whoever saves second sees both versions, and every word typed is kept until it is saved."""

import pytest
from playwright.sync_api import Page, expect

from articles import history
from articles.models import Article
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in


@pytest.fixture
def story() -> Article:
    make.person("citra", "chief")
    edo = make.person("edo", "editor")
    story = make.article(headline="Judul awal", body="<p>Alinea satu.</p><p>Alinea dua.</p><p>Alinea tiga.</p>")
    with history.recorded(by=edo, comment="Begun"):
        history.record(story)
    return story


def opened(page: Page, story: Article, name: str) -> Page:
    sign_in(page, name)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    return page


def both_wrote(edo: Page, citra: Page, story: Article) -> None:
    """The same headline, and paragraphs that are not the same."""
    opened(edo, story, "edo")
    opened(citra, story, "citra")
    citra.fill("#id_headline", "Judul dari Citra")
    write_at_the_end_of(citra, "Alinea tiga.", " Tambahan Citra.")
    save(citra)
    edo.fill("#id_headline", "Judul dari Edo")
    write_at_the_end_of(edo, "Alinea satu.", " Tambahan Edo.")
    save(edo)
    expect(edo.locator("form.conflict")).to_be_visible()
    editor(edo)


def write_at_the_end_of(page: Page, paragraph: str, words: str) -> None:
    editor(page).get_by_text(paragraph, exact=True).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


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

    expect(page.locator("form.conflict")).to_be_visible()
    assert Article.objects.get().headline == "Judul dari Citra"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_second_chooses_and_brings_together(open_page: Open, story: Article, width: int) -> None:
    edo = open_page(width=width)
    both_wrote(edo, open_page(), story)
    expect(edo.locator(".conflict-headline .conflict-theirs ins")).to_contain_text("Citra")
    expect(edo.locator(".conflict-body input[value=merged]")).to_be_checked()
    expect(editor(edo)).to_contain_text("Alinea satu. Tambahan Edo.")
    expect(editor(edo)).to_contain_text("Alinea tiga. Tambahan Citra.")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert edo.evaluate(overflow) <= 0

    edo.fill("#id_merged-headline", "Judul dari keduanya")
    expect(edo.locator(".conflict-headline input[value=merged]")).to_be_checked()
    write_at_the_end_of(edo, "Alinea dua.", " Dan lagi.")
    save(edo)

    stored = Article.objects.get()
    assert stored.headline == "Judul dari keduanya"
    for words in ("Alinea satu. Tambahan Edo.", "Alinea dua. Dan lagi.", "Alinea tiga. Tambahan Citra."):
        assert f"<p>{words}</p>" in stored.body


def test_a_third_save_asks_anew_and_keeps_what_was_written(open_page: Open, story: Article) -> None:
    edo, citra = open_page(), open_page()
    both_wrote(edo, citra, story)
    citra.fill("#id_headline", "Judul ketiga")
    save(citra)

    edo.fill("#id_merged-headline", "Judul dari keduanya")
    save(edo)

    expect(edo.locator(".conflict-anew")).to_be_visible()
    expect(edo.locator(".conflict-headline .conflict-theirs")).to_contain_text("ketiga")
    expect(edo.locator("#id_merged-headline")).to_have_value("Judul dari keduanya")
    editor(edo)
    save(edo)
    assert Article.objects.get().headline == "Judul dari keduanya"


def test_works_with_the_keyboard_alone(open_page: Open, story: Article) -> None:
    edo = open_page()
    both_wrote(edo, open_page(), story)

    edo.locator(".conflict-headline input[value=mine]").focus()
    edo.keyboard.press("Space")
    edo.keyboard.press("ArrowDown")
    expect(edo.locator(".conflict-headline input[value=theirs]")).to_be_checked()
    edo.locator(".save-bar button.default").focus()
    with edo.expect_navigation():
        edo.keyboard.press("Enter")

    assert Article.objects.get().headline == "Judul dari Citra"
    assert "Tambahan Edo." in Article.objects.get().body


def test_what_was_typed_is_offered_back_after_the_page_is_left(open_page: Open, story: Article) -> None:
    edo = open_page()
    both_wrote(edo, open_page(), story)

    edo.on("dialog", lambda dialog: dialog.accept())
    edo.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(edo)
    with edo.expect_navigation():
        edo.locator(".kept [name=take_up]").first.click()

    expect(edo.locator("#id_headline")).to_have_value("Judul dari Edo")
    expect(editor(edo)).to_contain_text("Tambahan Edo.")


@pytest.mark.looks
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_page_of_two_versions(open_page: Open, story: Article, width: int) -> None:
    edo = open_page(width=width)
    both_wrote(edo, open_page(), story)

    # What the editor's own package draws is not ours to mend.
    assert faults(edo, {"exclude": [[".prose-menubar"]]}) == []
