"""Who publishes in spite of remarks is on record: with the story, and in its history."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from articles import history, publishing
from articles.models import Article, Override
from articles.prepublish import Code
from tests import make
from tests.desk.moving import confirmed

pytestmark = pytest.mark.django_db


def page(story: Article, move: str = "publish") -> str:
    return f"/admin/articles/article/{story.pk}/move/{move}/"


def sound(**fields: Any) -> Article:
    """A draft of which nothing is remarked."""
    return make.article(status="draft", standfirst="Padi dipanen.", **fields)


def test_is_kept_with_who_when_what_and_why(edo: User) -> None:
    story = make.article(status="draft", headline="a" * 101)

    publishing.publish(story, by=edo, because=" Sudah larut. ")

    override = story.overrides.get()
    assert (override.by, override.reason) == (edo, "Sudah larut.")
    assert override.codes == [Code.STANDFIRST, Code.HEADLINE]
    with translation.override("en"):
        said = history.said(history.versions(story)[0])
    assert said == "Edo published it (in spite of no standfirst and a long headline): Sudah larut."


def test_nothing_is_kept_of_a_story_without_remarks(edo: User) -> None:
    publishing.publish(sound(), by=edo)

    assert not Override.objects.exists()


def test_a_schedule_and_a_return_are_kept_too_and_what_gives_readers_nothing_is_not(citra: User) -> None:
    story = make.article(status="draft")

    publishing.submit(story, by=citra)
    publishing.schedule(story, by=citra, at=timezone.now() + timedelta(days=1))
    publishing.reschedule(story, by=citra, at=timezone.now() + timedelta(days=2))
    publishing.unschedule(story, by=citra)
    assert story.overrides.count() == 1
    publishing.publish(story, by=citra)
    publishing.withdraw(story, by=citra, because="Salah orang.")
    publishing.republish(story, by=citra, because="Sudah benar.")

    assert [override.reason for override in story.overrides.all()] == ["Sudah benar.", "", ""]


def test_what_comes_to_nothing_leaves_no_record(edo: User, rina: User, monkeypatch: pytest.MonkeyPatch) -> None:
    story = make.article(status="draft", created_by=rina)
    with pytest.raises(publishing.MoveNotAllowed):
        publishing.publish(story, by=rina)

    def fails(*_arguments: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(publishing, "resolve_around", fails)
    with pytest.raises(IntegrityError), transaction.atomic():
        publishing.publish(story, by=edo)

    assert not Override.objects.exists()


def test_a_child_that_may_be_recognised_wants_a_reason_from_page_and_verb(desk: Client, edo: User) -> None:
    story = sound(body="<p>Pelaku pencabulan ditangkap. Korban, Kadek Ari (15), melapor.</p>")
    with pytest.raises(publishing.MoveNotAllowed, match="Kadek Ari"):
        publishing.publish(Article.objects.get(), by=edo, because=" ")

    opened = desk.get(page(story)).context["form"]
    refused = desk.post(page(story), {"version": 1, "seen": "child", "because": " "})
    assert opened.fields["because"].required
    assert "because" in refused.context["form"].errors
    assert Article.objects.get().status == "draft"
    desk.post(page(story), {"version": 1, "seen": "child", "because": "Orang tua setuju."})

    override = Override.objects.get()
    assert (override.codes, override.reason) == ([Code.CHILD], "Orang tua setuju.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_lists_what_is_remarked_and_asks_why_only_then(desk: Client, language: str) -> None:
    spoken = {"accept-language": language}

    plain = desk.get(page(sound()), headers=spoken).context
    remarked = desk.get(page(make.article(status="draft")), headers=spoken).context

    assert (plain["concerns"], "because" in plain["form"].fields) == ([], False)
    [row] = remarked["concerns"]
    assert (row.concern.code, row.address.partition("#")[2]) == (Code.STANDFIRST, "id_standfirst")
    assert "because" in remarked["form"].fields


def test_what_came_up_since_the_page_was_opened_is_shown_before_it_counts(desk: Client) -> None:
    photo = make.photo(credit="Ant")
    story = sound(lead_photo=photo)
    opened = desk.get(page(story)).context["form"]
    type(photo).objects.update(credit="")

    refused = desk.post(page(story), {"version": 1, "seen": opened["seen"].value()})
    assert refused.context["form"].non_field_errors()
    assert Article.objects.get().status == "draft"
    desk.post(page(story), {"version": 1, "seen": refused.context["form"]["seen"].value()})

    assert Override.objects.get().codes == [Code.CREDIT]


def test_the_time_that_is_chosen_is_the_one_that_is_judged(desk: Client) -> None:
    today = timezone.localdate()
    story = sound(body=f"<p>Panen ({today.day}/{today.month}/{today.year}).</p>")
    late = {"at_0": f"{today.year + 1}-{today.month:02}-15", "at_1": "06:00"}

    refused = desk.post(page(story, "schedule"), {"version": 1, "seen": "", **late})
    assert [row.concern.code for row in refused.context["concerns"]] == [Code.DAY]
    assert Article.objects.get().status == "draft"
    confirmed(desk, page(story, "schedule"), {"version": 1, "seen": "day", **late})

    assert Override.objects.get().codes == [Code.DAY]


def test_a_reporter_sees_the_list_and_sends_the_story_whatever_it_says(client: Client, rina: User) -> None:
    story = make.article(status="draft", section=None, created_by=rina)
    client.force_login(rina)

    shown = client.get(page(story, "submit")).context
    client.post(page(story, "submit"), {"version": 1})

    assert [row.concern.code for row in shown["concerns"]] == [Code.SECTION, Code.STANDFIRST]
    assert Article.objects.get().status == "in_review"


def test_the_form_has_the_list_until_readers_see_the_story(desk: Client) -> None:
    form = "/admin/articles/article/{}/change/"

    draft = desk.get(form.format(make.article(status="draft").pk)).context
    public = desk.get(form.format(make.article().pk)).context

    assert [row.address for row in draft["remarks"]] == ["#id_standfirst"]
    assert "shows_remarks" not in public


def test_the_history_page_tells_it_and_a_code_of_another_release_as_it_is(desk: Client, edo: User) -> None:
    story = make.article(status="draft")
    publishing.publish(story, by=edo, because="Sudah larut.")
    Override.objects.create(article=story, codes=["of-later"])

    response = desk.get(f"/admin/articles/article/{story.pk}/history/", headers={"accept-language": "en"})

    later, first = response.context["overrides"]
    assert (later.remarks, later.reason) == ("of-later", "")
    assert (first.who, first.reason) == ("Edo", "Sudah larut.")
    assert "Sudah larut." in response.content.decode()
