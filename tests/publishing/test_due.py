"""What follows when a story's time comes is done once: not before, not twice, and not never."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import due, history, linking, publishing, unsaved
from articles.models import Appointment, Article, Occasion, RelatedLink, UnsavedWork
from tests import make
from tests.desk.forms import address, filled
from tests.importing.records import bring_in, record
from tests.killing import killed_at, statements_of

pytestmark = pytest.mark.django_db
LATER = make.TOMORROW + timedelta(seconds=1)
MANY = 500


def scheduled(**fields: Any) -> Article:
    return make.article(published_at=make.TOMORROW, **fields)


def appointments(story: Article) -> list[tuple[str, Any]]:
    return list(story.appointments.order_by("due_at").values_list("occasion", "due_at"))


def kept(at: Any) -> list[int]:
    return [each.story for each in due.keep_appointments(at)]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("publish_due", *arguments, stdout=out, stderr=out)
    return out.getvalue()


# ---- Appointments -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "draft"}, []),
        ({"status": "published"}, []),
        ({"published_at": make.TOMORROW}, [("appears", make.TOMORROW)]),
        ({"embargo_until": make.TOMORROW}, [("appears", make.TOMORROW)]),
        ({"breaking_until": make.TOMORROW}, [("breaking_ends", make.TOMORROW)]),
        ({"breaking_until": make.YESTERDAY}, []),
        ({"status": "draft", "embargo_until": make.TOMORROW, "breaking_until": make.TOMORROW}, []),
        ({"status": "withdrawn", "breaking_until": make.TOMORROW}, []),
    ],
)
def test_a_story_makes_those_that_its_times_ask_for(fields: dict[str, Any], expected: list[Any]) -> None:
    assert appointments(make.article(**fields)) == expected


def test_follow_a_schedule_that_is_moved_and_one_that_is_taken_back(edo: User) -> None:
    story = scheduled()

    publishing.reschedule(story, by=edo, at=LATER)
    moved = appointments(story)
    publishing.unschedule(story, by=edo)

    assert moved == [("appears", LATER)]
    assert appointments(story) == []


def test_an_embargo_that_is_lifted_is_followed_at_once(edo: User) -> None:
    story = make.article(embargo_until=make.TOMORROW)

    publishing.set_embargo(story, by=edo, until=None)

    assert kept(timezone.now() + timedelta(minutes=5)) == [story.pk]


def test_a_save_of_a_story_that_is_out_brings_none_back() -> None:
    story = scheduled()
    kept(LATER)

    story.save()  # as it was read before its time
    kept(LATER)
    Article.objects.filter(pk=story.pk).update(published_at=make.YESTERDAY)
    Article.objects.get(pk=story.pk).save()

    assert appointments(story) == []


def test_an_import_of_what_is_still_to_come_makes_one() -> None:
    bring_in(
        record("Belum tiba", source_id="1", published_at=make.TOMORROW, may_be_scheduled=True),
        record("Sudah", source_id="2"),
    )

    assert [each.article.headline for each in Appointment.objects.all()] == ["Belum tiba"]


# ---- Keeping them -------------------------------------------------------------------------------------------------


def test_are_kept_when_their_time_has_come_and_once() -> None:
    story = scheduled(breaking_until=make.TOMORROW)

    before = kept(make.TOMORROW - timedelta(microseconds=1))
    at_it = kept(make.TOMORROW)
    after = kept(LATER)

    assert (before, at_it, after) == ([], [story.pk, story.pk], [])


def test_a_link_that_waited_for_the_story_leads_to_it() -> None:
    story = scheduled(headline="Panen raya")
    waiting = make.link(make.article(), key="r1", pending_headline="Panen raya")

    kept(LATER)

    waiting.refresh_from_db()
    assert waiting.target_id == story.pk


def test_its_writers_are_told_once_by_mail(rina: User, edo: User) -> None:
    rina.email = "rina@example.com"
    rina.save()
    make.article(published_at=make.TOMORROW, first_published_at=make.TOMORROW, created_by=rina, saved_by=edo)

    with time_machine.travel(LATER, tick=False):
        said = run()
        again = run()

    assert [letter.to for letter in mail.outbox] == [["rina@example.com"]]
    assert "Notices sent: 1." in said
    assert again == ""


def test_a_mail_server_that_is_away_keeps_nothing_from_being_done(rina: User, edo: User, settings: Any) -> None:
    rina.email = "rina@example.com"
    rina.save()
    story = scheduled(first_published_at=make.TOMORROW, created_by=rina, saved_by=edo)

    with time_machine.travel(LATER, tick=False):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        run()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        done = appointments(story)
        run()

    assert done == []
    assert len(mail.outbox) == 1


def test_breaking_news_ends_without_a_change_of_the_story(desk: Client, edo: User) -> None:
    with history.recorded(by=edo, comment=""):
        story = make.article(breaking_until=make.TOMORROW)
        history.record(story)
    form = filled(desk, story, headline="Judul baru", breaking_until_0="", breaking_until_1="")

    with time_machine.travel(LATER, tick=False):
        kept(LATER)
        ended = Article.objects.get()
        desk.force_login(edo)
        desk.post(address(story), form)

    assert (ended.breaking_until, ended.version) == (None, 1)
    [deed, _began] = [history.deed_of(version) for version in history.versions(story)]
    assert deed.fields == {"headline": 1}


def test_breaking_news_that_goes_on_for_longer_goes_on() -> None:
    story = make.article(breaking_until=make.TOMORROW)
    Article.objects.filter(pk=story.pk).update(breaking_until=LATER)

    kept(make.TOMORROW)

    assert Article.objects.get().breaking_until == LATER
    assert appointments(story) == [("breaking_ends", LATER)]


def test_breaking_news_that_is_called_off_leaves_nothing_to_do() -> None:
    story = make.article(breaking_until=make.TOMORROW)

    story.breaking_until = None
    story.save()

    assert appointments(story) == []


def test_one_that_is_not_out_by_then_after_all_is_kept_when_it_is() -> None:
    story = scheduled()
    Article.objects.filter(pk=story.pk).update(embargo_until=make.TOMORROW + timedelta(hours=1))

    assert kept(LATER) == []

    assert appointments(story) == [("appears", make.TOMORROW + timedelta(hours=1))]


def test_one_that_fails_holds_up_no_other_and_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = scheduled(), scheduled()

    def fails_for_one(article: Article) -> None:
        RelatedLink.objects.all().delete()
        if article.pk == bad.pk:
            raise ValueError(article.headline)

    make.link(bad, key="r1", pending_headline="Yang dinanti")
    monkeypatch.setattr(due, "resolve_around", fails_for_one)
    first = list(due.keep_appointments(LATER))
    at_once = kept(LATER)
    monkeypatch.setattr(due, "resolve_around", linking.resolve_around)

    assert [(each.story, each.fault) for each in first] == [(bad.pk, "ValueError"), (good.pk, "")]
    assert at_once == []
    assert kept(LATER + timedelta(minutes=1)) == [bad.pk]


def test_one_that_always_fails_is_tried_each_hour_and_no_oftener(monkeypatch: pytest.MonkeyPatch) -> None:
    story = scheduled()
    monkeypatch.setattr(due, "resolve_around", lambda article: 1 / 0)
    at, tries = LATER, 0

    while at < LATER + timedelta(days=1):
        tries += len(list(due.keep_appointments(at)))
        at += timedelta(minutes=10)

    assert 24 <= tries <= 30
    assert story.appointments.get().failures == tries


# ---- The command --------------------------------------------------------------------------------------------------


@pytest.fixture
def overdue() -> Article:
    story = scheduled()
    Article.objects.filter(pk=story.pk).update(published_at=make.YESTERDAY)
    story.appointments.update(due_at=make.YESTERDAY)
    return story


def test_says_what_it_did_and_nothing_when_nothing_was_due(overdue: Article) -> None:
    said = run()

    assert f"Story {overdue.pk}, due " in said
    assert "1 done." in said
    assert "WITA" in said
    assert run() == ""


def test_a_dry_run_changes_nothing(overdue: Article, edo: User) -> None:
    unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields={}, at=make.NOW - timedelta(days=90))

    said = run("--dry-run")

    assert f"Story {overdue.pk}" in said
    assert appointments(overdue) == [("appears", make.YESTERDAY)]
    assert UnsavedWork.objects.exists()


def test_forgets_what_was_typed_long_ago(edo: User) -> None:
    unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields={}, at=make.NOW - timedelta(days=90))

    run()

    assert not UnsavedWork.objects.exists()


def test_a_failure_is_told_by_its_exit(overdue: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "resolve_around", lambda article: 1 / 0)

    with pytest.raises(CommandError, match="1 failed"):
        run()


# ---- Together, and broken off -------------------------------------------------------------------------------------


def in_another_process(work: Callable[[], list[int]]) -> tuple[int, int]:
    """Its number, and where its answer can be read."""
    answer, said = os.pipe()
    connection.close()
    child = os.fork()
    if child == 0:
        _inherited, connection.connection = connection.connection, None
        try:
            with os.fdopen(said, "w") as pipe:
                pipe.write(" ".join(map(str, work())))
        finally:
            os._exit(0)
    os.close(said)
    return child, answer


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_500_due_in_one_minute_are_shared_by_two_runs_at_once() -> None:
    section = make.section()
    made = Article.objects.bulk_create(
        Article(headline=f"Naskah {number}", slug="naskah", section=section, status="published",
                published_at=make.TOMORROW, first_published_at=make.TOMORROW)
        for number in range(MANY)
    )  # fmt: skip
    Appointment.objects.bulk_create(
        Appointment(article=story, occasion=Occasion.APPEARS, due_at=make.TOMORROW) for story in made
    )

    runs = [in_another_process(lambda: kept(LATER)) for _run in range(2)]
    answers = []
    for child, answer in runs:
        with os.fdopen(answer) as pipe:
            answers.append(pipe.read().split())
        os.waitpid(child, 0)

    assert sorted(int(number) for numbers in answers for number in numbers) == sorted(story.pk for story in made)
    assert not Appointment.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_run_that_is_killed_at_any_moment_is_ended_by_the_next() -> None:
    statements = 1
    kill = 0
    while kill <= statements:
        story = scheduled(headline=f"Panen {kill}")
        waiting = make.link(make.article(), key="r1", pending_headline=story.headline)
        if kill == 0:
            statements = statements_of(lambda: kept(LATER))
        else:
            assert killed_at(kill, lambda: kept(LATER)), kill
            waiting.refresh_from_db()
            assert (waiting.target_id is None) == story.appointments.exists(), kill
            kept(LATER)
        waiting.refresh_from_db()
        assert waiting.target_id == story.pk, kill
        assert not Appointment.objects.exists(), kill
        kill += 1
