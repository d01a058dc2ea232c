"""A photo of a text is described where it stands, without leaving the form."""

import pytest
from playwright.sync_api import expect

from articles.models import Photo
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in

pytestmark = pytest.mark.looks


def test_missing_words_are_pointed_out_and_written_there(open_page: Open) -> None:
    photo = make.photo()
    Photo.objects.update(alternative_text="")
    body = f'<figure data-photo="{photo.key}">Panen</figure><p>Awal.</p>'
    story = make.article(body=body)
    make.person("edo", "editor")
    page = open_page(width=390)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    box = editor(page)
    expect(box.locator(".photo-block-alternative")).to_have_class("photo-block-alternative is-missing")

    box.locator(".photo-block-describe").click()
    expect(page.locator("#photo-words-shows")).to_be_focused()
    assert faults(page, ".photo-words") == []
    page.keyboard.type("Petani memanen padi")
    page.fill("#photo-words-credit", "Dewa Gede")
    page.keyboard.press("Enter")

    expect(page.locator("dialog")).to_have_count(0)
    expect(box.locator(".photo-block-alternative")).to_have_text("Petani memanen padi")
    expect(box.locator(".photo-block-credit")).to_contain_text("Dewa Gede")
    expect(box.locator(".photo-block-describe")).to_be_focused()
    photo.refresh_from_db()
    assert (photo.alternative_text, photo.credit) == ("Petani memanen padi", "Dewa Gede")
    save(page)
    story.refresh_from_db()
    assert story.body == body
