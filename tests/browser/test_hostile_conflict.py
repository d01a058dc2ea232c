"""Nothing that was posted to a form runs on the page of two versions, nor in the unsaved work that is offered back."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Dialog, Page, expect

from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.browser.test_hostile_bodies import BODIES, runs
from tests.desk.forms import address, filled

pytestmark = pytest.mark.looks

AT_ONCE = 6

# As a hostile page of one's own would: past the editor, which would have cleaned it.
SEND = """([address, fields]) => {
  const form = document.createElement("form")
  form.method = "post"
  form.action = address
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value
  for (const [name, value] of [...fields, ["csrfmiddlewaretoken", token]]) {
    const input = document.createElement("textarea")
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  HTMLFormElement.prototype.submit.call(form)
}"""


def as_pairs(data: dict[str, Any]) -> list[list[str]]:
    return [
        [name, str(each)]
        for name, value in data.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]


def accept(dialog: Dialog) -> None:
    dialog.accept()


def together(bodies: Sequence[str]) -> str:
    return "".join(f"<p>sebelum {number}</p>{body}<p>sesudah {number}</p>" for number, body in enumerate(bodies))


def meets_a_newer_version(page: Page, client: Client, body: str) -> Article:
    story = make.article(headline="Naskah", body="<p>lama</p>")
    form = filled(client, story, headline="Milikku", body=body)
    Article.objects.filter(pk=story.pk).update(headline="Milik orang", version=2)
    with page.expect_navigation():
        page.evaluate(SEND, [address(story), as_pairs(form)])
    return story


@pytest.mark.long
def test_nothing_runs_where_two_versions_meet(client: Client, open_page: Open, edo: User) -> None:
    client.force_login(edo)
    page = open_page()
    page.on("dialog", accept)
    sign_in(page, "edo")
    page.goto("/admin/")

    for bodies in batched(BODIES, AT_ONCE):
        story = meets_a_newer_version(page, client, together(bodies))
        expect(page.locator("form.conflict")).to_be_visible()
        editor(page)
        assert not runs(page), bodies
        page.goto(address(story))
        editor(page)
        assert not runs(page), bodies
        with page.expect_navigation():
            page.locator(".kept [name=take_up]").first.click()
        expect(page.locator("#id_headline")).to_have_value("Milikku")
        written = editor(page).inner_text()
        assert not runs(page), bodies
        # None of them has swallowed another.
        for number in range(len(bodies)):
            assert f"sebelum {number}" in written, bodies
            assert f"sesudah {number}" in written, bodies


def batched(things: Sequence[str], length: int) -> list[Sequence[str]]:
    return [things[begin : begin + length] for begin in range(0, len(things), length)]
