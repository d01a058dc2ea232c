"""The pages about imports at the desk, looked through in a browser."""

import pytest
from playwright.sync_api import Page, expect

from articles.formats.record import LeftOut, Place, Rejection
from articles.models import Article, ImportBatch, ImportedSource
from articles.remark import Remark
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import sign_in
from tests.importing.records import bring_in, record

DOUBT = Remark("The text has only %(count)d characters.", count=12)


@pytest.fixture
def batch() -> ImportBatch:
    bring_in(
        record("Panen Raya", warnings=(DOUBT,), original="Panen Raya\n\nIsi sumber. " + "kata " * 400),
        record("Subak", warnings=(DOUBT,), original="Subak"),
        Rejection(Place("arsip/" + "sebuah-nama-berkas-yang-panjang-" * 3 + "3.txt", 7), "There is no headline."),
        LeftOut(Place("arsip/4.xml"), "attachment", 37),
    )
    make.person("edo", "editor")
    return ImportBatch.objects.get()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.looks
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_knows_no_fault_of_them_and_they_fit(open_page: Open, batch: ImportBatch, width: int) -> None:
    page = open_page(width)
    sign_in(page, "edo")
    tie = ImportedSource.objects.get(article__headline="Panen Raya")

    for address in (f"importbatch/{batch.pk}/change/", f"importedsource/{tie.pk}/change/"):
        page.goto(f"/admin/articles/{address}")

        assert faults(page) == []
        assert fits(page)


def test_an_editor_looks_through_the_stories_one_after_the_other(open_page: Open, batch: ImportBatch) -> None:
    page = open_page()
    sign_in(page, "edo")
    page.goto(f"/admin/articles/importbatch/{batch.pk}/change/")
    page.locator(".is-to-check a").click()
    page.get_by_role("link", name="Panen Raya").click()
    expect(page.locator(".import-original")).to_contain_text("Isi sumber.")

    page.locator(".save-bar button.default").click()
    expect(page.locator("#content h1")).to_have_text("Subak")
    page.locator(".save-bar button.default").click()

    expect(page.locator(".messagelist")).to_contain_text("Subak")
    assert not ImportedSource.objects.filter(needs_review=True).exists()
    assert Article.objects.count() == 2
