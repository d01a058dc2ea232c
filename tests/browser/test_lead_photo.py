"""A picture becomes the photo at the head of a story without leaving the story's form."""

import base64

from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.models import Photo
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in
from tests.browser.test_paste_pictures import UPLOAD, picture
from tests.desk.forms import address

DROP = """(field, content) => {
    const dataTransfer = new DataTransfer()
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
    dataTransfer.items.add(new File([bytes], "a.png", { type: "image/png" }))
    field.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }))
}"""


def test_a_picture_that_is_dropped_on_the_field_is_chosen(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo)
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page)
    field = page.locator(".field-lead_photo")

    field.evaluate(DROP, picture("red"))
    expect(field.locator("option:checked")).not_to_have_attribute("value", "")
    expect(field.locator(".select2-selection__rendered")).to_contain_text(str(Photo.objects.get()))
    save(page)

    story.refresh_from_db()
    assert story.lead_photo == Photo.objects.get()


def test_a_picture_is_picked_on_a_phone(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo)
    page = open_page(width=390)
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page)

    with page.expect_file_chooser() as chooser:
        page.locator(".field-lead_photo .photo-upload").click()
    content = base64.b64decode(picture("red"))
    chooser.value.set_files([{"name": "a.png", "mimeType": "image/png", "buffer": content}])
    expect(page.locator(".field-lead_photo option:checked")).not_to_have_attribute("value", "")
    save(page)

    story.refresh_from_db()
    assert story.lead_photo == Photo.objects.get()


def test_a_refusal_is_said_beside_the_field(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo)
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    editor(page)
    page.route(UPLOAD, lambda route: route.fulfill(status=403, json={"error": "Bukan gambar."}))
    field = page.locator(".field-lead_photo")

    field.evaluate(DROP, picture("red"))

    expect(field.locator(".picture-upload")).to_have_text("Bukan gambar.")
    expect(field.locator("option:checked")).to_have_attribute("value", "")
