"""Readers see a story from its instant on, in any zone, across any change of the clocks, whatever else runs or not."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.models import Article
from tests import make
from tests.desk.moving import confirmed, page

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)
JUST_WITHIN = timedelta(seconds=1)

# zone, what the clocks of the newsroom show, the same instant in UTC
MORNINGS = [
    ("Asia/Makassar", "2030-02-23 06:00", "2030-02-22 22:00"),
    ("Asia/Kathmandu", "2030-02-23 06:00", "2030-02-23 00:15"),
    ("Pacific/Apia", "2030-02-23 06:00", "2030-02-22 17:00"),
    ("Europe/Paris", "2030-03-31 01:59", "2030-03-31 00:59"),  # the last minute before clocks go forward
    ("Europe/Paris", "2030-03-31 03:00", "2030-03-31 01:00"),  # the first after
    ("Europe/Paris", "2030-10-27 01:59", "2030-10-26 23:59"),  # the last before an hour that comes twice
    ("Europe/Paris", "2030-10-27 03:00", "2030-10-27 02:00"),
    ("America/St_Johns", "2030-07-01 06:00", "2030-07-01 08:30"),
    ("America/St_Johns", "2030-12-01 06:00", "2030-12-01 09:30"),
]
UNCLEAR = [
    ("Europe/Paris", "2030-03-31 02:30"),
    ("Europe/Paris", "2030-10-27 02:00"),
    ("Europe/Paris", "2030-10-27 02:59"),
    ("America/St_Johns", "2030-03-10 02:00"),
    ("America/St_Johns", "2030-11-03 01:30"),
]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(desk: Client, story: Article, clock: str) -> Any:
    day, time = clock.split()
    return confirmed(desk, page(story, "schedule"), {"version": 1, "at_0": day, "at_1": time})


def readers_see(client: Client, story: Article) -> bool:
    return client.get(story.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("zone", "clock", "utc"), MORNINGS)
def test_is_out_at_the_instant_that_the_newsrooms_clocks_show(
    desk: Client, settings: Any, zone: str, clock: str, utc: str
) -> None:
    settings.TIME_ZONE = zone
    story = make.article(status="draft")

    schedule(desk, story, clock)

    story = Article.objects.get()
    assert story.published_at == instant(utc)
    assert f"{story.published_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == clock
    for at, is_out in ((-INSTANT, False), (timedelta(), True), (INSTANT, True), (JUST_WITHIN, True)):
        with time_machine.travel(instant(utc) + at, tick=False):
            assert story.is_public() == is_out, at
            assert Article.objects.public().exists() == is_out, at
            assert readers_see(Client(), story) == is_out, at


@pytest.mark.parametrize(("zone", "clock"), UNCLEAR)
def test_a_time_that_the_clocks_skip_or_show_twice_is_refused(
    desk: Client, settings: Any, zone: str, clock: str
) -> None:
    settings.TIME_ZONE = zone
    story = make.article(status="draft")

    response = schedule(desk, story, clock)

    assert response.context["form"].errors["at"]
    assert Article.objects.get().status == "draft"


def test_a_day_that_a_zone_left_out_is_refused(desk: Client, settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Apia"
    story = make.article()

    response = desk.post(page(story, "reschedule"), {"version": 1, "at_0": "2011-12-30", "at_1": "10:00"})

    assert response.context["form"].errors["at"]


def test_a_past_time_is_measured_by_the_newsrooms_clocks(client: Client, edo: User, settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Apia"
    story = make.article(status="draft")

    with time_machine.travel(instant("2030-02-22 17:00:30"), tick=False):
        client.force_login(edo)
        response = schedule(client, story, "2030-02-23 06:00")

    assert response.context["form"].non_field_errors()
    assert Article.objects.get().status == "draft"


def test_one_that_is_due_in_the_second_of_a_restart_is_out_and_followed_up_by_the_next_run() -> None:
    """Nothing runs from half a second before to half a second after."""
    at = instant("2030-02-23 06:00")
    with time_machine.travel(at - timedelta(minutes=1), tick=False):
        story = make.article(headline="Panen raya", published_at=at)
        waiting = make.link(make.article(), key="r1", pending_headline="Panen raya")
    with time_machine.travel(at - timedelta(seconds=0.5), tick=False):
        call_command("publish_due")
        assert not readers_see(Client(), story)

    with time_machine.travel(at + timedelta(seconds=0.5), tick=False):
        assert readers_see(Client(), story)
        assert story.appointments.exists()
        call_command("publish_due")

    waiting.refresh_from_db()
    assert waiting.target_id == story.pk
    assert not story.appointments.exists()


def test_nothing_goes_out_before_its_embargo_though_its_time_has_come() -> None:
    ends = make.TOMORROW
    story = make.article(published_at=make.YESTERDAY, embargo_until=ends)

    for at, is_out in ((-INSTANT, False), (timedelta(), True)):
        with time_machine.travel(ends + at, tick=False):
            assert readers_see(Client(), story) == is_out, at
            assert Article.objects.public().exists() == is_out, at


def test_breaking_news_ends_at_its_instant_by_itself() -> None:
    ends = make.TOMORROW
    make.article(breaking_until=ends)

    for at, is_breaking in ((-INSTANT, True), (timedelta(), False)):
        with time_machine.travel(ends + at, tick=False):
            assert Article.objects.breaking().exists() == is_breaking, at
