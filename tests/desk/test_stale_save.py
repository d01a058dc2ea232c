"""A save on top of a newer version is refused, with who and when, and what was typed is kept."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import history
from articles.admin.article.form import ArticleForm
from articles.models import Article, Byline
from tests import make
from tests.desk.forms import address, filled, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(edo: User) -> Article:
    return make.article(headline="Judul awal", body="<p>Isi awal.</p>")


@pytest.fixture
def other_desk(citra: User) -> Client:
    client = Client()
    client.force_login(citra)
    return client


def test_a_save_goes_through_and_counts_the_version_up(desk: Client, story: Article, edo: User) -> None:
    response = desk.post(address(story), filled(desk, story, headline="Judul kedua"))

    assert response.status_code == 302
    story = Article.objects.get()
    assert (story.headline, story.version, story.saved_by) == ("Judul kedua", 2, edo)
    assert history.versions(story).get().revision.user == edo


def test_the_second_of_two_editors_is_refused_and_keeps_the_text(
    desk: Client, other_desk: Client, story: Article
) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo", body="<p>Isi dari Edo.</p>")
    other_desk.post(address(story), filled(other_desk, story, headline="Judul dari Citra"))

    response = desk.post(address(story), opened_by_edo)

    assert response.status_code == 200
    assert Article.objects.get().headline == "Judul dari Citra"
    page = response.content.decode()
    assert "Citra" in page
    assert "WITA" in page
    assert "Judul dari Edo" in page
    assert "Isi dari Edo." in page


def test_trying_again_is_refused_again(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    other_desk.post(address(story), filled(other_desk, story, headline="Judul dari Citra"))

    for _attempt in range(2):
        desk.post(address(story), opened_by_edo)

    assert Article.objects.get().headline == "Judul dari Citra"


def test_may_expressly_be_put_on_top_of_the_newer_version(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    other_desk.post(address(story), filled(other_desk, story, headline="Judul dari Citra"))

    desk.post(address(story), opened_by_edo | {"replaces": "2"})

    assert Article.objects.get().headline == "Judul dari Edo"
    assert history.versions(story).count() == 2


@pytest.mark.parametrize("meanwhile", ["taken away", "restored"])
def test_may_be_put_on_top_although_its_rows_are_others_by_now(
    desk: Client, other_desk: Client, story: Article, citra: User, meanwhile: str
) -> None:
    Byline.objects.create(article=story, author=make.author())
    make.link(story, url="https://a.example/", label="Luar")
    other_desk.post(address(story), with_all_rows(filled(other_desk, story, headline="Judul satu"), story))
    opened_by_edo = with_all_rows(filled(desk, story, headline="Judul dari Edo"), story)
    story.refresh_from_db()
    if meanwhile == "restored":
        history.restore(story, history.versions(story).first(), by=citra)
    else:
        story.bylines.all().delete()
        story.related_links.all().delete()
        Article.objects.all().claim(story.pk, version=story.version, by=citra)

    response = desk.post(address(story), opened_by_edo | {"replaces": str(Article.objects.get().version)})

    assert response.status_code == 302, response.context["errors"]
    story.refresh_from_db()
    assert story.headline == "Judul dari Edo"
    assert [str(byline) for byline in story.bylines.all()] == ["Ni Luh Sari"]
    assert [link.url for link in story.related_links.all()] == ["https://a.example/"]


def with_all_rows(form: dict[str, Any], story: Article) -> dict[str, Any]:
    form = with_rows(form, "bylines", story.bylines.all(), "author")
    return with_rows(form, "related_links", story.related_links.all(), "target", "url", "label", "pending_headline")


def test_two_that_pass_the_first_look_together_are_told_apart_by_the_database(
    desk: Client, other_desk: Client, story: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look at the version is the form's; the one that decides is the UPDATE."""
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    other_desk.post(address(story), filled(other_desk, story, headline="Judul dari Citra"))
    look = ArticleForm._newer
    sees_nothing_at_first = iter([lambda form: None])
    monkeypatch.setattr(ArticleForm, "_newer", lambda form: next(sees_nothing_at_first, look)(form))

    response = desk.post(address(story), opened_by_edo)

    assert response.status_code == 200
    assert Article.objects.get().headline == "Judul dari Citra"
    assert "Judul dari Edo" in response.content.decode()


def test_ones_own_next_save_is_no_false_alarm(desk: Client, story: Article) -> None:
    desk.post(address(story), filled(desk, story, headline="Judul kedua"))

    response = desk.post(address(story), filled(desk, story, headline="Judul ketiga"))

    assert response.status_code == 302
    assert Article.objects.get().version == 3
