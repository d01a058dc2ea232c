"""A form whose person has signed in anew meanwhile, in another tab, goes on with a fresh token."""

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in, sign_in_by_hand


def test_what_was_typed_is_saved_after_all(open_page: Open) -> None:
    make.person("edo", "editor")
    story = make.article(headline="Judul awal", body="<p>Kalimat awal.</p>")
    page = open_page()
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Kalimat baru.")
    page.fill("#id_headline", "Judul baru")

    page.context.clear_cookies()
    sign_in_by_hand(page.context.new_page(), "edo")
    save(page)

    assert Article.objects.get().headline == "Judul baru"
    assert "Kalimat baru." in Article.objects.get().body
