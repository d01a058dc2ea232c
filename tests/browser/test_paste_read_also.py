""" "Baca juga" lines that are pasted become blocks by the very rules of an import."""

from itertools import product

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.formats import related
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, save, sign_in
from tests.browser.test_paste import paste, stored
from tests.desk.forms import address

pytestmark = pytest.mark.looks

BEGINS = ("", "(", "[", "*", "Kalau iseng ", "Pasar dibuka. ")
LABELS = (
    *("Baca Juga", "baca juga", "BACA  JUGA", "Read also", "Baca", "Baca berita", "Baca selengkapnya", "Baca jugalah"),
    *("Baca Artikel Menarik Lainnya", "Simak juga", "Lihat Foto", "Tonton juga video", "Saksikan", "Berita terkait"),
    *("Artikel terkait", "Pilihan Editor", "Selengkapnya baca di sini", ""),
)
MARKS = ("", " ", ":", " : ", ";", " – ", "-")
TITLES = (
    *(
        "",
        "Koperasi Desa Tumbuh",
        "koperasi desa “pesat”",
        "Gubernur: Harus Tumbuh!",
        "bukunya sampai habis.",
        "…",
        "52",
    ),
    *("Judul https://lain.example/1", "https://lain.example/1", "Judul Baca juga: Lain", "Judul " + "panjang " * 20),
)
ENDS = ("", ")", "]")
LINES = [
    begin + label + sign + title + end
    for begin, label, sign, title, end in product(BEGINS, LABELS, MARKS, TITLES, ENDS)
]
BY_SCRIPT = """async (lines) => {
    const { titleAfterLabel, afterLabel, isTitleLine, withoutAddress } = await import("newsroom/read-also-label")
    return lines.map((line) => [afterLabel(line), titleAfterLabel(line), isTitleLine(line), withoutAddress(line)])
}"""


def by_rules(line: str) -> list[object]:
    return [
        related.after_label(line),
        related.title_after_label(line),
        related.is_title_line(line),
        list(related._without_address(line)),
    ]


def test_the_editor_and_the_import_read_every_line_alike(open_page: Open, edo: User) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(address())
    editor(page)

    answers = page.evaluate(BY_SCRIPT, LINES)

    differing = [
        (line, here, by_rules(line)) for line, here in zip(LINES, answers, strict=True) if here != by_rules(line)
    ]
    assert len(LINES) > 20_000
    assert differing == []


def test_lines_become_blocks_and_find_their_stories(open_page: Open, edo: User) -> None:
    target = make.article(headline="Panen raya di Jatiluwih")
    other = make.article(headline="Subak tertata")
    story = make.article(status="draft", created_by=edo, body="")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    box = editor(page)

    paste(
        box,
        html="<p>Satu.<br>Baca Juga :&nbsp; Panen raya di Jatiluwih<br>Dua.</p>"
        f'<p>BACA JUGA: <a href="{other.get_absolute_url()}">Kata lain</a></p>'
        '<p>Simak juga:</p><ul><li><a href="https://lain.example/x">Di luar</a></li><li>Yang belum ada</li></ul>'
        "<p>Tiga.</p>",
        plain="Satu.",
    )
    expect(box.locator(".related-link-block")).to_have_count(4)
    save(page)

    links = [(link.target, link.url, link.pending_headline) for link in story.related_links.order_by("key")]
    assert links == [
        (target, "", ""),
        (other, "", ""),
        (None, "https://lain.example/x", ""),
        (None, "", "Yang belum ada"),
    ]
    asides = "".join(f'<aside data-related-link="r{number}"></aside>' for number in (2, 3, 4))
    assert stored(story) == f'<p>Satu.</p><aside data-related-link="r1"></aside><p>Dua.</p>{asides}<p>Tiga.</p>'


@pytest.mark.parametrize(
    "text",
    [
        "<p>Kalau iseng baca juga bukunya.</p>",
        "<p>Baca juga:</p><p>Harga beras naik.</p>",
        '<p>Baca juga review tentang <a href="https://lain.example/x">kopi</a> kami.</p>',
        "<p>Harga berasBaca juga: Koperasi tumbuh</p>",
    ],
)
def test_sentences_stay_sentences(open_page: Open, edo: User, text: str) -> None:
    story = make.article(status="draft", created_by=edo, body="")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))

    paste(editor(page), html=text, plain="x")
    save(page)

    assert stored(story) == text


def test_an_address_of_the_archive_is_no_story(open_page: Open, edo: User) -> None:
    story = make.article(status="draft", created_by=edo, body="")
    page = open_page()
    sign_in(page, "edo")
    page.goto(address(story))
    here = page.evaluate("window.location.origin")

    paste(editor(page), html=f'<p>Satu.</p><p>Baca juga: <a href="{here}/archive/2026/11/">Arsip</a></p>', plain="x")
    save(page)

    assert story.related_links.get().url == f"{here}/archive/2026/11/"
