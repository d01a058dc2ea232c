"""An editor held to sections edits and publishes there only, and reads everything."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import history, publishing, roles, workflow
from articles.models import Article, Person
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def wayan(db: None) -> User:
    """An editor of sports."""
    return held_to_sports(make.person("wayan", "editor"))


def held_to_sports(user: User) -> User:
    Person.objects.create(user=user).sections.add(make.section("Olahraga"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def sports(client: Client, wayan: User) -> Client:
    client.force_login(wayan)
    return client


def volleyball() -> dict[str, object]:
    return {"section": make.section("Voli", parent=make.section("Olahraga"))}


def test_reads_the_stories_of_other_sections_and_changes_none(sports: Client) -> None:
    story = make.article(status="in_review", headline="Judul lama")

    assert sports.get(address(story)).status_code == 200
    assert sports.get(f"/admin/articles/article/{story.pk}/history/").status_code == 200
    assert sports.post(address(story), {"headline": "Judul baru"}).status_code == 403
    assert Article.objects.get().headline == "Judul lama"


@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda move: move.name)
def test_makes_no_move_in_another_section(sports: Client, wayan: User, move: workflow.Move) -> None:
    story = make.article(status="in_review")

    answer = sports.post(f"/admin/articles/article/{story.pk}/move/{move.name}/", {"version": story.version})

    assert answer.status_code == 403
    assert not roles.may_move(wayan, move, story)


def test_publishes_in_a_sub_section_of_ones_own(sports: Client) -> None:
    story = make.article(status="in_review", **volleyball())

    sports.post(f"/admin/articles/article/{story.pk}/move/publish/", {"version": story.version})

    assert Article.objects.get().is_public()


def test_submits_a_draft_of_ones_own_anywhere_and_does_not_publish_it(sports: Client, wayan: User) -> None:
    story = make.article(status="draft", created_by=wayan)

    with pytest.raises(publishing.MoveNotAllowed):
        publishing.publish(story, by=wayan)
    publishing.submit(story, by=wayan)

    assert Article.objects.get().status == "in_review"


def test_counts_a_story_without_a_section_as_none_of_ones_own(sports: Client) -> None:
    story = make.article(status="draft", section=None)

    assert sports.post(address(story), {"headline": "Judul baru"}).status_code == 403


def test_hands_a_draft_over_to_another_section(sports: Client) -> None:
    story = make.article(status="draft", **volleyball())

    sports.post(address(story), filled(sports, story, section=make.section().pk))

    assert Article.objects.get().section == make.section()


def test_takes_no_published_story_out_of_ones_sections(sports: Client) -> None:
    story = make.article(**volleyball())

    answer = sports.post(address(story), filled(sports, story, section=make.section().pk, headline="Judul baru"))

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["section"]
    assert Article.objects.get().section == make.section("Voli")


def test_restores_no_version_that_stood_in_another_section(citra: User, wayan: User) -> None:
    story = make.article()
    with history.recorded(by=citra, comment=""):
        history.record(story)
    (version,) = history.versions(story)
    Article.objects.filter(pk=story.pk).update(section=make.section("Olahraga"))

    with pytest.raises(history.NotRestored):
        history.restore(Article.objects.get(), version, by=wayan)

    assert Article.objects.get().section == make.section("Olahraga")


@pytest.mark.parametrize("role", ["editor", "chief"])
def test_holds_nobody_without_sections_and_no_chief(role: str) -> None:
    someone = make.person("sari", role)
    if role == "chief":
        someone = held_to_sports(someone)

    assert roles.may_change(someone, make.article())
    assert roles.may_move(someone, workflow.RESCHEDULE, make.article(section=make.section("Lain")))


def test_asks_for_the_sections_once(wayan: User, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    stories = [make.article(), make.article(**volleyball())]
    roles.may_change(wayan, stories[0])

    with django_assert_num_queries(0):
        allowed = [roles.covers(wayan, story.section_id) for story in stories]

    assert allowed == [False, True]
