"""What was changed meanwhile and is nothing of what was typed is brought together without a question."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import history, publishing
from articles.models import Article
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(edo: User) -> Article:
    """Saved once, so that the history has what both begin with."""
    story = make.article(status="draft", headline="Judul awal", body="<p>Isi awal.</p>")
    with history.recorded(by=edo, comment="Begun"):
        history.record(story)
    return story


def test_ones_own_next_save_is_none(desk: Client, story: Article) -> None:
    desk.post(address(story), filled(desk, story, headline="Judul kedua"))

    response = desk.post(address(story), filled(desk, story, headline="Judul ketiga"))

    assert response.status_code == 302
    assert Article.objects.get().version == 3


def test_a_move_by_somebody_else_is_none(desk: Client, story: Article, citra: User) -> None:
    opened = filled(desk, story, headline="Judul dari Edo")
    publishing.submit(story, by=citra)

    response = desk.post(address(story), opened)

    assert response.status_code == 302
    stored = Article.objects.get()
    assert (stored.headline, stored.status) == ("Judul dari Edo", "in_review")


def test_ones_own_second_tab_in_another_field_is_none_and_it_is_said(desk: Client, story: Article) -> None:
    opened = filled(desk, story, headline="Judul dari tab satu")
    desk.post(address(story), filled(desk, story, place="Ubud"))

    response = desk.post(address(story), opened, follow=True)

    stored = Article.objects.get()
    assert (stored.headline, stored.place) == ("Judul dari tab satu", "Ubud")
    assert len(response.context["messages"]) >= 2


def test_ones_own_second_tab_in_the_same_field_is_asked_about(desk: Client, story: Article) -> None:
    opened = filled(desk, story, headline="Judul dari tab satu")
    desk.post(address(story), filled(desk, story, headline="Judul dari tab dua"))

    response = desk.post(address(story), opened)

    assert [row.name for row in response.context["rows"]] == ["headline"]
    assert Article.objects.get().headline == "Judul dari tab dua"


def test_a_form_in_which_nothing_was_typed_takes_nothing_back(desk: Client, story: Article, citra: User) -> None:
    opened = filled(desk, story)
    other = Client()
    other.force_login(citra)
    other.post(address(story), filled(other, story, headline="Judul dari Citra"))

    response = desk.post(address(story), opened)

    assert response.status_code == 302
    assert Article.objects.get().headline == "Judul dari Citra"


def test_both_having_typed_the_same_is_none(desk: Client, story: Article, citra: User) -> None:
    opened = filled(desk, story, headline="Judul yang sama")
    other = Client()
    other.force_login(citra)
    other.post(address(story), filled(other, story, headline="Judul yang sama"))

    response = desk.post(address(story), opened)

    assert response.status_code == 302
