"""The story's form on a phone: nothing of it has to be pushed sideways."""

import pytest

from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in

pytestmark = pytest.mark.looks


def test_the_rows_of_bylines_and_links_stand_as_labelled_blocks(open_page: Open) -> None:
    make.person("edo", "editor")
    story = make.article(authors=(make.author(),))
    make.link(story, url="https://a.example/", label="Di luar")
    page = open_page(width=390)
    sign_in(page, "edo")

    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    page.locator("#related_links-group .add-row a").click()

    for table in page.locator(".tabular.inline-related fieldset").all():
        assert table.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    row = page.locator("#related_links-group tr.form-row:not(.empty-form)").last
    labels = row.locator("td[data-label]").evaluate_all("cells => cells.map((cell) => cell.dataset.label)")
    assert len(labels) == 5
    assert all(labels)


def test_the_buttons_that_save_lie_over_those_of_the_text(open_page: Open) -> None:
    make.person("edo", "editor")
    story = make.article(body="".join(f"<p>Alinea {number}.</p>" for number in range(40)))
    page = open_page(width=390)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor(page)
    save = page.locator(".save-bar button.default")

    # Where the one bar stands the other comes by.
    page.evaluate(
        """() => {
            const place = (selector) => document.querySelector(selector).getBoundingClientRect()
            scrollBy(0, place(".prose-menubar").top - place(".save-bar button.default").top)
        }"""
    )

    assert save.evaluate(
        """(button) => {
            const at = button.getBoundingClientRect()
            return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2) === button
        }"""
    )
