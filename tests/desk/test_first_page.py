"""The first page of the desk: what waits for this person, and nothing that is not there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import assignments, notes, publishing, revising, unsaved
from articles.first_page.timeline import COMING, OUT, timeline
from articles.models import (
    Article,
    Assignment,
    ImportBatch,
    ImportedSource,
    MailNotice,
    Person,
    StandingPage,
)
from tests import make

pytestmark = pytest.mark.django_db

WITA = ZoneInfo("Asia/Makassar")
WEDNESDAY = datetime(2026, 11, 25, 14, 30, tzinfo=WITA)


def first_page(client: Client) -> Any:
    response = client.get("/admin/")
    assert response.status_code == 200
    return response.context


def headlines(block: Any) -> list[str]:
    return [row.headline for row in getattr(block, "rows", block)]


def out_at(at: datetime, headline: str, **fields: Any) -> Article:
    return make.article(headline=headline, published_at=at, first_published_at=at, **fields)


def test_shows_one_who_has_nothing_to_do_the_parts_of_the_desk_alone(desk: Client) -> None:
    page = desk.get("/admin/").content.decode()

    assert 'class="first-page-block' not in page
    assert "timeline" not in page
    assert 'href="/admin/articles/article/"' in page


def test_shows_no_story_to_whoever_may_see_none(client: Client) -> None:
    client.force_login(make.person("tamu"))
    make.article(status="in_review", headline="Rahasia")

    assert "is_newsroom" not in first_page(client)


def test_my_drafts_are_what_i_began_or_signed_and_what_is_assigned_stands_apart(
    desk: Client, edo: User, rina: User, citra: User
) -> None:
    make.article(status="draft", headline="Punya Rina", created_by=rina)
    make.article(status="draft", headline="Dimulai", created_by=edo)
    make.article(status="draft", headline="Bertanda", authors=(make.author(user=edo),))
    assignments.assign(make.article(status="draft", headline="Ditugaskan", created_by=edo), by=citra, person=edo)
    make.article(headline="Sudah terbit", created_by=edo)

    assert set(headlines(first_page(desk)["drafts"])) == {"Dimulai", "Bertanda"}


def test_a_block_is_short_and_leads_to_all(desk: Client, edo: User) -> None:
    for _number in range(8):
        make.article(status="draft", created_by=edo)

    response = desk.get("/admin/")

    assert len(response.context["drafts"].rows) == 6
    assert "?state=draft&amp;waiting=mine" in response.content.decode()
    assert len(desk.get("/admin/articles/article/?state=draft&waiting=mine").context["cl"].result_list) == 8


def test_offers_what_was_typed_and_never_saved(desk: Client, edo: User, rina: User) -> None:
    key = uuid4()
    unsaved.keep(by=edo, key=key, story=None, version=0, fields={"headline": ["Kebakaran"]})
    unsaved.keep(by=rina, key=uuid4(), story=None, version=0, fields={"headline": ["Punya Rina"]})

    page = desk.get("/admin/").content.decode()
    taken = desk.post("/admin/articles/article/add/", {"take_up": key})

    assert ("Kebakaran" in page, "Punya Rina" in page) == (True, False)
    assert "Kebakaran" in taken.content.decode()


def test_what_is_assigned_stands_by_its_deadline_and_says_what_is_overdue(desk: Client, edo: User, citra: User) -> None:
    late, soon, some_day = (
        make.article(status="draft", headline=name) for name in ("Terlambat", "Besok", "Kapan-kapan")
    )
    assignments.assign(some_day, by=citra, person=edo)
    assignments.assign(soon, by=citra, person=edo, deadline_at=make.TOMORROW)
    Assignment.objects.create(article=late, person=edo, deadline_at=make.YESTERDAY)

    response = desk.get("/admin/")

    assert [each.article for each in response.context["assigned"].rows] == [late, soon, some_day]
    assert response.content.decode().count('class="is-overdue"') == 1


def test_what_waits_for_review_stands_longest_first_and_ones_own_sections_before(
    client: Client, edo: User, rina: User
) -> None:
    own, other = make.section("Budaya"), make.section("Ekonomi")
    Person.objects.create(user=edo).sections.add(own)
    stories = [
        make.article(status="draft", headline=name, section=section, created_by=rina)
        for name, section in (("Lama lain", other), ("Lama sendiri", own), ("Baru sendiri", own))
    ]
    for hours, story in zip((5, 4, 3), stories, strict=True):
        with time_machine.travel(make.NOW - timedelta(hours=hours), tick=False):
            publishing.submit(story, by=rina)
    Article.objects.filter(headline="Lama sendiri").update(saved_at=timezone.now())  # corrected since
    client.force_login(edo)

    review = first_page(client)["review"]

    assert headlines(review) == ["Lama sendiri", "Baru sendiri", "Lama lain"]
    assert review.rows[0].submission.by == rina


def test_a_reporter_sees_what_waits_of_ones_own(client: Client, rina: User) -> None:
    make.article(status="in_review", headline="Sendiri", created_by=rina)
    make.article(status="in_review", headline="Lain")
    client.force_login(rina)

    assert headlines(first_page(client)["review"]) == ["Sendiri"]


def test_a_story_that_was_sent_back_no_longer_waits(desk: Client, edo: User, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)
    publishing.submit(story, by=rina)
    publishing.send_back(story, by=edo, note="Tambah.")

    assert not first_page(desk)["review"]


@time_machine.travel(WEDNESDAY, tick=False)
def test_today_and_the_week_stand_in_the_zone_of_the_site(desk: Client) -> None:
    midnight = WEDNESDAY.replace(hour=0, minute=0)
    out_at(midnight, "Tengah malam", breaking_until=WEDNESDAY + timedelta(minutes=1))
    out_at(midnight - timedelta(minutes=1), "Kemarin")
    out_at(WEDNESDAY - timedelta(days=2), "Embargo usai", embargo_until=WEDNESDAY - timedelta(hours=1))
    out_at(WEDNESDAY.replace(hour=18), "Nanti")
    out_at(midnight + timedelta(days=7, minutes=-1), "Selasa malam")
    out_at(midnight + timedelta(days=7), "Rabu depan")
    out_at(WEDNESDAY - timedelta(days=1), "Ditahan", embargo_until=WEDNESDAY + timedelta(days=1))

    response = desk.get("/admin/", HTTP_ACCEPT_LANGUAGE="en")

    assert headlines(response.context["out"]) == ["Embargo usai", "Tengah malam"]
    assert headlines(response.context["coming"]) == ["Nanti", "Ditahan", "Selasa malam"]
    page = response.content.decode()
    assert "today 18:30 WITA" in page
    assert page.count('class="is-breaking"') == 1


@time_machine.travel(WEDNESDAY, tick=False)
def test_the_picture_of_the_day_puts_each_story_into_its_hour_or_day() -> None:
    out = [out_at(WEDNESDAY.replace(hour=6, minute=59), "Pagi")]
    coming = [out_at(WEDNESDAY.replace(hour=18) + timedelta(minutes=number), "Sore") for number in range(7)]
    coming.append(out_at(WEDNESDAY.replace(hour=0, minute=0) + timedelta(days=1), "Besok"))

    line = timeline(timezone.now(), out=out, coming=coming)

    marked = {column.begins_at.hour: column.marks for column in line.hours if column.marks}
    assert marked == {6: (OUT,), 18: (COMING,) * 5}
    assert [column.is_more for column in line.hours].count(True) == 1
    assert [column.begins_at.hour for column in line.hours if column.is_now] == [14]
    assert [column.begins_at.day for column in line.days] == [26, 27, 28, 29, 30, 1]
    assert [len(column.marks) for column in line.days] == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("zone", "day"), [("America/New_York", (2026, 3, 8)), ("America/New_York", (2026, 11, 1))])
def test_the_picture_holds_on_days_of_23_and_25_hours(settings: Any, zone: str, day: tuple[int, int, int]) -> None:
    now = datetime(*day, 12, tzinfo=ZoneInfo(zone))
    with timezone.override(zone):
        story = out_at(now.replace(hour=3, minute=30), "Malam")

        line = timeline(now, out=[story], coming=[])

    assert len(line.hours) == 24
    assert [column.begins_at.hour for column in line.hours if column.marks] == [3]


def test_an_editor_sees_the_working_copies_that_are_open(desk: Client, citra: User) -> None:
    story = make.article(headline="Beras")
    make.article(headline="Lain")
    copy = revising.revise(story, by=citra)

    page = first_page(desk)

    assert (page["copies"].rows, page["out"].rows) == ([copy], [])
    assert desk.get("/admin/articles/article/?state=revision").context["cl"].result_list[0] == copy


def test_imported_stories_to_check_are_counted_and_the_first_is_named(desk: Client) -> None:
    batch = ImportBatch.objects.create(source="arsip")
    for number in range(3):
        story = make.article(status="draft", headline=f"Arsip {number}")
        ImportedSource.objects.create(
            article=story,
            batch=batch,
            source="arsip",
            source_id=str(number),
            needs_review=number > 0,
            article_version=1,
        )

    page = first_page(desk)

    assert (page["to_check"], page["to_check_first"].article.headline) == (2, "Arsip 1")


def test_a_link_that_waits_for_a_headline_that_is_here_by_now_is_shown(desk: Client) -> None:
    waiting = make.article(status="draft", headline="Yang menanti")
    here = make.article(status="draft", headline="Panen kopi")
    make.link(waiting, pending_headline="PANEN  KOPI")
    make.link(waiting, pending_headline="Belum ada")
    make.link(here, pending_headline="Panen kopi")  # waits for itself

    [found] = first_page(desk)["found_headlines"]

    assert (found.link.article, found.story) == (waiting, here)


def test_a_chief_is_told_that_mail_does_not_go_out(client: Client, citra: User, edo: User) -> None:
    StandingPage.objects.required_but_empty().update(word_count=1)
    MailNotice.objects.create(
        person=edo, kind="mention", article=make.article(), event="x", made_at=timezone.now() - timedelta(minutes=11)
    )
    client.force_login(citra)

    assert 'class="held-up"' in client.get("/admin/").content.decode()


def test_hostile_words_run_nowhere_on_it(desk: Client, edo: User, rina: User) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    rina.first_name, rina.last_name = hostile[:100], hostile[:100]
    rina.save()
    story = make.article(status="draft", headline=hostile, created_by=edo)
    waiting = make.article(status="draft", headline=f"{hostile} dua", created_by=rina)
    publishing.submit(waiting, by=rina)
    notes.add(story, by=rina, text=f"@edo {hostile}")
    make.link(story, pending_headline=waiting.headline)
    out_at(timezone.now(), hostile)
    unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields={"headline": [hostile]})

    page = desk.get("/admin/").content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_costs_the_same_however_much_there_is(
    desk: Client, edo: User, rina: User, django_assert_num_queries: Any
) -> None:
    batch = ImportBatch.objects.create(source="arsip")
    for number in range(12):
        story = make.article(status="draft", created_by=edo, headline=f"Konsep {number}")
        Assignment.objects.create(article=story, person=edo, by=rina, deadline_at=make.TOMORROW)
        notes.add(story, by=rina, text="@edo")
        publishing.submit(make.article(status="draft", created_by=rina), by=rina)
        out_at(timezone.now(), "Terbit")
        out_at(make.TOMORROW, "Besok")
        old = make.article(status="draft")
        ImportedSource.objects.create(
            article=old, batch=batch, source="arsip", source_id=str(number), needs_review=True, article_version=1
        )
        make.link(old, pending_headline=f"Konsep {number}")
        unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields={})
    desk.get("/admin/")

    with django_assert_num_queries(18):
        desk.get("/admin/")
