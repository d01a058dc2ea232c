"""The pages on which stories are written have no fault of our own making that axe knows, and fit a phone."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from articles import history, notes, revising, unsaved
from articles.models import Article, Assignment
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.browser.test_pages import WIDTHS, overflow
from tests.browser.test_paste import paste
from tests.browser.test_paste_pictures import UPLOAD, give


@pytest.fixture
def story(edo: User) -> Article:
    photo = make.photo(credit="Dewa Gede")
    near = make.article(headline="Panen kopi di Bangli", tags=("Kopi",))
    body = (
        f'<h2>Data</h2><p>Harga <a href="{near.get_absolute_url()}">kopi</a> naik.</p>'
        f'<figure data-photo="{photo.key}">Sawah</figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Video</figure>'
        '<blockquote data-pull-quote=""><p>Kutipan.</p></blockquote><aside data-related-link="r1"></aside>'
        "<table><tbody><tr><th><p>a</p></th><td><p>b</p></td></tr></tbody></table>"
    )
    make.tag("Harga")
    with history.recorded(by=edo, comment=""):
        story = make.article(
            status="draft", created_by=edo, body=body, tags=("Kopi",), authors=(make.author(),), kicker="Pertanian"
        )
        make.link(story, key="r1", target=near)
        make.link(story, pending_headline="Yang dinanti")
        fill_the_first_page(story, edo)
        history.record(story)
    return story


def fill_the_first_page(story: Article, edo: User) -> None:
    citra = make.person("citra", "chief")
    notes.add(story, by=citra, text="Tambah angka, @edo.")
    Assignment.objects.create(article=story, person=edo, by=citra, deadline_at=make.YESTERDAY)
    make.article(status="in_review", created_by=citra)
    make.article(published_at=make.NOW, first_published_at=make.NOW, breaking_until=make.TOMORROW)
    make.article(published_at=make.TOMORROW, first_published_at=make.TOMORROW)
    make.article(status="draft", headline="Yang dinanti")
    unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields={"headline": ["Kebakaran"]})


def overtaken_copy(by: User) -> Article:
    """A working copy whose story was changed since."""
    live = make.article(headline="Panen raya")
    with history.recorded(by=by, comment="", story=live.pk):
        history.record(live)
    copy = revising.revise(live, by=by)
    Article.objects.filter(pk=copy.pk).update(standfirst="Petani di Jatiluwih memotong padi.")
    Article.objects.filter(pk=live.pk).update(version=2, place="Tabanan")
    return copy


def pages_without_the_editor(story: Article, copy: Article) -> list[str]:
    stories = "/admin/articles/article"
    return [
        *("/admin/", "/admin/account/notices/", f"{stories}/idea/", f"{stories}/deleted/"),
        *(f"{stories}/{story.pk}/{page}/" for page in ("history", "notes", "assign", "move/publish", "move/schedule")),
        f"{stories}/{copy.revises_id}/change/",
        f"{stories}/{story.related_links.inline().get().target_id}/revise/",
        *(f"{stories}/{copy.pk}/{page}/" for page in ("change", "delete", "move/replace")),
    ]


@pytest.mark.long
@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_story_have_no_fault(open_page: Open, story: Article, edo: User, width: int) -> None:
    copy = overtaken_copy(edo)
    page = open_page(width=width)
    sign_in(page, "edo")
    at = f"/admin/articles/article/{story.pk}"

    for address in ("/admin/articles/article/add/", f"{at}/change/"):
        page.goto(address)
        editor(page)
        page.locator(".writing-help").wait_for()
        for summary in page.locator("summary").all():
            summary.click()
        assert faults(page) == [], address
        assert overflow(page) <= 0, address
    for address in pages_without_the_editor(story, copy):
        page.goto(address)
        assert faults(page) == [], address
        assert overflow(page) <= 0, address

    page.goto(f"/admin/articles/article/{copy.revises_id}/move/embargo/")
    page.fill("[name=until_0]", "23-02-2099")
    page.fill("[name=until_1]", "06.00")
    with page.expect_navigation():
        page.click(".save-bar button.default")
    page.locator(".move-said").wait_for()
    assert faults(page) == []
    assert overflow(page) <= 0


@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_that_are_on_their_way_have_no_fault(open_page: Open, story: Article, width: int) -> None:
    page = open_page(width=width)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    box = editor(page)
    page.route(UPLOAD, lambda route: route.fulfill(status=403, json={"error": "Bukan gambar."}))

    give(box, "drop", "red")
    box.locator(".is-refused").wait_for()
    paste(box, html='<p>Satu.</p><p><img src="https://jauh.example/a.jpg" alt="Sawah di Tabanan"></p>', plain="x")
    box.locator(".picture-mark").nth(1).wait_for()
    assert faults(page) == []
    assert overflow(page) <= 0
    page.locator(".prose-menubar button", has_text="Foto").click()
    page.locator(".photo-choice").first.wait_for()
    assert faults(page) == []
