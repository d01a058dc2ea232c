"""The list before publishing is made of the story as it is saved, with what hangs on it."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import prepublish, publishing
from articles.models import Article
from articles.prepublish import Code
from tests import make

pytestmark = pytest.mark.django_db


def codes(story: Article) -> list[Code]:
    return [concern.code for concern in prepublish.remarks(story)]


def test_nothing_is_said_of_a_story_that_lacks_nothing() -> None:
    make.article(tags=("Subak",))
    story = make.article(
        status="draft", standfirst="Padi dipanen.", lead_photo=make.photo(credit="Ant"), tags=("subak",)
    )

    assert codes(story) == []


def test_looks_at_photos_links_and_tags_in_as_many_questions_for_many(django_assert_num_queries: Any) -> None:
    photos = [make.photo() for _number in range(6)]
    figures = "".join(f'<figure data-photo="{photo.key}"></figure>' for photo in photos)
    tags = tuple(f"Tag {number}" for number in range(5))
    story = make.article(status="draft", standfirst="…", body=f"<p>Isi.</p>{figures}", tags=tags, lead_photo=photos[0])
    for number in range(4):
        make.link(story, pending_headline=f"Ditunggu {number}")
    story = Article.objects.get()

    with django_assert_num_queries(4):
        found = codes(story)

    assert [found.count(code) for code in (Code.CREDIT, Code.PENDING_LINK, Code.NEW_TAG)] == [6, 4, 5]


def test_what_forbids_publishing_is_first_and_is_what_the_verb_refuses(
    edo: User, django_assert_num_queries: Any
) -> None:
    story = make.article(status="draft", section=None, body="", kind="advertorial")

    with django_assert_num_queries(0):
        blockers = prepublish.blockers(story)

    assert [concern.code for concern in blockers] == [Code.SECTION, Code.EMPTY, Code.SPONSOR]
    assert all(concern.blocking for concern in blockers)
    assert prepublish.remarks(story)[:3] == blockers
    with pytest.raises(publishing.MoveNotAllowed) as refused:
        publishing.publish(story, by=edo)
    assert all(concern.sentence in str(refused.value) for concern in blockers)


def test_a_day_of_the_text_is_held_against_the_time_of_publication() -> None:
    story = make.article(status="draft", standfirst="…", body="<p>Panen (23/2/2026).</p>")

    assert [
        concern.code for concern in prepublish.remarks(story, at=make.NOW.replace(year=2026, month=2, day=25))
    ] == []
    assert Code.DAY in [concern.code for concern in prepublish.remarks(story, at=make.NOW.replace(year=2031))]
