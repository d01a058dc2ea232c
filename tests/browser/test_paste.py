"""What is pasted into a text, from wherever it was copied, is saved clean."""

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in

pytestmark = pytest.mark.looks

PASTES = Path(__file__).parent / "pastes"
SOURCES = sorted(path for path in PASTES.iterdir() if not path.name.endswith(".expected.html"))
# As a program would: the clipboard has what was copied in one form or in several.
PASTE = """(box, parts) => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(parts)) clipboardData.setData(type, text)
    box.focus()
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


def open_story(page: Page, story: Article) -> Locator:
    make.person("edo", "editor")
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    return editor(page)


def paste(box: Locator, **parts: str) -> None:
    box.evaluate(PASTE, {f"text/{kind}": text for kind, text in parts.items()})


def put_cursor(box: Locator, after: str) -> None:
    """In the first paragraph, at once: a browser tells its page of keys and clicks some time later."""
    box.evaluate("(box, place) => box.editor.chain().focus().setTextSelection(place).run()", len(after) + 1)


def stored(story: Article) -> str:
    story.refresh_from_db()
    return re.sub(r">\s+<", "><", story.body)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_paste_is_saved_as_expected(open_page: Open, source: Path) -> None:
    story = make.article(body="")
    page = open_page()
    box = open_story(page, story)
    text = source.read_text()
    expected = source.with_suffix("").with_suffix(".expected.html").read_text()

    if source.suffix == ".html":
        paste(box, html=text, plain=html.unescape(re.sub("<[^>]*>", "", text)))
    else:
        paste(box, plain=text)
    expect(box).not_to_have_text("")
    save(page)

    assert stored(story) == expected.replace("\n", "").replace("\u00a0", "&nbsp;").strip()


def test_what_is_copied_in_the_editor_comes_back_exactly(open_page: Open) -> None:
    photo = make.photo(caption="Padi")
    other = make.article(headline="Panen raya")
    figure = f'<figure data-photo="{photo.key}">Padi <strong>merah</strong></figure>'
    text = '<h2>Sub</h2><p>Satu <a href="/berita/1/x/">dua</a><br>tiga</p><ul><li><p>a</p></li></ul>'
    aside = '<aside data-related-link="r1"></aside>'
    story = make.article(body=f"{text}{aside}{figure}<p>Akhir.</p>")
    make.link(story, key="r1", target=other)
    page = open_page()
    box = open_story(page, story)

    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+x")
    expect(box.locator(".photo-block")).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(box.locator(".photo-block")).to_have_count(1)
    save(page)

    assert stored(story) == f"{text}{aside}{figure}<p>Akhir.</p>"
    assert story.related_links.get().target == other


def test_words_go_into_the_sentence_where_they_are_pasted(open_page: Open) -> None:
    story = make.article(body="<p>Satu tiga.</p>")
    page = open_page()
    box = open_story(page, story)

    put_cursor(box, after="Satu")
    paste(box, html='<span style="font-weight:700">, dua</span>', plain=", dua")
    save(page)

    assert stored(story) == "<p>Satu<strong>, dua</strong> tiga.</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<table><tr><td colspan=99999999 rowspan=99999999>x</td><td>y</td></tr></table>",
        "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "[caption " * 20_000 + "x",
        "<ul>" * 3_000 + "<li>x",
        "<b><i><a href=//x>" * 3_000 + "x",
    ],
    ids=["cells", "depth", "shortcodes", "lists", "marks"],
)
def test_a_hostile_paste_leaves_a_text_that_can_be_saved(open_page: Open, hostile: str) -> None:
    story = make.article(body="")
    page = open_page()
    box = open_story(page, story)

    paste(box, html=hostile, plain="x")
    expect(box).to_contain_text("x")
    save(page)

    assert "x" in stored(story)


@pytest.mark.long
def test_a_large_paste_is_all_there(open_page: Open) -> None:
    story = make.article(body="")
    page = open_page()
    box = open_story(page, story)
    line = "<p class=MsoNormal style='margin:0cm'><span lang=IN style='font-size:12.0pt'>Kata <b>tebal</b>.</span></p>"
    large = line * (1_000_000 // len(line))

    paste(box, html=large, plain="")
    expect(box.locator("p")).to_have_count(1_000_000 // len(line))
    save(page)

    assert stored(story).count("<strong>tebal</strong>") == 1_000_000 // len(line)
