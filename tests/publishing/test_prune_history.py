"""Old versions that only the desk saw may go; what someone may be asked about stays."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from reversion.models import Revision, Version

from articles import deeds, deletion, history
from articles.deeds import Deed
from articles.models import Article, DeletedDraft
from articles.retention import Pruning, prune
from tests import make

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
OLD = NOW - timedelta(days=1000)


def hours(count: float) -> datetime:
    return OLD + timedelta(hours=count)


def kept_at(story: Article, at: datetime, by: User | None, deed: Deed | None = None, **fields: Any) -> Version:
    """A version of the story as these fields make it, kept at this instant."""
    for name, value in fields.items():
        setattr(story, name, value)
    with history.recorded(by=by, comment=deed or Deed(deeds.CHANGED)):
        story.save()
        history.record(story)
    version = history.versions(story)[0]
    Revision.objects.filter(pk=version.revision_id).update(date_created=at)
    return version


def drafts(story: Article, by: User, count: int, first: float = 0) -> list[int]:
    return [kept_at(story, hours(first + number), by, headline=f"Judul {number}").pk for number in range(count)]


def run(**options: Any) -> Pruning:
    pruning = Pruning()
    for pruning in prune(**{"keep_days": 365, "keep_versions": 0, **options}):  # noqa: B007
        pass
    return pruning


def left(story: Article) -> list[int]:
    """Oldest first."""
    return [version.pk for version in history.versions(story)][::-1]


@pytest.fixture
def story(db: None) -> Article:
    return make.article(status="draft")


def test_drops_the_steps_between_the_first_and_the_last(story: Article, edo: User) -> None:
    made = drafts(story, edo, 5)

    assert run().dropped == 3
    assert left(story) == [made[0], made[-1]]


def test_keeps_what_is_recent(story: Article, edo: User) -> None:
    made = drafts(story, edo, 3)
    recent = [kept_at(story, NOW - timedelta(days=day), edo, headline=f"Baru {day}").pk for day in (300, 200, 100)]

    run()

    assert left(story) == [made[0], *recent]


def test_keeps_as_many_of_the_latest_as_are_asked_for(story: Article, edo: User) -> None:
    made = drafts(story, edo, 6)

    run(keep_versions=3)

    assert left(story) == [made[0], *made[-3:]]


# published_at and embargo_until of a version (hours after it), how long it stood → whether readers saw it
SEEN = [
    (0, None, 1, True),
    (-100, None, 1, True),
    (0.99, None, 1, True),
    (2, None, 1, False),
    (0, 0.5, 1, True),
    (0, 2, 1, False),
    (2, 0.5, 1, False),
    (1.05, None, 1, True),  # until the next was written, a little after it was begun
]


@pytest.mark.parametrize(("published", "embargo", "stood", "seen"), SEEN)
def test_keeps_what_readers_saw_for_an_instant(
    story: Article, edo: User, published: float, embargo: float | None, stood: float, seen: bool
) -> None:
    first = drafts(story, edo, 2)[0]
    at = 10
    times = {
        "published_at": hours(at + published),
        "first_published_at": hours(at + published),
        "embargo_until": None if embargo is None else hours(at + embargo),
    }
    shown = kept_at(story, hours(at), edo, status="published", **times)
    last = kept_at(story, hours(at + stood), edo, status="withdrawn", embargo_until=None)
    later = kept_at(story, hours(at + 50), edo, headline="Lain")

    run()

    assert left(story) == [first, *([shown.pk] if seen else []), later.pk]
    assert last.pk not in left(story)


def test_keeps_every_state_of_a_public_story(story: Article, edo: User) -> None:
    first = kept_at(story, hours(0), edo)
    times = {"status": "published", "published_at": hours(1), "first_published_at": hours(1)}
    shown = [kept_at(story, hours(number), edo, headline=f"Judul {number}", **times).pk for number in range(1, 6)]

    pruning = run()

    assert left(story) == [first.pk, *shown]
    assert pruning.dropped == 0


def test_keeps_what_an_import_brought(story: Article, edo: User) -> None:
    made = drafts(story, edo, 2)
    imported = kept_at(story, hours(5), None, Deed(deeds.IMPORTED, source="arsip"), headline="Diimpor")
    plain = kept_at(story, hours(6), None, Deed(deeds.CHANGED), headline="Seperti dulu")
    last = drafts(story, edo, 2, first=8)[-1]

    run()

    assert left(story) == [made[0], imported.pk, plain.pk, last]


def test_a_deleted_draft_can_still_be_recovered(story: Article, edo: User) -> None:
    drafts(story, edo, 4)
    draft = deletion.delete(Article.objects.get(), by=edo)

    assert run(keep_days=0).dropped == 3
    article, _gone = deletion.recover(draft, by=edo)

    assert article.headline == "Judul 3"
    assert not DeletedDraft.objects.exists()


def test_what_is_kept_can_be_restored_whole(story: Article, edo: User) -> None:
    story.tags.add("Subak")
    make.link(story, pending_headline="Yang ditunggu")
    first = kept_at(story, hours(0), edo, headline="Judul lama")
    drafts(story, edo, 4, first=1)
    story.tags.clear()
    story.related_links.all().delete()
    drafts(story, edo, 2, first=9)

    run()
    history.restore(Article.objects.get(), history.versions(story).get(pk=first.pk), by=edo)

    assert list(story.tags.names()) == ["Subak"]
    assert story.related_links.count() == 1


def test_a_save_of_two_stories_at_once_stays(story: Article, edo: User) -> None:
    first = drafts(story, edo, 1)
    other = make.article(status="draft")
    with history.recorded(by=edo, comment=""):
        history.record(story)
        history.record(other)
    both = history.versions(story)[0]
    Revision.objects.filter(pk=both.revision_id).update(date_created=hours(1))
    last = drafts(story, edo, 2, first=2)[-1]

    run()

    assert left(story) == [*first, both.pk, last]


def test_a_second_run_drops_nothing(story: Article, edo: User) -> None:
    drafts(story, edo, 5)
    run()
    before = left(story)

    assert run().dropped == 0
    assert left(story) == before


def test_cut_short_it_goes_on(edo: User) -> None:
    stories = [make.article(status="draft") for _number in range(3)]
    for each in stories:
        drafts(each, edo, 4)
    begun: Iterator[Pruning] = prune(keep_days=365, keep_versions=0)
    next(begun)
    begun.close()  # type: ignore[attr-defined]

    assert run().dropped == 4
    assert [len(left(each)) for each in stories] == [2, 2, 2]


def test_leaves_nothing_behind_of_what_it_drops(story: Article, edo: User) -> None:
    story.tags.add("Subak", "Banjar")
    drafts(story, edo, 5)

    run()

    assert Revision.objects.count() == 2
    assert Version.objects.count() == 6


def test_asks_as_much_for_long_histories_as_for_short(
    story: Article, edo: User, django_assert_num_queries: Any
) -> None:
    drafts(story, edo, 15)

    with django_assert_num_queries(7):
        run(dry_run=True)


# ---- The command ----


def said(**options: Any) -> str:
    out = StringIO()
    call_command("prune_history", stdout=out, **options)
    return out.getvalue()


def test_says_what_it_kept_and_why(story: Article, edo: User) -> None:
    drafts(story, edo, 6)

    words = said(keep_versions=2)

    assert "Dropped 3 versions. Stories looked at: 1." in words
    assert "kept, first of its story: 1" in words
    assert "kept, last of its story: 1" in words
    assert "kept, among the latest of its story: 1" in words


def test_a_dry_run_says_the_same_and_changes_nothing(story: Article, edo: User) -> None:
    made = drafts(story, edo, 6)

    words = said(keep_versions=2, dry_run=True)

    assert "Would drop 3 versions." in words
    assert "Nothing was changed." in words
    assert left(story) == made


@pytest.mark.parametrize("options", [{"keep_days": -1}, {"keep_days": 10**9}, {"keep_versions": -1}])
def test_refuses_numbers_that_make_no_sense(options: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="--keep-"):
        said(**options)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_what_one_does(edo: User) -> None:
    stories = [make.article(status="draft") for _number in range(4)]
    for each in stories:
        drafts(each, edo, 6)
    faults: list[BaseException] = []
    together = threading.Barrier(2)

    def work() -> None:
        try:
            together.wait(timeout=20)
            run()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert faults == []
    assert [len(left(each)) for each in stories] == [2, 2, 2, 2]


def test_versions_say_when_they_were_public_as_the_story_does(story: Article, edo: User) -> None:
    """The rule reads a version as it is written: names and form of its columns must be those of today."""
    kept_at(story, hours(0), edo)

    fields = json.loads(history.versions(story)[0].serialized_data)[0]["fields"]

    assert {"status", "published_at", "embargo_until"} <= set(fields)
