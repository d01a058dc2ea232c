"""An earlier version comes back whole, as a new one, and never changes what readers are allowed to see."""

import pytest
from django.contrib.auth.models import User

from articles import history, tagging
from articles.models import Article, Tag
from tests import make

pytestmark = pytest.mark.django_db


def saved(story: Article, by: User) -> None:
    with history.recorded(by=by, comment="Disimpan"):
        story.save()
        history.record(story)


@pytest.fixture
def story(edo: User) -> Article:
    """As edo first saved it: a tag, a byline, an inline link; then all of it changed."""
    story = make.article(
        headline="Judul lama",
        body='<p>Isi lama.</p><aside data-related-link="r1"></aside>',
        authors=(make.author(),),
        tags=("Subak",),
    )
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    saved(story, edo)
    story.headline, story.body = "Judul baru", "<p>Isi baru.</p>"
    story.related_links.all().delete()
    story.bylines.all().delete()
    story.tags.set(["Banjar"])
    saved(story, edo)
    return story


def test_brings_back_text_links_bylines_and_tags(story: Article, citra: User) -> None:
    first = history.versions(story).last()

    history.restore(story, first, by=citra)

    story = Article.objects.get()
    assert story.headline == "Judul lama"
    assert "Isi lama." in story.body
    assert [link.pending_headline for link in story.related_links.all()] == ["Yang ditunggu"]
    assert [str(byline) for byline in story.bylines.all()] == ["Ni Luh Sari"]
    assert list(story.tags.names()) == ["Subak"]


def test_the_restored_text_is_a_new_version(story: Article, citra: User) -> None:
    history.restore(story, history.versions(story).last(), by=citra)

    assert history.versions(story).count() == 3
    assert Article.objects.get().version == 2
    assert Article.objects.get().saved_by == citra


def test_readers_are_told_that_a_public_story_has_changed(story: Article, citra: User) -> None:
    history.restore(story, history.versions(story).last(), by=citra)

    assert Article.objects.get().updated_at is not None


def test_a_withdrawn_story_stays_withdrawn(story: Article, citra: User) -> None:
    Article.objects.update(status="withdrawn")
    story.refresh_from_db()

    history.restore(story, history.versions(story).last(), by=citra)

    assert Article.objects.get().status == "withdrawn"
    assert story.tagged_articles.get().listed_at is None


def test_what_points_to_something_gone_is_left_out(story: Article, citra: User) -> None:
    make.author("Penulis lain")
    from_then = history.versions(story).last()
    make.link(make.article(), target=make.article())
    story.authors.all().delete()
    Article.authors.rel.model.objects.filter(name="Ni Luh Sari").delete()

    history.restore(story, from_then, by=citra)

    assert not story.bylines.exists()
    assert list(story.tags.names()) == ["Subak"]


def test_a_tag_that_was_merged_since_comes_back_as_the_one_it_became(story: Article, citra: User) -> None:
    first = history.versions(story).last()
    into = make.tag("Irigasi")
    tagging.merge([Tag.objects.get(name="Subak")], into=into)

    history.restore(story, first, by=citra)

    assert list(story.tags.all()) == [into]


def test_a_tag_that_was_deleted_since_stays_away(story: Article, citra: User) -> None:
    Tag.objects.filter(name="Subak").delete()

    history.restore(story, history.versions(story).last(), by=citra)

    assert Article.objects.get().headline == "Judul lama"
    assert not story.tags.exists()


def test_a_link_that_waited_then_finds_the_story_that_has_come_since(story: Article, citra: User) -> None:
    arrived = make.article(headline="Yang ditunggu")

    history.restore(story, history.versions(story).last(), by=citra)

    assert story.related_links.get().target == arrived


def test_is_refused_on_top_of_a_newer_version(story: Article, citra: User) -> None:
    stale = Article.objects.get()
    Article.objects.update(version=5)

    with pytest.raises(history.NotRestored):
        history.restore(stale, history.versions(story).last(), by=citra)

    assert Article.objects.get().headline == "Judul baru"
