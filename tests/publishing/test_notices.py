"""People are told by mail of what concerns them: once, in their language, and never at the cost of what was done."""

import smtplib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from articles import due, notices, publishing
from articles.models import Article, ImportBatch, ImportedSource, MailNotice, NoticeKind, Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(rina: User, edo: User, citra: User) -> None:
    for person in (rina, edo, citra):
        person.email = f"{person.username}@example.com"
        person.save()


@pytest.fixture
def story(newsroom: None, rina: User) -> Article:
    return make.article(status="draft", headline="Harga beras turun", created_by=rina)


def wait_for_the_sender() -> None:
    for thread in threading.enumerate():
        if thread.name == "notices":
            thread.join(10)


def told(kind: str) -> list[str]:
    return sorted(MailNotice.objects.filter(kind=kind).values_list("person__username", flat=True))


def test_a_story_that_waits_is_told_to_the_editors_of_its_section_and_to_no_others(
    story: Article, edo: User, rina: User
) -> None:
    limited = make.person("made", "editor", email="made@example.com")
    Person.objects.create(user=limited).sections.add(story.section)
    Person.objects.create(user=edo).sections.add(make.section("Budaya"))

    publishing.submit(story, by=rina)

    assert told(NoticeKind.REVIEW) == ["made"]


def test_where_a_section_has_no_editor_whoever_has_no_limit_is_told(story: Article, edo: User, rina: User) -> None:
    Person.objects.create(user=edo).sections.add(make.section("Budaya"))

    publishing.submit(story, by=rina)

    assert told(NoticeKind.REVIEW) == ["citra"]


def test_its_writers_are_told_that_it_is_sent_back_and_that_it_is_out_and_whoever_did_it_is_not(
    story: Article, edo: User, rina: User
) -> None:
    publishing.submit(story, by=rina)
    publishing.send_back(story, by=edo, note="Tambah angka.")
    publishing.publish(story, by=edo)
    own = make.article(status="draft", created_by=edo)
    publishing.publish(own, by=edo)

    assert (told(NoticeKind.SENT_BACK), told(NoticeKind.PUBLISHED)) == (["rina"], ["rina"])


def test_a_scheduled_story_is_told_of_when_it_is_out_and_once(story: Article, edo: User) -> None:
    at = timezone.now() + timedelta(hours=2)
    publishing.schedule(story, by=edo, at=at)

    list(due.keep_appointments(at - timedelta(minutes=1)))
    early = told(NoticeKind.PUBLISHED)
    for minutes in (0, 1):
        list(due.keep_appointments(at + timedelta(minutes=minutes)))

    assert (early, told(NoticeKind.PUBLISHED)) == ([], ["rina"])


def test_nobody_is_told_of_an_imported_story_that_comes_out(newsroom: None, rina: User) -> None:
    archive = make.article(created_by=rina, published_at=make.TOMORROW)
    batch = ImportBatch.objects.create(source="arsip")
    ImportedSource.objects.create(article=archive, batch=batch, source="arsip", source_id="1", article_version=1)

    kept = list(due.keep_appointments(make.TOMORROW))

    assert (len(kept), told(NoticeKind.PUBLISHED)) == (1, [])


def test_no_kind_is_sent_that_a_person_has_turned_off(client: Client, story: Article, edo: User, rina: User) -> None:
    client.force_login(edo)
    client.post("/admin/account/notices/", {"wanted": ["assignment", "mention"]})

    publishing.submit(story, by=rina)

    assert told(NoticeKind.REVIEW) == ["citra"]
    assert set(Person.objects.get(user=edo).notices_off) == {"overdue", "sent_back", "published", "review"}


def test_a_kind_that_there_is_not_is_refused(client: Client, edo: User) -> None:
    client.force_login(edo)

    response = client.post("/admin/account/notices/", {"wanted": ["semua"]})

    assert response.context["form"].errors["wanted"]
    assert not Person.objects.exists()


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_each_kind_names_the_story_leads_to_it_and_says_no_more_of_it(
    newsroom: None, edo: User, rina: User, kind: str
) -> None:
    article = make.article(headline="Beras & beton", body="<p>Kata rahasia.</p>", standfirst="Teras rahasia.")
    MailNotice.objects.create(person=rina, kind=kind, article=article, event="x", by=edo, about_at=make.NOW)

    notices.deliver()

    [message] = mail.outbox
    assert "Beras & beton" in message.subject
    assert "Beras & beton" in message.body
    assert "rahasia" not in message.subject + message.body
    assert "http://localhost:8000/" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("language", "day"), [("id", "Rabu"), ("en", "Wednesday"), ("", "Rabu"), ("xx", "Rabu")])
def test_it_is_written_in_the_language_of_who_gets_it(story: Article, rina: User, language: str, day: str) -> None:
    Person.objects.create(user=rina, language=language)
    wednesday = datetime(2026, 11, 25, 4, tzinfo=UTC)
    MailNotice.objects.create(person=rina, kind="overdue", article=story, event="x", about_at=wednesday)

    with translation.override("en" if language == "id" else "id"):
        notices.deliver()

    [message] = mail.outbox
    assert day in message.body


def test_nothing_in_a_headline_or_a_name_begins_another_header(story: Article, edo: User, rina: User) -> None:
    edo.first_name = "Edo\r\nBcc: jahat@example.com"
    edo.save()
    Article.objects.filter(pk=story.pk).update(headline="Bcc: jahat@example.com <b>isi</b> " + "a" * 250)
    MailNotice.objects.create(person=rina, kind="mention", article=story, event="x", by=edo)

    notices.deliver()

    [message] = mail.outbox
    assert message.recipients() == ["rina@example.com"]
    assert len(message.subject.splitlines()) == 1
    assert len(message.subject) <= notices.LONGEST_SUBJECT
    assert "bcc" not in {name.lower() for name in message.message()}


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"groups": ()}])
def test_whoever_may_not_see_it_any_more_is_told_nothing(story: Article, rina: User, change: dict[str, Any]) -> None:
    MailNotice.objects.create(person=rina, kind="mention", article=story, event="x")
    if "groups" in change:
        rina.groups.clear()
    else:
        User.objects.filter(pk=rina.pk).update(**change)

    notices.deliver()

    assert mail.outbox == []


def test_what_is_refused_waits_and_is_given_up_in_the_end_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, story: Article, rina: User, edo: User
) -> None:
    for person in (rina, edo):
        MailNotice.objects.create(person=person, kind="mention", article=story, event="x")
    send, tried = notices._send, []

    def refuse_rina(notice: MailNotice, connection: Any) -> int:
        tried.append(notice.person.username)
        if notice.person == rina:
            raise smtplib.SMTPRecipientsRefused({})
        return send(notice, connection)

    monkeypatch.setattr(notices, "_send", refuse_rina)
    for _again in range(notices.MOST_FAILURES + 2):
        notices.deliver()

    assert tried.count("rina") == notices.MOST_FAILURES
    assert [message.to for message in mail.outbox] == [["edo@example.com"]]


def test_a_server_that_is_away_is_no_fault_of_the_notice_and_a_stale_one_is_not_sent_late(
    monkeypatch: pytest.MonkeyPatch, story: Article, rina: User
) -> None:
    notice = MailNotice.objects.create(person=rina, kind="mention", article=story, event="x")
    tried = []

    def away(_connection: Any) -> None:
        tried.append(1)
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
        for _again in range(notices.MOST_FAILURES + 2):
            notices.deliver()
    late = notices.deliver(notice.made_at + timedelta(days=2))
    in_time = notices.deliver()

    notice.refresh_from_db()
    assert (len(tried), late, in_time, notice.failures) == (notices.MOST_FAILURES + 2, 0, 1, 0)


def test_two_who_send_at_once_send_each_notice_once(
    monkeypatch: pytest.MonkeyPatch, story: Article, rina: User
) -> None:
    notice = MailNotice.objects.create(person=rina, kind="mention", article=story, event="x")
    taken: Callable[..., Any] = MailNotice.objects.filter
    other_was_here = []

    def other_first(**which: Any) -> Any:
        if which == {"pk": notice.pk, "sent_at": None} and not other_was_here:
            other_was_here.append(taken(pk=notice.pk).update(sent_at=timezone.now()))
        return taken(**which)

    monkeypatch.setattr(MailNotice.objects, "filter", other_first)

    assert notices.deliver() == 0
    assert other_was_here
    assert mail.outbox == []


def test_the_command_sends_what_waits_once_and_forgets_what_is_old(
    capsys: pytest.CaptureFixture[str], story: Article, edo: User, rina: User
) -> None:
    publishing.submit(story, by=rina)
    MailNotice.objects.filter(person__username="citra").update(made_at=timezone.now() - timedelta(days=40))

    call_command("publish_due", dry_run=True)
    nothing_sent = len(mail.outbox)
    call_command("publish_due")
    call_command("publish_due")

    assert (nothing_sent, len(mail.outbox)) == (0, 1)
    assert capsys.readouterr().out.count("Notices sent: 1.") == 1
    assert told(NoticeKind.REVIEW) == ["edo"]


@pytest.mark.django_db(transaction=True)
def test_it_is_sent_after_the_move_and_a_move_is_made_without_it_too(
    monkeypatch: pytest.MonkeyPatch, story: Article, edo: User, rina: User
) -> None:
    publishing.submit(story, by=rina)
    wait_for_the_sender()
    sent = len(mail.outbox)

    def refuse(_thread: Any) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(threading.Thread, "start", refuse)
        publishing.publish(story, by=edo)
    waited = MailNotice.objects.waiting().count()
    publishing.publish(make.article(status="draft", created_by=rina), by=edo)
    wait_for_the_sender()

    assert (sent, Article.objects.get(pk=story.pk).status, waited) == (2, "published", 1)
    assert len(mail.outbox) == 4  # the next event takes along what was left
