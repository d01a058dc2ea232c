"""A story's moves: who may make which from where, and that each happens once."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import history, publishing, revising, workflow
from articles.models import Article
from articles.publishing import MoveNotAllowed
from articles.workflow import Stage
from tests import make

pytestmark = pytest.mark.django_db

MOVES = {
    workflow.SUBMIT: lambda story, by: publishing.submit(story, by=by),
    workflow.SEND_BACK: lambda story, by: publishing.send_back(story, by=by, note="Lengkapi."),
    workflow.PUBLISH: lambda story, by: publishing.publish(story, by=by),
    workflow.SCHEDULE: lambda story, by: publishing.schedule(story, by=by, at=make.TOMORROW),
    workflow.UNSCHEDULE: lambda story, by: publishing.unschedule(story, by=by),
    workflow.RESCHEDULE: lambda story, by: publishing.reschedule(story, by=by),
    workflow.WITHDRAW: lambda story, by: publishing.withdraw(story, by=by, because="Salah orang."),
    workflow.REPUBLISH: lambda story, by: publishing.republish(story, by=by),
    workflow.REPLACE: lambda story, by: revising.replace(story, by=by, over=1),
    workflow.EMBARGO: lambda story, by: publishing.set_embargo(story, by=by, until=make.TOMORROW),
}
STAGES: dict[Stage, dict[str, Any]] = {
    Stage.DRAFT: {"status": "draft"},
    Stage.IN_REVIEW: {"status": "in_review"},
    Stage.SCHEDULED: {"status": "published", "published_at": make.TOMORROW},
    Stage.PUBLIC: {"status": "published"},
    Stage.WITHDRAWN: {"status": "withdrawn"},
    Stage.COPY: {"status": "draft", "revises_version": 1},
    Stage.COPY_IN_REVIEW: {"status": "in_review", "revises_version": 1},
}
EDITING, CHIEF = ("editor", "chief"), ("chief",)
ALLOWED = {
    ("reporter", Stage.DRAFT, "submit"),
    *product(EDITING, (Stage.DRAFT,), ("submit", "publish", "schedule", "embargo")),
    *product(EDITING, (Stage.IN_REVIEW,), ("send-back", "publish", "schedule", "embargo")),
    *product(EDITING, (Stage.SCHEDULED,), ("unschedule", "reschedule", "embargo")),
    *product(EDITING, (Stage.PUBLIC,), ("reschedule", "embargo")),
    ("reporter", Stage.COPY, "submit"),
    *product(EDITING, (Stage.COPY,), ("submit", "replace")),
    *product(EDITING, (Stage.COPY_IN_REVIEW,), ("send-back", "replace")),
    *product(CHIEF, (Stage.PUBLIC,), ("withdraw",)),
    *product(CHIEF, (Stage.WITHDRAWN,), ("republish",)),
}


@pytest.mark.parametrize("role", ["reporter", "editor", "chief"])
@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.name)
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_makes_the_moves_that_role_and_stage_allow_and_no_other(role: str, stage: Stage, move: workflow.Move) -> None:
    person = make.person("seseorang", role)
    revised = make.article(created_by=person) if "revises_version" in STAGES[stage] else None
    story = make.article(**STAGES[stage], created_by=person, revises=revised)
    status = story.status

    if (role, stage, move.name) in ALLOWED:
        MOVES[move](story, person)
        moved = Article.objects.get(pk=revised.pk if revised and move == workflow.REPLACE else story.pk)
        assert moved.status == (move.target or status)
        assert history.was_move(history.versions(moved).get(), move)
    else:
        with pytest.raises(MoveNotAllowed):
            MOVES[move](story, person)
        story.refresh_from_db()
        assert (story.status, story.version) == (status, 1)


def test_publishing_shows_the_story_from_now_on(edo: User) -> None:
    story = make.article(status="draft")

    publishing.publish(story, by=edo)

    story = Article.objects.get()
    assert story.is_public()
    assert story.first_published_at == story.published_at
    assert story.saved_by == edo
    assert story.version == 2


def test_a_scheduled_story_is_not_seen_before_its_time(edo: User) -> None:
    story = make.article(status="in_review")

    publishing.schedule(story, by=edo, at=make.TOMORROW)

    assert Article.objects.get().is_scheduled()
    assert not Article.objects.public().exists()


@pytest.mark.parametrize("lack", [{"section": None}, {"body": ""}, {"kind": "advertorial"}])
def test_publishing_says_what_is_lacking(edo: User, lack: dict[str, object]) -> None:
    story = make.article(status="draft", **lack)

    with pytest.raises(MoveNotAllowed):
        publishing.publish(story, by=edo)

    assert Article.objects.get().status == "draft"


def test_withdrawing_asks_for_a_reason_and_keeps_it(citra: User) -> None:
    story = make.article()

    with pytest.raises(MoveNotAllowed):
        publishing.withdraw(story, by=citra, because="  ")
    publishing.withdraw(story, by=citra, because="Salah orang.")

    assert Article.objects.get().withdrawn_because == "Salah orang."
    assert not Article.objects.public().exists()


def test_republishing_keeps_when_it_was_first_seen(citra: User) -> None:
    story = make.article(status="withdrawn", published_at=make.YESTERDAY)

    publishing.republish(story, by=citra)

    assert Article.objects.get().first_published_at == make.YESTERDAY


def test_the_second_of_two_that_looked_at_the_same_story_is_refused(edo: User, citra: User) -> None:
    story = make.article(status="in_review")
    as_edo_sees_it, as_citra_sees_it = Article.objects.get(), Article.objects.get()

    publishing.publish(as_edo_sees_it, by=edo)
    with pytest.raises(MoveNotAllowed):
        publishing.send_back(as_citra_sees_it, by=citra, note="Lengkapi.")

    assert Article.objects.get().status == "published"
    assert history.versions(story).count() == 1


def test_a_time_that_readers_have_lived_through_stays_the_first(edo: User) -> None:
    story = make.article(published_at=make.YESTERDAY)

    publishing.reschedule(story, by=edo, at=make.TOMORROW)
    publishing.reschedule(story, by=edo, at=make.TOMORROW + timedelta(days=1))

    assert Article.objects.get().first_published_at == make.YESTERDAY


def test_a_time_that_never_came_is_not_the_first(edo: User) -> None:
    story = make.article(status="draft")

    publishing.schedule(story, by=edo, at=make.TOMORROW)
    publishing.unschedule(story, by=edo)
    assert Article.objects.get().first_published_at is None
    publishing.publish(story, by=edo)

    story = Article.objects.get()
    assert story.first_published_at == story.published_at
    assert story.is_public()


def test_a_draft_does_not_catch_the_links_of_others(edo: User) -> None:
    waiting = make.link(make.article(), key="r1", pending_headline="Panen raya")
    draft = make.article(status="draft", headline="Panen raya")

    publishing.submit(draft, by=edo)

    waiting.refresh_from_db()
    assert waiting.pending_headline == "Panen raya"


def test_every_move_is_a_version_with_who_and_what(edo: User) -> None:
    story = make.article(status="draft")

    publishing.submit(story, by=edo)

    version = history.versions(story).get()
    assert version.revision.user == edo
    assert history.said(version).startswith("Edo ")


def test_a_headline_that_others_wait_for_is_found_when_published(edo: User) -> None:
    waiting = make.link(make.article(), key="r1", pending_headline="Panen  Raya di “Jatiluwih”")
    story = make.article(status="draft", headline='Panen Raya di "Jatiluwih"')

    publishing.publish(story, by=edo)

    waiting.refresh_from_db()
    assert waiting.target == story
    assert waiting.pending_headline == ""


def test_sending_back_to_another_asks_for_a_note_and_the_history_keeps_it(edo: User, rina: User) -> None:
    story = make.article(status="in_review", created_by=rina)

    with pytest.raises(MoveNotAllowed):
        publishing.send_back(story, by=edo, note="  ")
    publishing.send_back(story, by=edo, note="Tanya dinas pertanian.")

    assert history.said(history.versions(story).get()).endswith("Tanya dinas pertanian.")


def test_sending_back_to_oneself_needs_no_note(edo: User) -> None:
    story = make.article(status="in_review", created_by=edo)

    publishing.send_back(story, by=edo)

    assert Article.objects.get().status == "draft"


@pytest.mark.parametrize("move", [publishing.schedule, publishing.reschedule])
def test_a_story_that_nobody_has_seen_gets_no_time_in_the_past(edo: User, move: Any) -> None:
    stage = Stage.DRAFT if move is publishing.schedule else Stage.SCHEDULED
    story = make.article(**STAGES[stage])

    with pytest.raises(MoveNotAllowed):
        move(story, by=edo, at=make.YESTERDAY)

    assert not Article.objects.public().exists()
    assert Article.objects.get().version == 1


def test_a_story_that_readers_have_seen_can_move_into_the_past(edo: User) -> None:
    story = make.article()
    earlier = make.YESTERDAY - timedelta(days=3)

    publishing.reschedule(story, by=edo, at=earlier)

    assert Article.objects.get().published_at == earlier


def test_a_story_taken_back_from_its_schedule_keeps_no_time(edo: User) -> None:
    story = make.article(**STAGES[Stage.SCHEDULED], tags=("subak",))

    publishing.unschedule(story, by=edo)

    story = Article.objects.get()
    assert (story.status, story.published_at, story.first_published_at) == ("in_review", None, None)
    assert story.tagged_articles.get().listed_at is None


def test_published_under_embargo_it_is_first_seen_when_that_ends(edo: User) -> None:
    story = make.article(status="draft", embargo_until=make.TOMORROW)

    publishing.publish(story, by=edo)

    story = Article.objects.get()
    assert story.first_published_at == make.TOMORROW
    assert not story.is_public()


def test_a_refused_move_leaves_the_story_in_hand_as_it_was(rina: User) -> None:
    story = make.article(status="draft", created_by=rina)

    with pytest.raises(MoveNotAllowed):
        publishing.publish(story, by=rina)

    assert (story.status, story.published_at) == ("draft", None)
