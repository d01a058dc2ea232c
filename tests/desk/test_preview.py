"""A story as readers will see it, before they do: saved, or as it stands in the form."""

import html
import re
from typing import Any

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from lxml import etree
from reversion.models import Version

from articles.models import Article, Byline, RelatedLink, Tag, TaggedArticle
from tests import make
from tests.desk.forms import address, filled, with_rows
from tests.hostile.make import XSS

pytestmark = pytest.mark.django_db

NEW = "/admin/articles/article/preview/"
SCRIPT = re.compile(r"(?i)[\s\x00-\x1f]*(javascript|vbscript|data):")
RUNS = {"script", "iframe", "object", "embed", "svg", "math", "style", "form", "button", "input", "audio", "video"}


def of(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/preview/"


def framed(response: Any) -> str:
    """The reader's page that stands in the frame."""
    match = re.search(r'srcdoc="([^"]*)"', response.content.decode())
    assert match, response.content.decode()
    return html.unescape(match[1])


def what_runs(page: str) -> list[str]:
    """Elements that run or load something, handlers, and addresses that are scripts."""
    found = []
    for element in lxml.html.fromstring(page).iter(etree.Element):
        if element.tag in RUNS and element.get("type") != "application/ld+json":
            found.append(element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"} or SCRIPT.match(value):
                found.append(f"{element.tag} {name}={value}")
    return found


def everything() -> list[Any]:
    """All rows that a save could have touched."""
    nouns = (Article, RelatedLink, Byline, Tag, TaggedArticle, Version, LogEntry)
    return [list(noun._default_manager.order_by("pk").values()) for noun in nouns]


def test_shows_a_public_story_exactly_as_readers_get_it(desk: Client) -> None:
    target = make.article(headline="Yang terkait")
    story = make.article(
        body='<p>a</p><aside data-related-link="r1"></aside>',
        kind="opinion",
        lead_photo=make.photo(caption="Sawah."),
        authors=(make.author(),),
        tags=("Subak",),
    )
    make.link(story, key="r1", target=target)
    readers = Client().get(story.get_absolute_url()).content.decode()

    shown = framed(desk.get(of(story)))

    assert "Yang terkait" in shown
    robots = '<meta name="robots" content="{}">'
    assert (
        shown.replace('<base target="_blank">', "")
        .replace(robots.format("noindex"), robots.format("max-image-preview:large"))
        .split()
        == readers.split()
    )


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn", "published"])
def test_shows_a_story_of_any_state(desk: Client, status: str) -> None:
    story = make.article(status=status, headline="Panen raya")

    assert '<h1 class="story-headline">Panen raya</h1>' in framed(desk.get(of(story)))


def test_shows_a_planned_story_with_its_time(desk: Client) -> None:
    story = make.article(published_at=make.TOMORROW)

    at = timezone.localtime(make.TOMORROW).isoformat(timespec="seconds")
    assert f'<time datetime="{at}">' in framed(desk.get(of(story)))


def test_shows_a_draft_that_has_no_section_yet(desk: Client) -> None:
    story = make.article(status="draft", section=None, headline="Belum berubrik")

    assert "Belum berubrik" in framed(desk.get(of(story)))


def test_leaves_out_a_link_to_a_story_that_readers_cannot_open(desk: Client) -> None:
    story = make.article(status="draft", body='<p>a</p><aside data-related-link="r1"></aside>')
    make.link(story, key="r1", target=make.article(status="draft", headline="Masih rahasia"))

    assert "Masih rahasia" not in framed(desk.get(of(story)))


def test_speaks_the_language_of_the_paper_to_whoever_looks(desk: Client) -> None:
    response = desk.get(of(make.article()), HTTP_ACCEPT_LANGUAGE="en")

    assert '<html lang="id">' in framed(response)
    assert '<html lang="en"' in response.content.decode()


def test_shows_the_form_as_it_stands_and_keeps_nothing(desk: Client) -> None:
    story = make.article(headline="Judul lama", tags=("Subak",))
    before = everything()
    form = filled(
        desk,
        story,
        headline="Judul baru",
        body='<p>Isi baru.</p><aside data-related-link="" data-url="https://a.example/" data-headline="Luar"></aside>',
        tags=["Subak", "Lahir di sini"],
    )

    shown = framed(desk.post(of(story), form))

    assert '<h1 class="story-headline">Judul baru</h1>' in shown
    assert all(words in shown for words in ("Isi baru.", "Luar", "Lahir di sini"))
    assert everything() == before
    assert not Version.objects.exists()


def test_runs_nothing_that_waits_for_a_save(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    story = make.article()
    form = filled(desk, story, headline="Judul baru")

    with django_capture_on_commit_callbacks() as callbacks:
        desk.post(of(story), form)

    assert callbacks == []


def test_shows_a_new_story_that_was_never_saved(desk: Client, edo: User) -> None:
    make.author("Edo Saputra", user=edo)
    form = filled(desk, headline="Baru mulai", body="<p>Kalimat pertama.</p>")

    shown = framed(desk.post(NEW, form))

    assert all(words in shown for words in ("Baru mulai", "Kalimat pertama.", "Edo Saputra"))
    assert not Article.objects.exists()


def test_shows_the_rows_of_the_form(desk: Client) -> None:
    sari, ayu = make.author(), make.author("Komang Ayu")
    story = make.article(authors=(sari,))
    form = with_rows(filled(desk, story), "bylines", story.bylines.all(), "author")

    shown = framed(desk.post(of(story), form | {"bylines-0-author": ayu.pk}))

    assert "Komang Ayu" in shown
    assert "Ni Luh Sari" not in shown
    assert story.bylines.get().author == sari


def test_a_preview_does_not_make_the_form_stale(desk: Client) -> None:
    story = make.article()
    form = filled(desk, story, headline="Judul baru")

    desk.post(of(story), form)
    desk.post(address(story), form)

    assert Article.objects.get().headline == "Judul baru"


def test_a_form_that_is_stale_can_still_be_looked_at(desk: Client) -> None:
    story = make.article()
    form = filled(desk, story, headline="Judul baru")
    desk.post(address(story), filled(desk, story, headline="Judul orang lain"))

    shown = framed(desk.post(of(story), form))

    assert "Judul baru" in shown
    assert Article.objects.get().headline == "Judul orang lain"


def test_says_what_is_missing_and_keeps_nothing(desk: Client) -> None:
    page = desk.post(NEW, filled(desk, headline="", kind="entah")).content.decode()

    assert page.count("<li>") >= 2
    assert "srcdoc" not in page
    assert not Article.objects.exists()


def test_shows_the_text_of_a_story_that_was_deleted_meanwhile(desk: Client) -> None:
    story = make.article(status="draft")
    form = filled(desk, story, headline="Masih di sini")
    Article.objects.all().delete()

    assert "Masih di sini" in framed(desk.post(of(story), form))
    assert not Article.objects.exists()


def test_a_reporter_previews_only_what_may_be_written(client: Client, rina: User) -> None:
    own, others = make.article(status="draft", created_by=rina), make.article(status="draft")
    client.force_login(rina)
    form = filled(client, own)

    assert client.post(of(own), form).status_code == 200
    assert client.post(of(others), form).status_code == 403
    assert client.get(of(others)).status_code == 200


def test_is_for_those_who_may_read_at_the_desk(client: Client) -> None:
    story = make.article(status="draft")
    assert client.get(of(story)).status_code == 302
    client.force_login(make.person("tamu"))

    assert client.get(of(story)).status_code == 403
    assert client.post(of(story), {}).status_code == 403
    assert client.post(NEW, {}).status_code == 403


def test_is_kept_by_nobody(desk: Client) -> None:
    story = make.article(status="draft")

    for response in (desk.get(of(story)), desk.post(of(story), filled(desk, story))):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_leads_back_to_the_form_when_a_preview_is_loaded_anew(desk: Client) -> None:
    assert desk.get(NEW)["Location"] == "/admin/articles/article/add/"


@pytest.mark.parametrize("number", ["9" * 4301, "²", "0", "a"])
def test_a_number_that_no_story_has_is_not_found(desk: Client, number: str) -> None:
    assert desk.get(f"/admin/articles/article/{number}/preview/").status_code == 404


@pytest.mark.parametrize("body", XSS)
def test_a_hostile_body_leaves_nothing_that_runs(desk: Client, body: str) -> None:
    story = make.article()
    form = filled(desk, story, body=f"<p>sebelum</p>{body}<p>sesudah</p>", headline='"><img src=x onerror=alert(1)>')

    response = desk.post(of(story), form)

    assert what_runs(framed(response)) == []
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in response.content.decode()
