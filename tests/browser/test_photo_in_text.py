"""Photos inside a text, at the desk: nothing is lost, and all of it works by keys alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from articles import renditions
from articles.models import Article, Photo
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in

pytestmark = pytest.mark.looks

BUTTON = ".prose-menubar button[data-name=photoInText]"
CHOICES = ".photo-dialog-results button"


@pytest.fixture
def photo() -> Photo:
    photo = make.photo(caption="Panen di Jatiluwih", credit="Dewa Gede")
    Photo.objects.update(alternative_text="Petani memanen padi")
    return photo


def figure(photo: Photo, caption: str) -> str:
    return f'<figure data-photo="{photo.key}">{caption}</figure>'


# A browser tells its page of keys and clicks some time later.
AT_THE_END_OF_THE_CAPTION = """() => {
    const { $from } = document.activeElement.editor.state.selection
    return $from.parent.type.name === "photoCaption" && $from.parentOffset === $from.parent.content.size
}"""


def open_story(page: Page, story: Article) -> Locator:
    make.person("edo", "editor")
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    return editor(page)


def stored(story: Article) -> str:
    story.refresh_from_db()
    return re.sub(r">\s+<", "><", story.body)


def test_opening_and_saving_an_imported_story_loses_nothing(open_page: Open, photo: Photo) -> None:
    gone = f'<figure data-photo="{"0a" * 32}">Foto yang hilang</figure>'
    link = '<a href="/2019/05/panen/">dulu</a>'
    kept = (
        f"{figure(photo, f'Padi <strong>merah</strong>, {link}')}"
        f"<ul><li><p>satu</p>{figure(photo, '')}</li></ul>{gone}<blockquote>{figure(photo, 'Kutipan')}</blockquote>"
    )
    story = make.article(body=f"{kept}<p>Awal.</p>")
    page = open_page()
    box = open_story(page, story)

    expect(box.locator(".photo-block")).to_have_count(4)
    box.get_by_text("Awal.").click()
    page.keyboard.press("End")
    page.keyboard.type(" Akhir.")
    save(page)

    assert stored(story) == f"{kept}<p>Awal. Akhir.</p>"


def test_a_photo_alone_and_without_words_is_a_text(open_page: Open, photo: Photo) -> None:
    story = make.article(body=f"{figure(photo, 'x')}")
    page = open_page()
    box = open_story(page, story)

    caption = box.locator("figcaption")
    caption.click()
    page.keyboard.press("End")
    # A letter first: the editor takes a key for the place that it knows of, and hears of a click a moment later.
    for key, left in (("y", "xy"), ("Backspace", "x"), ("Backspace", "")):
        page.keyboard.press(key)
        expect(caption).to_have_text(left)
    save(page)

    assert stored(story) == figure(photo, "")


def test_a_photo_is_inserted_and_described_by_keys_alone(open_page: Open, photo: Photo) -> None:
    make.photo(caption="Banjir di Ubud")
    story = make.article(body="<p>Satu.</p><p>Dua.</p>")
    page = open_page()
    box = open_story(page, story)
    box.get_by_text("Satu.").click()

    page.locator(BUTTON).focus()
    page.keyboard.press("Enter")
    expect(page.locator(CHOICES)).to_have_count(2)
    page.keyboard.type("jatiluwih petani")
    page.keyboard.press("Enter")
    expect(page.locator(CHOICES).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.locator(".photo-block figcaption")).to_have_text("Panen di Jatiluwih")
    page.keyboard.type(", Sabtu")
    page.keyboard.press("Enter")
    page.keyboard.type("Baris baru.")
    save(page)

    assert stored(story) == (f"<p>Satu.</p>{figure(photo, 'Panen di Jatiluwih, Sabtu')}<p>Baris baru.</p><p>Dua.</p>")


def test_the_dialog_is_left_without_a_choice(open_page: Open, photo: Photo) -> None:
    story = make.article(body="<p>Satu.</p>")
    page = open_page()
    box = open_story(page, story)

    page.click(BUTTON)
    expect(page.locator(CHOICES)).to_have_count(1)
    page.fill("#photo-dialog-search", "tidak ada")
    expect(page.locator(".photo-dialog-status")).not_to_be_empty()
    expect(page.locator(CHOICES)).to_have_count(0)
    page.locator(".photo-dialog > button").click()

    expect(page.locator("dialog")).to_have_count(0)
    expect(box.locator(".photo-block")).to_have_count(0)


def test_a_photo_is_moved_copied_and_taken_out(open_page: Open, photo: Photo) -> None:
    story = make.article(body=f"<p>Satu.</p>{figure(photo, 'Padi')}<p>Dua.</p>")
    page = open_page()
    box = open_story(page, story)

    box.locator(".photo-block-up").click()
    expect(box.locator(".photo-block-up")).to_be_focused()
    expect(box.locator("> *").first).to_have_class(re.compile("photo-block"))
    page.keyboard.press("Tab")
    for _time in range(3):
        page.keyboard.press("Enter")  # down, and no further than the end
    expect(box.locator("> .photo-block ~ p")).to_have_count(0)

    in_hand = box.locator(".ProseMirror-selectednode")
    box.locator(".photo-block-image").click()
    expect(in_hand).to_have_count(1)
    page.keyboard.press("Control+c")
    box.get_by_text("Satu.").click()
    expect(in_hand).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(box.locator(".photo-block")).to_have_count(2)
    box.locator(".photo-block-remove").last.click()
    save(page)

    assert stored(story) == f"<p>Satu.</p>{figure(photo, 'Padi')}<p>Dua.</p>"


@pytest.mark.parametrize("key", ["Shift+Enter", "Control+Enter"])
def test_a_caption_is_never_broken_in_two(open_page: Open, photo: Photo, key: str) -> None:
    story = make.article(body=f"{figure(photo, 'Padi merah')}<p>Satu.</p>")
    page = open_page()
    box = open_story(page, story)

    box.locator("figcaption").click()
    page.keyboard.press(key)
    box.locator("figcaption").click()
    page.keyboard.press("End")
    page.wait_for_function(AT_THE_END_OF_THE_CAPTION)
    page.evaluate("""() => {
        const clipboardData = new DataTransfer()
        clipboardData.setData("text/plain", ", dua\\nbaris")
        clipboardData.setData("text/html", "<p>, dua</p><p>baris</p>")
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }))
    }""")
    save(page)

    assert stored(story) == f"{figure(photo, 'Padi merah, dua baris')}<p>Satu.</p>"


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_knows_no_fault_of_it_and_it_fits(open_page: Open, photo: Photo, width: int) -> None:
    large = make.photo(caption="Sawah", credit="Ayu")
    large.put(renditions.accept(make.picture_bytes(1600, 1000)))
    large.save()
    story = make.article(
        body=f"<p>Satu.</p>{figure(large, 'Sawah <em>basah</em> di Jatiluwih')}<p>Dua.</p>{figure(photo, '')}"
    )
    reader = open_page(width=width)
    reader.goto(story.get_absolute_url())
    page = open_page(width=width)
    box = open_story(page, story)
    expect(box.locator(".photo-block")).to_have_count(2)

    assert faults(reader, ".story-body") == []
    assert faults(page, ".photo-block") == []
    page.click(BUTTON)
    expect(page.locator(CHOICES)).to_have_count(2)
    assert faults(page, ".photo-dialog") == []
    for each in (reader, page):
        assert each.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
