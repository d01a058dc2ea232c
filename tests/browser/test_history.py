"""The history is read, compared and brought back in a browser, by eye, by thumb and by ear; nothing in it runs."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from reversion.models import Version

from articles import deeds, deletion, history, publishing
from articles.deeds import Deed
from articles.models import Article, DeletedDraft
from tests import make
from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.desk import sign_in
from tests.browser.test_pages import WIDTHS, overflow
from tests.hostile.make import XSS

BODY = (
    "<p>Pembukaan yang sama.</p><h2>Data</h2><ul><li><p>satu</p></li><li><p>dua</p></li></ul>"
    '<blockquote><p>Kutipan.</p></blockquote><aside data-related-link="r1"></aside>'
    '<figure data-photo="{key}">Sawah di Jatiluwih.</figure>'
    '<p>Tautan <a href="https://a.example/{word}">di luar</a> yang <strong>{word}</strong>.</p>'
)


@pytest.fixture
def edo(db: None) -> User:
    return make.person("edo", "editor")


def kept(story: Article, by: User, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(story, name, value)
    with history.recorded(by=by, comment=Deed(deeds.CHANGED), story=story.pk):
        story.save()
        history.record(story)


def story_with_a_history(by: User) -> Article:
    photo = make.photo()
    story = make.article(
        status="draft",
        headline="Panen raya di Jatiluwih",
        body=BODY.format(key=photo.key, word="lama"),
        lead_photo=photo,
        section=make.section(),
        authors=(make.author("Ni Luh Sari"),),
        tags=("Subak", "Banjar"),
    )
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    kept(story, by)
    story.tags.set(["Irigasi", "Subak"])
    kept(story, by, headline="Panen kecil di Jatiluwih", body=BODY.format(key=photo.key, word="baru") + "<p>Akhir.</p>")
    publishing.publish(Article.objects.get(pk=story.pk), by=by)
    return Article.objects.get(pk=story.pk)


def addresses(story: Article, draft: DeletedDraft) -> list[str]:
    newest, *_others, oldest = history.versions(story)
    pages = f"/admin/articles/article/{story.pk}/history/"
    return [
        pages,
        f"{pages}compare/?before={oldest.pk}&after={newest.pk}",
        f"{pages}compare/?after={newest.pk}",
        f"{pages}{oldest.pk}/",
        "/admin/articles/article/deleted/",
        f"/admin/articles/article/deleted/{draft.pk}/",
    ]


@pytest.mark.looks
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_have_no_fault_that_axe_knows_and_fit(open_page: Open, edo: User, width: int) -> None:
    draft = deletion.delete(drafted(edo), by=edo)
    story = story_with_a_history(edo)
    page = open_page(width=width)
    sign_in(page, "edo")

    for address in addresses(story, draft):
        page.goto(address)
        assert faults(page) == [], address
        assert overflow(page) <= 0, address


def drafted(by: User) -> Article:
    return make.article(status="draft", headline="Naskah yang dihapus", created_by=by, tags=("Subak",))


def choose(page: Page, name: str, place: int) -> None:
    page.locator(f"input[name={name}]").nth(place).check()


@pytest.mark.parametrize("width", WIDTHS)
def test_two_versions_are_chosen_and_told_apart(open_page: Open, edo: User, width: int) -> None:
    story = story_with_a_history(edo)
    page = open_page(width=width)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/history/")

    choose(page, "before", 2)
    choose(page, "after", 1)
    page.click(".save-bar button.default")

    headline = page.locator(".difference-headline")
    expect(headline.locator("del")).to_contain_text("raya")
    expect(headline.locator("ins")).to_contain_text("kecil")
    expect(page.locator(".difference-tags del")).to_contain_text("Banjar")
    expect(page.locator(".difference-body ins").last).to_contain_text("Akhir.")
    expect(page.locator(".difference-body a")).to_have_count(0)


def test_a_change_is_told_to_the_ear_as_well(open_page: Open, edo: User) -> None:
    story = story_with_a_history(edo)
    page = open_page(language="en-GB")
    sign_in(page, "edo")

    page.goto(f"/admin/articles/article/{story.pk}/history/compare/?after={history.versions(story)[1].pk}")

    for mark in ("ins", "del"):
        for each in page.locator(f".differences {mark}").all():
            assert each.locator(".visually-hidden").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_an_old_version_comes_back_with_two_presses(open_page: Open, edo: User, width: int) -> None:
    story = story_with_a_history(edo)
    page = open_page(width=width)
    sign_in(page, "edo")
    page.goto(f"/admin/articles/article/{story.pk}/history/")

    page.locator(".version").last.locator(".version-links a").first.click()
    page.click(".save-bar button.default")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().headline == "Panen raya di Jatiluwih"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_draft_is_deleted_missed_and_recovered(open_page: Open, edo: User, width: int) -> None:
    story = drafted(edo)
    page = open_page(width=width)
    sign_in(page, "edo")

    page.goto(f"/admin/articles/article/{story.pk}/delete/")
    page.click("#content form [type=submit]")
    expect(page.locator(".messagelist .success")).to_contain_text("Naskah yang dihapus")
    page.goto("/admin/articles/article/")
    page.locator(".object-tools a[href$='/deleted/']").click()
    page.get_by_role("link", name="Naskah yang dihapus").click()
    page.click(".save-bar button.default")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().pk == story.pk
    assert list(Article.objects.get().tags.names()) == ["Subak"]


HOSTILE = "".join(text.format(number) for number, text in enumerate(XSS))


def made_hostile(version: Version) -> None:
    """As if the text had come past every field that cleans it."""
    data = json.loads(version.serialized_data)
    for name in ("headline", "standfirst", "kicker", "place", "rights", "sponsor_name", "slug"):
        data[0]["fields"][name] = "".join(XSS[:2]).format(name, name)
    data[0]["fields"]["body"] = f"<p>awal</p>{HOSTILE}<p>akhir</p>"
    Version.objects.filter(pk=version.pk).update(serialized_data=json.dumps(data))


def test_nothing_that_a_version_holds_runs(open_page: Open, edo: User) -> None:
    draft = deletion.delete(drafted(edo), by=edo)
    story = story_with_a_history(edo)
    made_hostile(history.versions(story).last())  # type: ignore[arg-type]
    made_hostile(deletion.last_version(draft))
    DeletedDraft.objects.update(headline=XSS[1].format("list"))
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    sign_in(page, "edo")

    for address in addresses(story, draft):
        page.goto(address)
        assert page.evaluate("typeof window.__xss") == "undefined", address
        assert page.locator("#content :is(script, iframe, object, embed, svg, style, video, audio)").count() == 0
        assert page.locator("#content [href^='javascript:' i], #content [onerror], #content [onload]").count() == 0
