"""One tag per key, on both databases, whoever makes it."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction

from articles.models import Article, Author, Tag, TagAlias
from tests import make

SAME = ["Kafé Bali", "kafé bali", "KAFÉ BALI", "Kafe\u0301 Bali", " Kafé  Bali ", "Kafé\u00a0Bali"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", SAME)
def test_a_name_means_the_tag_of_its_key(name: str) -> None:
    story = make.article(tags=(SAME[0],))

    story.tags.add(name)

    assert [tag.name for tag in story.tags.all()] == ["Kafé Bali"]
    assert Tag.objects.count() == 1


@pytest.mark.django_db
def test_an_alias_means_its_tag() -> None:
    tag = make.tag("BPJS Ketenagakerjaan")
    TagAlias.objects.create(tag=tag, name="BPJamsostek")

    story = make.article(tags=("bpjamsostek",))

    assert list(story.tags.all()) == [tag]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["🔥", "ᬩᬮᬶ", "...", "C++"])
def test_every_tag_has_an_address(name: str) -> None:
    tag = Tag.objects.get_or_make(name)

    assert tag.slug
    assert tag.get_absolute_url().startswith("/tag/")


@pytest.mark.django_db
def test_two_names_with_one_slug_are_two_tags_with_two_addresses() -> None:
    first, second = Tag.objects.get_or_make("C"), Tag.objects.get_or_make("C++")

    assert first.slug == "c"
    assert second.slug.startswith("c-")


@pytest.mark.django_db(transaction=True)
def test_makers_at_once_get_the_same_tag_and_no_error() -> None:
    made: list[int] = []
    together = threading.Barrier(6)

    def maker(name: str) -> None:
        together.wait()
        made.append(Tag.objects.get_or_make(name).pk)
        connection.close()

    threads = [
        threading.Thread(target=maker, args=(name,))
        for name in ("Subak", "subak", "SUBAK", "S.ubak", "S+ubak", "Subak ")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 6
    assert sorted(Tag.objects.values_list("key", flat=True)) == ["s+ubak", "s.ubak", "subak"]


def at_once(deeds: list[Callable[[], object]]) -> list[Exception]:
    """Do all together, each on a connection of its own. Returns what went wrong."""
    faults: list[Exception] = []
    together = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> None:
        together.wait()
        try:
            with transaction.atomic():
                deed()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.mark.django_db(transaction=True)
def test_stories_that_get_the_same_new_tags_at_once_do_not_wait_for_one_another() -> None:
    names = [f"Tag {number}" for number in range(12)]
    stories = [make.article() for _number in range(3)]

    faults = at_once([partial(story.tags.add, *names) for story in stories])

    assert faults == []
    assert Tag.objects.count() == 12
    assert all(story.tags.count() == 12 for story in stories)


@pytest.mark.django_db(transaction=True)
def test_authors_of_one_name_made_at_once_get_addresses_of_their_own() -> None:
    faults = at_once([partial(make.author, "I Wayan Sudiarta") for _number in range(4)])

    assert faults == []
    assert len(set(Author.objects.values_list("slug", flat=True))) == 4


@pytest.mark.django_db
def test_the_copies_for_lists_follow_the_story() -> None:
    story = make.article(tags=("Subak",), authors=(make.author(),))
    assert story.tagged_articles.get().listed_at == story.bylines.get().listed_at == make.YESTERDAY

    story.published_at = make.TOMORROW
    story.save()
    assert story.tagged_articles.get().listed_at == story.bylines.get().listed_at == make.TOMORROW

    Article.objects.filter(pk=story.pk).update(status="withdrawn")
    Article.objects.get(pk=story.pk).save()
    assert story.tagged_articles.get().listed_at is None
    assert story.bylines.get().listed_at is None
