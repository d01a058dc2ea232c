"""An entry says what its story says, whoever changed it and however."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles import history, publishing, search, tagging
from articles.models import Article, SearchEntry
from articles.search import Asked, SearchWalk
from tests import make

pytestmark = pytest.mark.django_db


def answering(text: str) -> list[int]:
    return [place.pk for place in SearchWalk(asked=Asked.read(text)).newest(20)]


def everything_is_in_line() -> bool:
    return not list(search.differing(list(Article.objects.order_by("pk"))))


def test_follows_a_story_that_is_published_and_withdrawn(edo: User, citra: User) -> None:
    story = make.article(status="draft", headline="Panen padi")
    before = answering("padi")

    publishing.publish(story, by=edo)
    published = answering("padi")
    publishing.withdraw(story, by=citra, because="Salah.")

    assert (before, published, answering("padi")) == ([], [story.pk], [])
    assert everything_is_in_line()


def test_follows_a_changed_text() -> None:
    story = make.article(headline="Panen padi")

    story.headline = "Panen kopi"
    story.save()

    assert (answering("padi"), answering("kopi")) == ([], [story.pk])


def test_follows_the_names_that_hang_on_a_story() -> None:
    story = make.article(tags=("Subak",), authors=(make.author("Ni Luh Sari"),))

    story.tags.add("Irigasi")
    story.tags.remove("Subak")
    story.bylines.all().delete()

    assert (answering("irigasi"), answering("subak"), answering("luh")) == ([story.pk], [], [])
    assert everything_is_in_line()


def test_follows_names_that_are_changed() -> None:
    author = make.author("Ni Luh Sari")
    story = make.article(tags=("Subak", "Sawah"), authors=(author,))

    author.name = "Ni Luh Dewi"
    author.save()
    tagging.rename(story.tags.get(name="Subak"), name="Irigasi")
    tagging.merge([story.tags.get(name="Sawah")], into=make.tag("Padi"))

    assert answering("dewi irigasi padi") == [story.pk]
    assert answering("sari") == answering("subak") == answering("sawah") == []
    assert everything_is_in_line()


def test_follows_a_restored_version(edo: User) -> None:
    with history.recorded(by=edo, comment=""):
        story = make.article(headline="Panen padi", tags=("Subak",))
        history.record(story)
    story.headline = "Panen kopi"
    story.tags.clear()
    story.save()

    history.restore(story, history.versions(story).get(), by=edo)

    assert answering("padi subak") == [story.pk]
    assert everything_is_in_line()


def test_goes_with_its_story() -> None:
    story = make.article(tags=("Subak",), authors=(make.author(),))

    story.delete()

    assert not SearchEntry.objects.exists()
    assert answering("subak") == []


def test_is_proved_and_mended(capsys: pytest.CaptureFixture[str]) -> None:
    missing, wrong = make.article(headline="Panen padi"), make.article(headline="Panen kopi")
    SearchEntry.objects.get(pk=missing.pk).delete()
    SearchEntry.objects.filter(pk=wrong.pk).update(title="lain")

    with pytest.raises(CommandError, match="2 of 2 stories differ"):
        call_command("search_index", "--check")
    call_command("search_index")
    call_command("search_index", "--check")

    said = capsys.readouterr()
    assert f"Story {missing.pk} has no entry." in said.err
    assert f"Story {wrong.pk}: its entry differs in “title”." in said.err
    assert "2 stories looked at, 2 mended." in said.out
    assert answering("padi") == [missing.pk]


def test_is_made_for_the_stories_of_an_earlier_version() -> None:
    story = make.article(headline="Panen padi")
    SearchEntry.objects.all().delete()

    search.fill()

    assert answering("padi") == [story.pk]
