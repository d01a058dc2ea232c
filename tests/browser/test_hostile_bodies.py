"""Nothing that was posted straight to the form of a story runs: not for readers, not for editors, not in a feed."""

import html

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from articles import history
from articles.models import Article
from tests import make
from tests.browser.conftest import Open
from tests.browser.desk import editor, sign_in
from tests.desk.forms import address, filled
from tests.hostile.make import XSS

OURS = [
    '<figure data-embed="https://youtu.be/dQw4w9WgXcQ&quot; onload=&quot;window.__xss=1">x</figure>',
    '<figure data-embed="javascript:window.__xss=1">x</figure>',
    '<blockquote data-pull-quote="&quot;&gt;&lt;img src=x onerror=window.__xss=1&gt;"><p>x</p></blockquote>',
    '<figure data-photo="x" data-src="javascript:window.__xss=1" data-alt="&quot;onerror=window.__xss=1">x</figure>',
    '<aside data-related-link="r1" data-url="javascript:window.__xss=1" data-headline="<b onclick=x>"></aside>',
]
PARTS = 4  # for several workers
BODIES = [payload.replace("{}", "x") for payload in XSS] + OURS[:4]


def runs(page: Page) -> bool:
    return bool(page.evaluate("() => typeof window.__xss !== 'undefined'"))


@pytest.mark.long
@pytest.mark.looks
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_in_a_body_runs_anywhere(client: Client, open_page: Open, edo: User, part: int) -> None:
    client.force_login(edo)
    stories = []
    for number, body in enumerate(BODIES[part::PARTS]):
        story = make.article(headline=f"Naskah {number}")
        client.post(address(story), filled(client, story, body=f"<p>sebelum</p>{body}<p>sesudah</p>"))
        story.refresh_from_db()
        assert story.version == 2, body
        stories.append(story)
    page = open_page()
    sign_in(page, "edo")

    for story, body in zip(stories, BODIES[part::PARTS], strict=True):
        page.goto(story.get_absolute_url())
        assert "sebelum" in page.locator(".story-body").inner_text(), body
        assert "sesudah" in page.locator(".story-body").inner_text(), body
        assert not runs(page), body
        version = history.versions(story).latest("pk")
        page.goto(f"/admin/articles/article/{story.pk}/history/{version.pk}/")
        assert not runs(page), body
        page.goto(address(story))
        editor(page)
        assert not runs(page), body
    page.goto("/feed/json/")
    assert not runs(page)
    for form in ("", "atom/", "json/"):
        text = html.unescape(client.get(f"/feed/{form}").content.decode())
        assert "<script>window" not in text
        assert "onerror=window" not in text.replace("&quot;", '"')


@pytest.mark.parametrize("body", OURS)
def test_what_the_editor_carries_is_checked_when_it_comes_back(client: Client, edo: User, body: str) -> None:
    client.force_login(edo)
    story = make.article(body="<p>Isi.</p>")

    response = client.post(address(story), filled(client, story, body=f"<p>Isi.</p>{body}"))

    kept = Article.objects.get(pk=story.pk).body
    assert response.status_code in {200, 302}
    assert "__xss" not in kept
