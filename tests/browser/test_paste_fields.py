"""What is pasted is clean in the fields around the text too, and on the pages that have no photos and no blocks."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, expect

from articles.models import StandingPage
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.browser.test_paste import paste
from tests.desk.forms import address

pytestmark = pytest.mark.looks


def test_the_headline_comes_as_one_line(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo, headline="Awal")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    field = page.locator("textarea.headline-input")

    field.select_text()
    paste(field, plain="  Harga\u00a0beras\r\nnaik di\u200b Denpasar")

    expect(field).to_have_value("Harga beras naik di Denpasar")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Awal")


def test_the_standfirst_loses_the_ends_of_lines_and_keeps_paragraphs(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo, standfirst="")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    field = page.locator("textarea[name=standfirst]")

    paste(field, plain="Petani me\u00admanen\nlebih awal.\n \nHarga naik.\n")

    expect(field).to_have_value("Petani memanen lebih awal.\n\nHarga naik.")


def written(box: Locator, html: str) -> None:
    paste(box, html=html, plain="x")


def test_a_standing_page_takes_words_and_says_that_pictures_cannot_come(open_page: Open, citra: User) -> None:
    standing = StandingPage.objects.create(title="Pedoman", slug="pedoman-baru")
    page = open_page()
    sign_in(page, "citra")
    page.goto(f"/admin/articles/standingpage/{standing.pk}/change/")
    box = editor(page)

    written(box, '<h1>Asas</h1><p>Satu.<img src="https://jauh.example/a.jpg"></p><p>Baca juga: Judul</p>')

    expect(page.locator(".picture-upload")).not_to_be_empty()
    expect(box.locator(".picture-mark")).to_have_count(0)
    page.locator("[name=_save]").click()
    page.wait_for_url("**/standingpage/")
    standing.refresh_from_db()
    assert standing.body == "<h2>Asas</h2><p>Satu.</p><p>Baca juga: Judul</p>"
