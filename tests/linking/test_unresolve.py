"""Links to stories that go wait again, as they did before."""

from typing import Any

import pytest

from articles.linking import resolve_pending, unresolve
from articles.models import Article, RelatedLink
from tests import make
from tests.linking.origins import imported, moved

pytestmark = pytest.mark.django_db

WAITING = ("target", "label", "pending_headline", "pending_key", "pending_reference")


@pytest.mark.parametrize("reference", ["", "/panen", "arsip#17"])
def test_a_link_that_found_its_story_waits_as_it_did(reference: str) -> None:
    make.link(make.article(), pending_headline="Panen “Raya”", pending_reference=reference)
    before = RelatedLink.objects.values(*WAITING).get()
    story = imported("arsip", "17", headline="Panen raya, judul kini" if reference else 'Panen "raya"')
    story.legacy_addresses.create(path="/panen")
    resolve_pending()
    assert RelatedLink.objects.get().target == story

    assert unresolve([story]) == 1

    assert RelatedLink.objects.values(*WAITING).get() == before
    assert resolve_pending() == 1


def test_a_link_that_an_editor_made_waits_for_the_story_to_come_back() -> None:
    story = imported("arsip", "17", headline="Panen raya")
    make.link(make.article(), target=story)

    unresolve([story])

    assert RelatedLink.objects.values_list(*WAITING).get() == (None, "", "Panen raya", "panen raya", "arsip#17")


def test_a_link_to_a_story_that_was_written_here_waits_for_its_headline() -> None:
    story = make.article(headline="Panen raya")
    make.link(make.article(), target=story)

    unresolve([story])

    assert RelatedLink.objects.values_list(*WAITING).get() == (None, "", "Panen raya", "panen raya", "")


def test_leaves_the_links_of_the_stories_themselves_and_those_to_others() -> None:
    going, other, staying = make.article(), make.article(), make.article()
    make.link(going, target=other)
    make.link(going, target=staying)
    make.link(staying, target=make.article())

    assert unresolve([going, other]) == 0

    assert not RelatedLink.objects.pending().exists()


@pytest.mark.parametrize("number", [2, 60])
def test_asks_as_often_for_many_links_as_for_few(number: int, django_assert_num_queries: Any) -> None:
    stories = [moved(f"/lama/{i}", headline=f"Judul {i}") for i in range(number)]
    for i, story in enumerate(stories):
        make.link(make.article(), pending_headline=f"Tercetak {i}", pending_reference=f"/lama/{i}")
        make.link(make.article(), target=story)
    resolve_pending()

    with django_assert_num_queries(3):
        assert unresolve(stories) == 2 * number

    assert sorted(RelatedLink.objects.values_list("pending_headline", flat=True)) == sorted(
        f"{word} {i}" for word in ("Tercetak", "Judul") for i in range(number)
    )


def test_the_story_can_be_deleted_then() -> None:
    story = make.article()
    make.link(make.article(), target=story)

    unresolve(Article.objects.filter(pk=story.pk))
    Article.objects.filter(pk=story.pk).delete()

    assert RelatedLink.objects.get().target is None
