"""A working copy is begun once and published once however often that is asked for, and wholly or not at all."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import history, revising
from articles.models import Article
from tests import make
from tests.killing import killed_at, statements_of
from tests.publishing.test_moves_at_once import all_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
REQUESTS = 20
KILLS = 25


def test_twenty_equal_requests_begin_one_copy_and_publish_it_once(edo: User) -> None:
    story = make.article(tags=("subak",))

    begun = all_at_once(edo, f"/admin/articles/article/{story.pk}/revise/", {}, REQUESTS)
    copy = Article.objects.get(revises=story)
    published = all_at_once(
        edo, f"/admin/articles/article/{copy.pk}/move/replace/", {"version": 1, "over": 1}, REQUESTS
    )

    assert begun == [(302, f"/admin/articles/article/{copy.pk}/change/")] * REQUESTS
    assert published == [(302, f"/admin/articles/article/{story.pk}/change/")] * REQUESTS
    story = Article.objects.get()
    assert story.version == 2
    assert history.versions(story).count() == 1


def state(story: Article) -> tuple[Any, ...]:
    """All that publishing a revision changes, each as done or not done."""
    now = Article.objects.get(pk=story.pk)
    return (
        now.headline == "Panen raya",
        now.version == 2,
        now.updated_at is not None,
        [*now.tags.values_list("name", flat=True)] == ["panen"],
        not now.related_links.exists(),
        now.bylines.get().author.name == "Edo",
        history.versions(now).exists(),
        not Article.objects.filter(revises=story).exists(),
    )


def begun(number: int, by: User) -> tuple[Article, Article]:
    story = make.article(tags=("subak",), authors=(make.author(f"Penulis {number}"),))
    make.link(story, url="https://example.com/")
    copy = make.article(status="draft", headline="Panen raya", tags=("panen",), revises=story, revises_version=1)
    copy.bylines.create(author=by.author)
    return story, Article.objects.get(pk=copy.pk)


@pytest.mark.long
def test_a_revision_killed_at_any_moment_is_published_or_not_and_never_between(edo: User) -> None:
    make.author("Edo", user=edo)
    for number in (-2, -1):
        story, copy = begun(number, edo)
        statements = statements_of(lambda copy=copy: revising.replace(copy, by=edo, over=1))
        assert state(story) == (True,) * 8

    for kill in range(KILLS):
        story, copy = begun(kill, edo)

        assert killed_at(1 + kill * statements // KILLS, lambda copy=copy: revising.replace(copy, by=edo, over=1)), kill

        assert state(story) == (False,) * 8, kill
        revising.replace(Article.objects.get(pk=copy.pk), by=edo, over=1)
        assert state(story) == (True,) * 8, kill
