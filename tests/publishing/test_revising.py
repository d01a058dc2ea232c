"""A working copy: what readers see stays as it is until the copy takes its place, all at once."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import deletion, history, publishing, revising
from articles.models import Article, DeletedDraft
from articles.publishing import MoveNotAllowed
from tests import make

pytestmark = pytest.mark.django_db


def full_story(**fields: Any) -> Article:
    body = '<p>Padi menguning.</p><aside data-related-link="r1"></aside>'
    authors = (make.author("Ni Luh Sari"), make.author("I Made Artha"))
    story = make.article(body=body, tags=("subak", "panen"), authors=authors, **fields)
    make.link(story, key="r1", target=make.article(headline="Jatiluwih"))
    make.link(story, position=1, url="https://example.com/", label="Peta")
    return story


def rows(story: Article) -> tuple[list[Any], ...]:
    return (
        [*story.related_links.order_by("position", "pk").values_list("key", "target", "url", "label")],
        [*story.bylines.order_by("position").values_list("author__name", "position")],
        [*story.tags.order_by("pk").values_list("name", flat=True)],
    )


def changed(copy: Article, **fields: Any) -> Article:
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def test_the_copy_says_what_the_story_says_and_readers_see_nothing_of_it(rina: User) -> None:
    story = full_story(created_by=rina)

    copy = revising.revise(story, by=rina)

    assert rows(copy) == rows(story)
    assert all(getattr(copy, name) == getattr(story, name) for name in history.CONTENT)
    assert (copy.status, copy.revises, copy.published_at) == ("draft", story, None)
    assert not Article.objects.public().filter(pk=copy.pk).exists()
    assert not Article.objects.stories().filter(pk=copy.pk).exists()
    assert list(copy.tagged_articles.values_list("listed_at", flat=True)) == [None, None]
    assert Article.objects.get(pk=story.pk).version == 1


def test_a_story_has_one_working_copy_for_all(rina: User, edo: User) -> None:
    story = make.article(created_by=rina)

    assert revising.revise(story, by=rina) == revising.revise(story, by=edo)


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_readers_do_not_see_is_changed_itself(edo: User, status: str) -> None:
    story = make.article(status=status)

    with pytest.raises(MoveNotAllowed):
        revising.revise(story, by=edo)

    assert Article.objects.count() == 1


def test_a_reporter_revises_only_stories_of_their_own(rina: User) -> None:
    signed = make.article(authors=(make.author("Rina", user=rina),))

    assert revising.revise(signed, by=rina).revises == signed
    with pytest.raises(MoveNotAllowed):
        revising.revise(make.article(), by=rina)


def test_published_it_takes_the_place_of_the_story_which_keeps_number_address_and_times(edo: User, rina: User) -> None:
    story = full_story(created_by=rina, slug="panen", embargo_until=make.YESTERDAY)
    copy = changed(revising.revise(story, by=rina), headline="Panen raya", body="<p>Padi sudah dipotong.</p>")
    copy.tags.set(["panen"])
    copy.related_links.all().delete()
    publishing.submit(copy, by=rina)

    revising.replace(copy, by=edo, over=1)

    now = Article.objects.get(pk=story.pk)
    assert (now.headline, now.body) == ("Panen raya", "<p>Padi sudah dipotong.</p>")
    assert (now.slug, now.published_at, now.first_published_at) == ("panen", make.YESTERDAY, make.YESTERDAY)
    assert (now.version, now.saved_by, now.embargo_until) == (2, edo, make.YESTERDAY)
    assert now.updated_at == now.saved_at
    assert rows(now) == ([], [("Ni Luh Sari", 0), ("I Made Artha", 1)], ["panen"])
    assert now.tagged_articles.get().listed_at == make.YESTERDAY
    assert not Article.objects.filter(pk=copy.pk).exists()


def test_the_version_that_a_revision_made_brings_back_what_the_story_had_by_it(edo: User) -> None:
    story = full_story()
    copy = changed(revising.revise(story, by=edo), headline="Panen raya")
    revising.replace(copy, by=edo, over=1)
    story.refresh_from_db()
    revised, had = history.versions(story)[0], rows(story)
    story.related_links.all().delete()
    story.tags.clear()

    history.restore(story, revised, by=edo)

    assert rows(story) == had
    assert Article.objects.get(pk=story.pk).headline == "Panen raya"


def test_the_history_of_the_story_says_who_published_it_and_who_worked_on_it(edo: User, rina: User) -> None:
    story = make.article(created_by=rina)
    copy = revising.revise(story, by=rina)

    revising.replace(copy, by=edo, over=1)

    said = history.said(history.versions(story)[0])
    assert said.index("Edo") < said.index("Rina")
    assert revising.story_of(copy.pk) == story


def test_what_was_changed_in_the_story_meanwhile_goes_only_when_confirmed(edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    with history.recorded(by=edo, comment="", story=story.pk):
        Article.objects.all().claim(story.pk, version=1, by=edo)
        changed(Article.objects.get(pk=story.pk), headline="Nama diperbaiki")

    with pytest.raises(MoveNotAllowed):
        revising.replace(copy, by=edo, over=1, despite_changes=True)
    with pytest.raises(MoveNotAllowed):
        revising.replace(copy, by=edo, over=2)
    assert Article.objects.get(pk=story.pk).headline == "Nama diperbaiki"
    revising.replace(copy, by=edo, over=2, despite_changes=True)

    assert Article.objects.get(pk=story.pk).headline == story.headline


def test_a_move_of_the_story_meanwhile_is_no_change_of_its_text(edo: User) -> None:
    story = make.article()
    publishing.reschedule(story, by=edo)  # the first version that is kept
    copy = revising.revise(story, by=edo)
    publishing.reschedule(story, by=edo)

    assert not revising.meanwhile(copy).has_changed
    revising.replace(copy, by=edo, over=3)

    assert Article.objects.get().version == 4


def test_the_copy_of_a_story_withdrawn_meanwhile_stays_and_waits(citra: User) -> None:
    story = make.article()
    copy = changed(revising.revise(story, by=citra), headline="Sudah diperbaiki")
    publishing.withdraw(story, by=citra, because="Salah orang.")

    with pytest.raises(MoveNotAllowed):
        revising.replace(copy, by=citra, over=2, despite_changes=True)
    publishing.republish(story, by=citra)
    revising.replace(copy, by=citra, over=3, despite_changes=True)

    assert Article.objects.get().headline == "Sudah diperbaiki"


def test_a_link_of_the_copy_to_its_own_story_is_left_out(edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    make.link(copy, target=story)

    revising.replace(copy, by=edo, over=1)

    assert not story.related_links.exists()


def test_discarded_it_can_be_recovered_unless_there_is_another_by_then(edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    number = copy.pk

    deletion.delete(copy, by=edo)
    other = revising.revise(story, by=edo)
    with pytest.raises(deletion.NotRecovered):
        deletion.recover(DeletedDraft.objects.get(), by=edo)
    deletion.delete(other, by=edo)
    article, _gone = deletion.recover(DeletedDraft.objects.get(number=number), by=edo)

    assert (article.revises, article.revises_version) == (story, 1)


@pytest.mark.parametrize(
    "forged",
    [{"status": "published", "published_at": make.NOW, "first_published_at": make.NOW}, {"revises_version": None}],
)
def test_no_working_copy_can_be_stored_as_readable(edo: User, forged: dict[str, Any]) -> None:
    copy = revising.revise(make.article(), by=edo)

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=copy.pk).update(**forged)
