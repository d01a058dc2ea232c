"""What many pages need alike is read once for each state of the paper, and never shown for another."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import content_version, listing, remembered, replicas
from articles.content_version import ContentVersion
from articles.models import Section
from articles.replicas import Source
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However slow the machine: nothing is asked again because time went by."""
    monkeypatch.setattr(content_version, "GOES_BY_IT_SECONDS", 3600.0)
    content_version.forget()
    yield
    content_version.forget()


def names() -> list[str]:
    return [section.name for section in listing.sections()]


def others(story: listing.Whole | None) -> set[str]:
    assert story is not None
    around = listing.around(story, [])
    return {line.headline for line in [*around.related, *around.more, *around.earlier, *around.later]}


def test_is_read_once() -> None:
    make.section("Budaya")
    names()

    with CaptureQueriesContext(connection) as asked:
        assert names() == ["Budaya"]

    assert not asked.captured_queries


def test_the_second_story_of_a_section_asks_for_nothing_around_it() -> None:
    first, second = (make.article(headline=f"Kabar {i}", tags=("subak",)) for i in range(2))
    stories = [listing.story(first.pk), listing.story(second.pk)]
    with CaptureQueriesContext(connection) as anew:
        assert others(stories[0]) == {"Kabar 1"}

    with CaptureQueriesContext(connection) as again:
        assert others(stories[1]) == {"Kabar 0"}

    assert anew.captured_queries
    assert not again.captured_queries


def test_a_front_page_asks_for_what_it_alone_shows() -> None:
    make.article(headline="Panen raya")
    listing.front_page()

    with CaptureQueriesContext(connection) as again:
        front = listing.front_page()

    assert [card.headline for card in front.lead] == ["Panen raya"]
    assert len(again) == 2  # pins with breaking stories; cards


def test_who_finds_nothing_is_shown_the_newest_that_the_front_page_has() -> None:
    make.article(headline="Panen raya")
    listing.front_page()

    with CaptureQueriesContext(connection) as asked:
        assert [line.headline for line in listing.latest()] == ["Panen raya"]

    assert not asked.captured_queries


def test_a_change_is_another_state() -> None:
    section = make.section("Budaya")
    names()

    section.name = "Seni"
    section.save()

    assert names() == ["Seni"]


def test_a_story_that_comes_due_is_there() -> None:
    story = listing.story(make.article(tags=("subak",)).pk)
    coming = make.article(headline="Nanti", tags=("subak",), published_at=timezone.now() + timedelta(hours=1))
    assert others(story) == set()

    with time_machine.travel(coming.published_at):
        assert others(story) == {"Nanti"}


def test_a_story_that_was_withdrawn_is_gone() -> None:
    story, other = listing.story(make.article(tags=("subak",)).pk), make.article(headline="Salah", tags=("subak",))
    assert others(story) == {"Salah"}

    other.status = Status.WITHDRAWN
    other.save()

    assert others(story) == set()


def test_a_transaction_sees_what_it_wrote_and_leaves_nothing_behind() -> None:
    make.section("Budaya")
    names()

    with transaction.atomic():
        Section.objects.update(name="Seni")
        assert names() == ["Seni"]
        transaction.set_rollback(True)

    assert names() == ["Budaya"]


def test_each_database_has_its_own() -> None:
    make.section("Budaya")
    names()
    late = Source("replica_1", ContentVersion("earlier", 0, None))

    with replicas.reading_from(late):
        remembered.of_now()["sections"] = [Section(name="Seni")]
        assert names() == ["Seni"]

    assert names() == ["Budaya"]


def test_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)

    sizes = []
    for name in range(10):
        remembered.once(name, str)
        sizes.append(len(remembered.of_now()))

    assert max(sizes) < 4


def test_nothing_is_remembered_while_the_state_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    make.section("Budaya")

    def fails(**_using: Any) -> ContentVersion:
        raise DatabaseError

    monkeypatch.setattr(content_version, "read", fails)

    assert names() == ["Budaya"]
    Section.objects.update(name="Seni")
    assert names() == ["Seni"]


def test_a_front_page_of_another_time_is_of_that_time() -> None:
    make.article()
    make.article(section=make.section("Budaya"), published_at=make.TOMORROW)
    for minute in range(20):
        make.article(published_at=make.TOMORROW + timedelta(minutes=minute))

    blocks = [[each.name for each in listing.front_page(at).blocks] for at in (None, make.TOMORROW + timedelta(days=1))]

    assert ["Budaya" in names for names in blocks] == [False, True]
    assert "Budaya" not in [each.name for each in listing.front_page().blocks]
