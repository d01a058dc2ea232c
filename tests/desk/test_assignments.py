"""Who is to write what, by when."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import assignments, deletion, notices, publishing, revising, roles
from articles.models import Article, Assignment, MailNotice, NoticeKind, Person
from tests import make

pytestmark = pytest.mark.django_db
TOMORROW = make.TOMORROW


@pytest.fixture
def story(citra: User) -> Article:
    return make.article(status="draft", headline="Harga beras", created_by=citra)


def page_of(story: Article, *parts: Any) -> str:
    return "/".join(map(str, ("/admin/articles/article", story.pk, "assign", *parts, "")))


def sent(person: User, at: Any = None, **more: Any) -> dict[str, Any]:
    local = timezone.localtime(at) if at else None
    day, hour = (local.strftime("%Y-%m-%d"), local.strftime("%H:%M")) if local else ("", "")
    return {"person": person.pk, "deadline_at_0": day, "deadline_at_1": hour, **more}


def test_a_story_is_put_into_somebodys_hands_once(desk: Client, story: Article, edo: User, rina: User) -> None:
    for _again in range(2):
        response = desk.post(page_of(story), sent(rina, TOMORROW), follow=True)

    assignment = Assignment.objects.get()
    assert (assignment.person, assignment.by, assignment.ended_at) == (rina, edo, None)
    assert assignment.deadline_at == TOMORROW.replace(second=0, microsecond=0)
    assert (
        "For Rina"
        in desk.get(f"/admin/articles/article/{story.pk}/change/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    )
    assert response.status_code == 200


def test_another_deadline_takes_the_place_of_the_first(story: Article, citra: User, rina: User) -> None:
    assignments.assign(story, by=citra, person=rina, deadline_at=TOMORROW)

    assignments.assign(story, by=citra, person=rina, deadline_at=TOMORROW + timedelta(days=1))

    assert list(Assignment.objects.order_by("pk").values_list("end", flat=True)) == ["replaced", ""]


def test_whose_hands_it_is_in_writes_on_it_while_it_is_a_draft(story: Article, citra: User, rina: User) -> None:
    before = roles.may_change(rina, story)
    assignment = assignments.assign(story, by=citra, person=rina)
    in_hand = roles.may_change(rina, story)
    assignments.take_back(assignment, by=citra)

    assert (before, in_hand, roles.may_change(rina, story)) == (False, True, False)


@pytest.mark.parametrize("who", ["tamu", "luar", "pergi"])
def test_nobody_is_assigned_who_may_not_see_it(desk: Client, story: Article, who: str) -> None:
    people = {
        "tamu": lambda: make.person("tamu"),
        "luar": lambda: User.objects.create_user("luar"),
        "pergi": lambda: make.person("pergi", "reporter", is_active=False),
    }

    response = desk.post(page_of(story), sent(people[who]()))

    assert response.context["form"].errors["person"]
    assert not Assignment.objects.exists()


def test_a_deadline_that_is_past_is_refused_in_words(desk: Client, story: Article, rina: User) -> None:
    response = desk.post(page_of(story), sent(rina, make.YESTERDAY))

    assert response.context["form"].non_field_errors()
    assert not Assignment.objects.exists()


def test_a_reporter_assigns_nothing(client: Client, rina: User, edo: User) -> None:
    story = make.article(status="draft", created_by=rina)
    client.force_login(rina)

    assert client.post(page_of(story), sent(edo)).status_code == 403
    assert client.post("/admin/articles/article/idea/", sent(edo, headline="x")).status_code == 403


def test_an_editor_of_one_section_assigns_nothing_elsewhere(client: Client, edo: User, rina: User) -> None:
    Person.objects.create(user=edo).sections.add(make.section("Budaya"))
    story = make.article(status="draft", section=make.section("Ekonomi"))
    client.force_login(edo)

    assert client.post(page_of(story), sent(rina)).status_code == 403


def test_it_is_done_by_whose_it_is_and_by_nobody_elses_hand(
    client: Client, story: Article, citra: User, rina: User
) -> None:
    assignment = assignments.assign(story, by=citra, person=rina)
    address = page_of(story, assignment.pk, "end")
    client.force_login(make.person("sari", "reporter"))
    other = client.post(address, {"end": "done"}).status_code
    client.force_login(rina)

    client.post(address, {"end": "done"})
    client.post(address, {"end": "taken_back"})

    assignment.refresh_from_db()
    assert (other, assignment.end, assignment.ended_by) == (403, "done", rina)


def test_it_is_handed_in_when_the_story_leaves_its_draft(story: Article, citra: User, rina: User) -> None:
    assignment = assignments.assign(story, by=citra, person=rina, deadline_at=TOMORROW)

    publishing.submit(story, by=rina)

    assignment.refresh_from_db()
    assert (assignment.end, assignment.ended_by) == ("handed_in", rina)


def test_a_story_that_is_only_an_idea_is_planned_once(desk: Client, edo: User, rina: User) -> None:
    author = make.author("Rina Dewi", user=rina)
    form = sent(rina, TOMORROW, key=uuid4(), headline="Kopi Kintamani", wanted="Dua sumber, @rina.")

    desk.post("/admin/articles/article/idea/", form)
    desk.post("/admin/articles/article/idea/", form)

    story = Article.objects.get()
    assert (story.status, story.headline, story.created_by, list(story.authors.all())) == (
        "draft",
        "Kopi Kintamani",
        edo,
        [author],
    )
    assert Assignment.objects.get().person == rina
    assert story.notes.get().text == "Dua sumber, @rina."


def test_the_list_shows_what_is_assigned_to_me_and_what_is_overdue(desk: Client, edo: User, citra: User) -> None:
    mine = make.article(status="draft", headline="Punya Edo")
    late = make.article(status="draft", headline="Terlambat")
    make.article(status="draft", headline="Lain")
    assignments.assign(mine, by=citra, person=edo)
    Assignment.objects.create(article=late, person=citra, deadline_at=make.YESTERDAY)

    found = {
        name: [
            story.headline for story in desk.get(f"/admin/articles/article/?waiting={name}").context["cl"].result_list
        ]
        for name in ("assigned", "overdue")
    }

    assert found == {"assigned": ["Punya Edo"], "overdue": ["Terlambat"]}


def test_the_history_says_it_among_the_versions(desk: Client, story: Article, citra: User, edo: User) -> None:
    assignment = assignments.assign(story, by=citra, person=edo)
    assignments.take_back(assignment, by=citra)

    rows = desk.get(f"/admin/articles/article/{story.pk}/history/", HTTP_ACCEPT_LANGUAGE="en").context["rows"]

    assert [row.said for row in rows] == ["Citra took it back from Edo", "Citra assigned it to Edo"]


def test_it_goes_aside_with_a_deleted_draft_and_comes_back_with_it(story: Article, citra: User, rina: User) -> None:
    assignment = assignments.assign(story, by=citra, person=rina)

    draft = deletion.delete(story, by=citra)
    aside = Assignment.objects.open().exists()
    back, _left_out = deletion.recover(draft, by=citra)

    assignment.refresh_from_db()
    assert (aside, assignment.article, assignment.ended_at) == (False, back, None)


@pytest.mark.parametrize(("way", "end"), [("published", "handed_in"), ("discarded", "taken_back")])
def test_what_was_assigned_of_a_working_copy_ends_with_it_and_is_its_storys(
    citra: User, rina: User, way: str, end: str
) -> None:
    story = make.article()
    copy = revising.revise(story, by=citra)
    for each in (story, copy):
        assignments.assign(each, by=citra, person=rina)

    if way == "published":
        revising.replace(copy, by=citra, over=story.version)
    else:
        deletion.delete(copy, by=citra)

    assert sorted(story.assignments.values_list("end", flat=True)) == ["", end]


def test_it_is_told_by_mail_and_so_is_a_deadline_that_passed_each_once(story: Article, citra: User, rina: User) -> None:
    for person in (citra, rina):
        person.email = f"{person.username}@example.com"
        person.save()
    assignment = assignments.assign(story, by=citra, person=rina, deadline_at=TOMORROW)

    for at in (make.NOW, TOMORROW + timedelta(hours=1), TOMORROW + timedelta(hours=2)):
        notices.about_what_is_overdue(at)

    told = set(MailNotice.objects.values_list("kind", "person__username", "event"))
    event = f"assignment {assignment.pk}"
    assert told == {
        (NoticeKind.ASSIGNMENT, "rina", event),
        (NoticeKind.OVERDUE, "rina", event),
        (NoticeKind.OVERDUE, "citra", event),
    }
