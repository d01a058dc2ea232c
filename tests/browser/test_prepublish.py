"""The list before publishing leads to what it speaks of; what is published in spite of it takes a reason."""

import pytest
from playwright.sync_api import expect

from articles.models import Override
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open, saved
from tests.browser.desk import editor, sign_in
from tests.browser.test_pages import WIDTHS, overflow


@pytest.mark.parametrize("width", WIDTHS)
def test_is_read_mended_and_overridden(open_page: Open, width: int) -> None:
    make.person("edo", "editor")
    body = "<p>Pelaku pencabulan ditangkap.</p><p>Korban, Kadek Ari (15), melapor.</p>"
    story = make.article(status="in_review", body=body, lead_photo=make.photo(), tags=("Baru",))
    form = f"/admin/articles/article/{story.pk}/change/"
    page = open_page(width=width)
    sign_in(page, "edo")

    page.goto(form)
    text = editor(page)
    page.click(".before-publishing summary")
    assert page.locator(".remark").count() == 4
    page.locator(".remark.is-grave a").click()
    expect(text).to_be_focused()

    page.goto(f"/admin/articles/article/{story.pk}/move/publish/")
    with saved(page):
        page.locator(".remark.is-grave a").click()
    expect(editor(page)).to_be_focused()

    page.go_back()
    with saved(page):
        page.click(".save-bar button.default")
    expect(page.locator(".errorlist")).to_be_visible()
    page.fill("[name=because]", "Orang tua setuju.")
    with saved(page):
        page.click(".save-bar button.default")
    page.goto(f"/admin/articles/article/{story.pk}/history/")
    page.click(".before-publishing summary")
    expect(page.locator(".remark-reason")).to_contain_text("Orang tua setuju.")
    assert (faults(page), overflow(page)) == ([], 0)
    assert Override.objects.get().codes == ["child", "standfirst", "credit", "new-tag"]
