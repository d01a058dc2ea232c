"""An embargo is set, moved and lifted on a page of its own, which says what that does to readers before it is done."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import history, publishing
from articles.models import Article, Submission
from articles.publishing import MoveNotAllowed
from tests import make
from tests.desk.forms import address
from tests.desk.moving import confirmed, page

pytestmark = pytest.mark.django_db

LATER = {"version": 1, "until_0": "2030-02-23", "until_1": "06:00"}


def test_the_time_is_said_in_full_before_anything_is_done(desk: Client) -> None:
    story = make.article()

    response = desk.post(page(story, "embargo"), LATER)

    assert response.context["planned"].is_scheduled()
    said = response.content.decode().partition('class="move-said"')[2]
    assert "06.00 WITA" in said or "06:00 WITA" in said
    assert Article.objects.get().is_public()
    assert not history.versions(story).exists()


def test_set_on_a_public_story_it_takes_it_from_readers_and_the_history_says_who(desk: Client) -> None:
    story = make.article(tags=("subak",))

    confirmed(desk, page(story, "embargo"), LATER)

    now = Article.objects.get()
    assert now.is_scheduled()
    assert now.first_published_at == make.YESTERDAY
    assert desk.get(story.get_absolute_url()).status_code == 404
    assert history.said(history.versions(story).get()).startswith("Edo ")


def test_the_form_has_no_embargo_but_says_it_and_leads_to_its_page(desk: Client) -> None:
    story = make.article(status="draft", embargo_until=make.TOMORROW)

    response = desk.get(address(story))

    assert "embargo_until" not in response.context["adminform"].form.fields
    assert response.context["embargo"] == make.TOMORROW
    assert f'href="{page(story, "embargo")}"' in response.content.decode()


def test_lifted_it_lets_readers_see_a_published_story_from_now_on(edo: User) -> None:
    times = {"published_at": make.YESTERDAY, "embargo_until": make.TOMORROW, "first_published_at": make.TOMORROW}
    story = make.article(**times)

    publishing.set_embargo(story, by=edo, until=None)

    story = Article.objects.get()
    assert story.is_public()
    assert make.YESTERDAY < story.first_published_at < make.TOMORROW
    assert story.was_seen()


@pytest.mark.parametrize("until", [make.YESTERDAY, None])
def test_what_would_do_nothing_is_refused_in_words(edo: User, until: Any) -> None:
    story = make.article(status="draft")

    with pytest.raises(MoveNotAllowed):
        publishing.set_embargo(story, by=edo, until=until)

    assert Article.objects.get().version == 1


def test_another_time_than_the_one_that_was_said_is_said_anew(desk: Client) -> None:
    story = make.article(status="draft")
    said = desk.post(page(story, "embargo"), LATER).context["form"]["said"].value()

    response = desk.post(page(story, "embargo"), LATER | {"until_1": "07:00", "said": said})

    assert response.context["planned"] is not None
    assert Article.objects.get().embargo_until is None


def test_another_time_sent_from_an_old_page_is_not_taken_for_done(desk: Client) -> None:
    story = make.article(status="draft")
    confirmed(desk, page(story, "embargo"), LATER)

    again = confirmed(desk, page(story, "embargo"), LATER)
    other = desk.post(page(story, "embargo"), LATER | {"until_1": "07:00"})

    assert again.status_code == 302
    assert other.context["form"].non_field_errors()
    assert Article.objects.get().version == 2


def test_a_story_in_review_goes_on_waiting_as_it_was_sent(edo: User, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)
    publishing.submit(story, by=rina)
    sent_at = Submission.objects.get().sent_at

    publishing.set_embargo(Article.objects.get(), by=edo, until=make.TOMORROW)

    assert (Submission.objects.get().by, Submission.objects.get().sent_at) == (rina, sent_at)


def test_a_reporter_sets_none(client: Client, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)
    client.force_login(rina)

    assert client.post(page(story, "embargo"), LATER).status_code == 403
    assert not client.get(address(story)).context["may_set_embargo"]
