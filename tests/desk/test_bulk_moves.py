"""One errand for many stories: each is changed once, as it was shown, by whoever may."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from articles import history, publishing
from articles.admin.article.bulk.batch import AT_ONCE
from articles.models import Article, Person, Tag
from tests import make
from tests.desk.bulk import LIST, choose, confirm, named, send, statuses, whys

pytestmark = pytest.mark.django_db


def test_does_to_each_what_its_own_page_would_do(desk: Client, edo: User) -> None:
    stories = [make.article(status="draft"), make.article(status="in_review")]

    result = confirm(desk, choose(desk, "publish", stories))

    assert statuses(stories) == ["published", "published"]
    assert sorted(named(result, "rows")) == sorted(story.headline for story in stories)
    assert [history.versions(story).get().revision.user for story in stories] == [edo, edo]


@pytest.mark.parametrize(
    ("errand", "before", "filled_in", "after"),
    [
        ("submit", {"status": "draft"}, {"note": "Semua siap"}, "in_review"),
        ("send-back", {"status": "in_review"}, {"note": "Lengkapi"}, "draft"),
        ("unschedule", {"published_at": make.TOMORROW}, {}, "in_review"),
        ("withdraw", {"status": "published"}, {"because": "Salah orang"}, "withdrawn"),
    ],
)
def test_makes_each_move_with_the_words_that_were_given_once(
    client: Client, citra: User, errand: str, before: dict[str, Any], filled_in: dict[str, str], after: str
) -> None:
    client.force_login(citra)
    stories = [make.article(**before), make.article(**before)]

    confirm(client, choose(client, errand, stories), **filled_in)

    assert statuses(stories) == [after, after]
    for story in stories:
        assert all(words in history.said(history.versions(story)[0]) for words in filled_in.values())


@pytest.mark.parametrize("errand", ["send-back", "withdraw", "section", "tag"])
def test_asks_for_what_it_needs_before_anything_is_done(client: Client, citra: User, errand: str) -> None:
    client.force_login(citra)
    story = make.article(status="in_review" if errand == "send-back" else "published")

    page = confirm(client, choose(client, errand, [story]))

    assert page.context["form"].errors
    assert Article.objects.get().version == 1


def test_puts_stories_into_another_section(desk: Client, edo: User) -> None:
    there, here = make.section("Olahraga"), make.section()
    stories = [make.article(section=here), make.article(status="draft", section=None)]

    confirm(desk, choose(desk, "section", stories), section=there.pk)

    for story in stories:
        story.refresh_from_db()
        assert (story.section, story.version, story.saved_by, story.updated_at) == (there, 2, edo, None)


def test_names_once_more_what_the_choice_stands_in_the_way_of(client: Client) -> None:
    wayan = make.person("wayan", "editor")
    own, others = make.section("Olahraga"), make.section("Budaya")
    Person.objects.create(user=wayan).sections.add(own)
    client.force_login(wayan)
    out, draft = make.article(section=own), make.article(section=own, status="draft", created_by=wayan)

    again = confirm(client, choose(client, "section", [out, draft]), section=others.pk)
    unchanged = Article.objects.filter(section=own).count()
    confirm(client, again, section=others.pk)

    assert (named(again, "rows"), named(again, "refused")) == ([draft.headline], [out.headline])
    assert unchanged == 2
    assert list(Article.objects.filter(section=others)) == [draft]


def test_another_choice_after_that_is_looked_at_again(desk: Client) -> None:
    here, there = make.section(), make.section("Olahraga")
    story = make.article(section=here)

    again = confirm(desk, choose(desk, "section", [story]), section=here.pk)
    confirm(desk, again, section=there.pk)

    assert Article.objects.get().section == there


def test_adds_a_tag_to_each_and_makes_it_once(desk: Client) -> None:
    stories = [make.article(tags=("air",)), make.article()]

    confirm(desk, choose(desk, "tag", stories), tag="  Subak ")

    assert [sorted(story.tags.names()) for story in stories] == [["Subak", "air"], ["Subak"]]
    assert Tag.objects.filter(name="Subak").count() == 1
    assert stories[1].tagged_articles.get().listed_at == stories[1].published_at


def test_a_tag_that_is_there_under_an_alias_is_that_tag(desk: Client) -> None:
    story = make.article(tags=("Nyepi",))
    story.tags.get().aliases.create(name="Hari Raya Nyepi")

    page = confirm(desk, choose(desk, "tag", [story]), tag="hari raya nyepi")

    assert named(page, "refused") == [story.headline]
    assert Tag.objects.count() == 1


def test_asks_the_right_to_each_story_when_it_is_done(client: Client, edo: User) -> None:
    own, other = make.section("Olahraga"), make.section("Budaya")
    client.force_login(edo)
    stories = [make.article(status="in_review", section=own), make.article(status="in_review", section=other)]
    page = choose(client, "publish", stories)
    Person.objects.create(user=edo).sections.add(own)

    result = confirm(client, page)

    assert statuses(stories) == ["published", "in_review"]
    assert named(result, "refused") == [stories[1].headline]


def test_a_reporter_sends_own_drafts_and_nobody_elses(client: Client, rina: User) -> None:
    client.force_login(rina)
    stories = [make.article(status="draft", created_by=rina), make.article(status="draft")]

    confirm(client, choose(client, "submit", stories))

    assert statuses(stories) == ["in_review", "draft"]


def test_leaves_and_names_what_was_changed_or_deleted_meanwhile(desk: Client, citra: User) -> None:
    same, changed, moved, gone = (make.article(status="draft") for _story in range(4))
    page = choose(desk, "publish", [same, changed, moved, gone])
    Article.objects.all().claim(changed.pk, version=1, by=citra)
    publishing.submit(moved, by=citra)
    gone.delete()

    result = confirm(desk, page)

    assert statuses([same, changed, moved]) == ["published", "draft", "in_review"]
    assert named(result, "rows") == [same.headline]
    assert sorted(named(result, "refused")) == sorted(["", changed.headline, moved.headline])
    assert all(whys(result))


def test_sent_twice_is_done_once_and_says_so(desk: Client) -> None:
    stories = [make.article(status="draft") for _story in range(3)]
    page = choose(desk, "publish", stories)

    first = confirm(desk, page)
    second = confirm(desk, page)

    assert named(first, "rows") == named(second, "rows")
    assert second.context["refused"] == {}
    assert [history.versions(story).count() for story in stories] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_sent_five_times_at_once_is_done_once_and_each_answer_says_so(edo: User) -> None:
    stories = [make.article(status="draft") for _story in range(3)]
    clients = [Client() for _request in range(5)]
    for client in clients:
        client.force_login(edo)
    page = choose(clients[0], "publish", stories)
    together = threading.Barrier(len(clients))

    def confirmed(client: Client) -> Any:
        try:
            together.wait()
            return confirm(client, page)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(confirmed, clients))

    assert all(len(answer.context["rows"]) == 3 and not answer.context["refused"] for answer in answers)
    assert [history.versions(story).count() for story in stories] == [1, 1, 1]


@pytest.mark.parametrize(("errand", "filled_in"), [("tag", {"tag": "Subak"}), ("section", {"section": 0})])
def test_what_files_a_story_is_done_once_too(desk: Client, errand: str, filled_in: dict[str, Any]) -> None:
    filled_in = filled_in | ({"section": make.section("Olahraga").pk} if errand == "section" else {})
    story = make.article()
    page = choose(desk, errand, [story])

    confirm(desk, page, **filled_in)
    again = confirm(desk, page, **filled_in)

    assert again.status_code == 200
    assert Article.objects.get().version == 2


def test_stories_stand_in_the_list_in_the_order_that_they_had(desk: Client) -> None:
    stories = [make.article() for _story in range(AT_ONCE + 2)]
    before = list(desk.get(LIST).context["cl"].result_list)

    result = send(desk, confirm(desk, choose(desk, "tag", stories), tag="Subak"))

    assert list(desk.get(LIST).context["cl"].result_list) == before
    assert [row.story for row in result.context["rows"]] == before


def test_goes_on_page_by_page_until_all_are_through(desk: Client) -> None:
    stories = [make.article(status="draft") for _story in range(2 * AT_ONCE + 1)]

    page = confirm(desk, choose(desk, "publish", stories))
    through = [page.context["gone"]]
    page = send(desk, page)
    through.append(page.context["gone"])
    result = send(desk, page)

    assert through == [AT_ONCE, 2 * AT_ONCE]
    assert set(statuses(stories)) == {"published"}
    assert len(result.context["rows"]) == len(stories)
