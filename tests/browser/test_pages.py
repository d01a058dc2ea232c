"""Every page for readers: accessible, whole at any width, in both schemes, under the Content-Security-Policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture
def addresses() -> list[str]:
    section, author = make.section("Daerah"), make.author("Ni Luh Sari", about="Wartawan di Singaraja.")
    related = make.article(headline="Yang terkait", section=section)
    story = make.article(
        headline="Panen raya di Jatiluwih",
        kicker="Pertanian",
        standfirst="Padi merah dipanen bersama.",
        body='<p>Isi.</p><aside data-related-link="r1"></aside><h2>Data</h2><ul><li>satu</li></ul>'
        "<table><thead><tr><th>Tahun</th></tr></thead><tbody><tr><td>2023</td></tr></tbody></table>"
        '<blockquote><p>Kutipan.</p></blockquote><p><a href="https://a.example/">Tautan</a></p>',
        section=section,
        authors=(author,),
        tags=("Subak",),
        lead_photo=make.photo(caption="Sawah.", credit="Antara"),
        unverified_reason="Jumlahnya masih dihitung.",
    )
    make.link(story, key="r1", target=related)
    make.link(story, url="https://a.example/", label="Di luar")
    make.article(headline="Sebuah pendapat", kind="opinion", section=section)
    make.article(headline="Sebuah iklan", kind="advertorial", sponsor_name="PT Contoh", section=section)
    for number in range(25):
        make.article(headline=f"Berita nomor {number} dengan judul yang agak panjang", section=section)
    day = f"{make.YESTERDAY:%Y/%m/%d}"
    lists = [f"/archive/{day[:length]}/" for length in (4, 7, 10)]
    return [
        *("/", "/daerah/", story.get_absolute_url(), "/tag/subak/", author.get_absolute_url(), "/archive/", *lists),
        *("/search/", "/search/?q=panen", "/search/?q=tiada", "/tidak-ada/"),
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_readers_pages_have_no_fault_that_axe_knows(
    open_page: Open, addresses: list[str], width: int, scheme: str
) -> None:
    page = open_page(width=width, scheme=scheme)

    for address in addresses:
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"


def test_readers_pages_fit_the_smallest_phone(open_page: Open, addresses: list[str]) -> None:
    page = open_page(width=320)

    for address in addresses:
        page.goto(address)
        assert overflow(page) <= 0, address


def test_the_paper_can_be_read_without_a_script_and_sets_no_cookie(open_page: Open, addresses: list[str]) -> None:
    page = open_page()

    for address in addresses:
        page.goto(address)
        assert page.locator("script:not([type='application/ld+json'])").count() == 0
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_fits_its_window_and_breaks_no_policy(open_page: Open, width: int) -> None:
    make.person("citra", "chief")
    story = make.article(lead_photo=make.photo(), authors=(make.author(),), tags=("Subak",))
    page = open_page(width=width)
    sign_in(page, "citra")

    for address in ("", "articles/article/", "articles/photo/", "articles/tag/", "auth/user/"):
        page.goto(f"/admin/{address}")
        assert overflow(page) <= 0, address
    for address in ("change/", "history/", "move/publish/", "move/withdraw/", "move/reschedule/"):
        page.goto(f"/admin/articles/article/{story.pk}/{address}")
        assert overflow(page) <= 0, address
    page.goto("/admin/articles/article/add/")
    editor(page)
    assert overflow(page) <= 0
    assert Article.objects.count() == 1
