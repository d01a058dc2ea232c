"""The pages of stories without an editor load nothing that only the editor's page can."""

from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import sign_in


def test_the_list_and_a_story_that_one_only_reads_load_without_a_fault(open_page: Open) -> None:
    make.person("rina", "reporter")
    story = make.article()
    page = open_page()
    sign_in(page, "rina")

    for address in ("", f"{story.pk}/change/"):
        page.goto(f"/admin/articles/article/{address}", wait_until="networkidle")
        expect(page.locator("#content")).to_be_visible()
