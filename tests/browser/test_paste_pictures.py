"""Pasted, dropped and picked pictures stand in the text as photos, in their places; nothing goes unsaid."""

import base64
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Photo
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in
from tests.browser.test_paste import paste, put_cursor, stored
from tests.desk.forms import address

pytestmark = pytest.mark.looks

UPLOAD = "**/admin/articles/photo/upload/"
NOTICE = ".prose-editor .picture-upload"
FILES = """(box, [kind, files]) => {
    const transfer = new DataTransfer()
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
    }
    const { left, bottom } = box.querySelector("p").getBoundingClientRect()
    const place = { clientX: left + 5, clientY: bottom - 5, bubbles: true, cancelable: true }
    box.dispatchEvent(kind === "drop"
        ? new DragEvent("drop", { dataTransfer: transfer, ...place })
        : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }))
}"""


def picture(colour: str) -> str:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return base64.b64encode(content.getvalue()).decode()


def give(box: Locator, kind: str, *colours: str) -> None:
    box.evaluate(FILES, [kind, [[f"{colour}.png", "image/png", picture(colour)] for colour in colours]])


def opened(page: Page, story: Article) -> Locator:
    sign_in(page, "edo")
    page.goto(address(story))
    return editor(page)


def draft(edo: User, body: str = "<p>Awal.</p><p>Akhir.</p>") -> Article:
    return make.article(status="draft", created_by=edo, body=body)


def figure(photo: Photo, caption: str = "") -> str:
    return f'<figure data-photo="{photo.key}">{caption}</figure>'


def in_order() -> list[Photo]:
    return list(Photo.objects.order_by("pk"))


def test_a_pasted_file_becomes_a_photo_after_the_paragraph(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)

    put_cursor(box, after="Awal.")
    give(box, "paste", "red")
    expect(box.locator(".photo-block")).to_have_count(1)
    expect(box.locator(".photo-block-alternative.is-missing")).to_be_visible()
    save(page)

    assert stored(story) == f"<p>Awal.</p>{figure(Photo.objects.get())}<p>Akhir.</p>"


def test_several_files_that_are_dropped_stand_in_their_order(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)

    give(box, "drop", "red", "green", "blue")
    expect(box.locator(".photo-block")).to_have_count(3)
    save(page)

    red, green, blue = in_order()
    assert stored(story) == f"<p>Awal.</p>{figure(red)}{figure(green)}{figure(blue)}<p>Akhir.</p>"


def test_a_file_takes_the_place_of_an_empty_line(open_page: Open, edo: User) -> None:
    story = draft(edo, body="")
    page = open_page()
    box = opened(page, story)

    box.click()
    give(box, "paste", "red")
    expect(box.locator(".photo-block")).to_have_count(1)
    save(page)

    assert stored(story) == figure(Photo.objects.get())


def test_a_picture_inside_a_page_stands_where_it_stood_with_its_caption(open_page: Open, edo: User) -> None:
    story = draft(edo, body="")
    page = open_page()
    box = opened(page, story)
    here = f'<figure><img src="data:image/png;base64,{picture("red")}"><figcaption>Padi</figcaption></figure>'
    inline = f'<img alt="Sawah" src="data:image/png;base64,{picture("blue")}">'

    paste(box, html=f"{here}<p>Satu.</p><p>Dua {inline} tiga.</p><p>Empat.</p>", plain="Satu.")
    expect(box.locator(".photo-block")).to_have_count(2)
    save(page)

    red, blue = in_order()
    photos = figure(red, "Padi"), figure(blue, "Sawah")
    assert stored(story) == f"{photos[0]}<p>Satu.</p><p>Dua tiga.</p>{photos[1]}<p>Empat.</p>"
    assert red.caption == "Padi"


def test_pictures_that_are_elsewhere_are_told_of_and_their_places_shown(open_page: Open, edo: User) -> None:
    story = draft(edo, body="")
    page = open_page()
    box = opened(page, story)

    far = '<img src="https://jauh.example/a.jpg">'
    paste(box, html=f"<p>Satu.</p><p>{far}</p><ul><li>{far}</li></ul><p>Dua.</p>", plain="Satu.")

    expect(box.locator(".picture-mark")).to_have_count(2)
    expect(page.locator(NOTICE)).to_contain_text("2")
    page.locator(".picture-mark-dismiss").click()
    expect(box.locator(".picture-mark")).to_have_count(0)
    expect(page.locator(NOTICE)).to_be_empty()
    save(page)
    assert stored(story) == "<p>Satu.</p><p>Dua.</p>"


def test_marks_are_never_in_what_is_kept_or_saved(open_page: Open, edo: User) -> None:
    story = draft(edo, body="")
    page = open_page()
    box = opened(page, story)

    paste(box, html='<p>Satu.</p><p><img src="https://jauh.example/a.jpg"></p><p>Dua.</p>', plain="Satu.")
    expect(box.locator(".picture-mark")).to_have_count(1)

    assert page.locator("textarea[name=body]").input_value() == "<p>Satu.</p><p>Dua.</p>"
    save(page)
    assert stored(story) == "<p>Satu.</p><p>Dua.</p>"


def test_what_could_not_be_sent_can_be_sent_again(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)
    page.route(UPLOAD, lambda route: route.fulfill(status=403, json={"error": "Belum."}), times=1)

    give(box, "drop", "red", "green")
    expect(box.locator(".photo-block")).to_have_count(1)
    expect(box.locator(".picture-mark.is-refused")).to_contain_text("Belum.")
    box.locator(".picture-mark-again").click()
    expect(box.locator(".photo-block")).to_have_count(2)
    expect(page.locator(NOTICE)).to_be_empty()
    save(page)

    green, red = in_order()
    assert stored(story) == f"<p>Awal.</p>{figure(red)}{figure(green)}<p>Akhir.</p>"


def test_what_is_refused_says_why_and_can_be_removed(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)
    page.route(UPLOAD, lambda route: route.fulfill(status=403, json={"error": "Bukan gambar."}))

    give(box, "paste", "red")
    expect(box.locator(".picture-mark.is-refused")).to_contain_text("Bukan gambar.")
    box.locator(".picture-mark-remove").click()

    expect(box.locator(".picture-mark")).to_have_count(0)
    expect(page.locator(NOTICE)).to_be_empty()
    assert not Photo.objects.exists()


def test_the_form_waits_for_a_picture_that_is_on_its_way(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)
    held: list[Any] = []
    page.route(UPLOAD, lambda route: held.append(route))

    put_cursor(box, after="Awal.")
    give(box, "paste", "red")
    expect(box.locator(".picture-mark")).to_have_count(1)
    page.click(".save-bar button.default")
    with page.expect_navigation():
        held[0].continue_()

    assert stored(story) == f"<p>Awal.</p>{figure(Photo.objects.get())}<p>Akhir.</p>"


def test_a_photo_that_came_is_undone_alone_and_its_place_with_the_paste(open_page: Open, edo: User) -> None:
    story = draft(edo, body="")
    page = open_page()
    box = opened(page, story)

    paste(box, html='<p>Satu.</p><p><img src="https://jauh.example/a.jpg"></p><p>Dua.</p>', plain="Satu.")
    expect(box.locator(".picture-mark")).to_have_count(1)
    page.keyboard.press("Control+z")

    expect(box.locator(".picture-mark")).to_have_count(0)
    expect(box).to_have_text("")


def test_the_dialog_takes_files_of_ones_own(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page(width=390)
    box = opened(page, story)
    files = [
        {"name": f"{colour}.png", "mimeType": "image/png", "buffer": base64.b64decode(picture(colour))}
        for colour in ("red", "green")
    ]

    put_cursor(box, after="Awal.")
    page.locator(".prose-menubar button", has_text="Foto").click()
    with page.expect_file_chooser() as chooser:
        page.locator(".photo-dialog .photo-upload").click()
    chooser.value.set_files(files)
    expect(box.locator(".photo-block")).to_have_count(2)
    save(page)

    red, green = in_order()
    assert stored(story) == f"<p>Awal.</p>{figure(red)}{figure(green)}<p>Akhir.</p>"


def test_a_file_that_is_no_picture_leaves_the_form_where_it_is(open_page: Open, edo: User) -> None:
    story = draft(edo)
    page = open_page()
    box = opened(page, story)

    box.evaluate(FILES, ["drop", [["a.pdf", "application/pdf", "JVBERg=="]]])

    expect(page.locator(NOTICE)).not_to_be_empty()
    expect(box.locator(".picture-mark")).to_have_count(0)
