"""One errand for many stories: what will change is named first, each is changed once, and only as it was shown."""

import re
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.urls import reverse

from articles import history, prepublish, publishing
from articles.admin.article.bulk.batch import AT_ONCE, Batch
from articles.admin.article.bulk.errands import MOST, MOST_PUBLISHED
from articles.models import Article, Person, Tag
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
BULK = reverse("admin:articles_article_bulk")


def choose(client: Client, errand: str, stories: Iterable[Article], query: str = "", **more: Any) -> Any:
    """As the list sends it: stories ticked, an errand chosen."""
    data = {"action": errand, "_selected_action": [story.pk for story in stories], "index": "0", **more}
    return client.post(LIST + query, data)


def send(client: Client, page: Any, **more: Any) -> Any:
    return client.post(BULK, {"batch": page.context["batch"], **more})


def confirm(client: Client, page: Any, **filled_in: Any) -> Any:
    return send(client, page, confirm="1", **filled_in)


def named(page: Any, part: str) -> list[str]:
    rows = page.context[part] if part == "rows" else [row for rows in page.context["refused"].values() for row in rows]
    return [row.story.headline if row.story else "" for row in rows]


def whys(page: Any) -> list[str]:
    return list(page.context["refused"])


def statuses(stories: Iterable[Article]) -> list[str]:
    return [Article.objects.get(pk=story.pk).status for story in stories]


# ---- What will change ---------------------------------------------------------------------------------------------


def test_names_what_will_change_and_what_cannot_and_why(desk: Client) -> None:
    draft = make.article(status="draft", headline="Konsep")
    bare = make.article(status="draft", headline="Tanpa rubrik", section=None)
    out = make.article(headline="Sudah terbit")

    page = choose(desk, "publish", [draft, bare, out])

    assert named(page, "rows") == ["Konsep"]
    assert sorted(named(page, "refused")) == ["Sudah terbit", "Tanpa rubrik"]
    assert all(whys(page))
    assert statuses([draft, bare, out]) == ["draft", "draft", "published"]


def test_names_what_readers_would_miss_in_each(desk: Client) -> None:
    page = choose(desk, "publish", [make.article(status="draft", standfirst="")])

    [row] = page.context["rows"]
    assert row.remarks
    assert row.remarks[0].sentence in page.content.decode()


def test_one_that_needs_a_reason_of_its_own_is_published_by_itself(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    grave = prepublish.Concern(prepublish.Code.CHILD, "Namanya terbaca.", "", field="body", needs_reason=True)
    monkeypatch.setattr(prepublish, "remarks", lambda article, at=None: [grave])
    story = make.article(status="draft")

    page = choose(desk, "publish", [story])
    confirm(desk, page)

    assert named(page, "refused") == [story.headline]
    assert grave.sentence in whys(page)[0]
    assert statuses([story]) == ["draft"]


def test_keeps_on_record_what_was_published_in_spite_of_remarks(desk: Client, edo: User) -> None:
    story = make.article(status="draft", standfirst="")

    confirm(desk, choose(desk, "publish", [story]))

    kept = story.overrides.get()
    assert kept.by == edo
    assert "standfirst" in kept.codes


def test_offers_no_button_when_nothing_can_change(desk: Client) -> None:
    page = choose(desk, "publish", [make.article()])

    assert 'name="confirm"' not in page.content.decode()


def test_takes_all_that_the_filter_finds_and_no_more(desk: Client) -> None:
    drafts = [make.article(status="draft", headline=f"Konsep {number}") for number in range(3)]
    make.article(status="in_review", headline="Ditinjau")

    page = choose(desk, "tag", drafts[:1], "?state=draft", select_across="1")

    assert sorted(named(page, "rows")) == ["Konsep 0", "Konsep 1", "Konsep 2"]
    assert page.context["back"] == f"{LIST}?state=draft"


@pytest.mark.parametrize(("errand", "most"), [("tag", MOST), ("publish", MOST_PUBLISHED)])
def test_takes_no_more_than_one_can_look_at(desk: Client, errand: str, most: int) -> None:
    Article.objects.bulk_create(Article(headline="Konsep", slug="konsep") for _number in range(most + 1))

    response = choose(desk, errand, Article.objects.all()[:1], select_across="1")

    assert (response.status_code, response.url) == (302, LIST)
    assert str(most) in next(str(message) for message in desk.get(LIST).context["messages"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rina", {"submit", "section", "tag"}),
        ("edo", {"submit", "send-back", "publish", "unschedule", "section", "tag"}),
        ("citra", {"submit", "send-back", "publish", "unschedule", "withdraw", "section", "tag"}),
        ("arsa", {"section", "tag"}),
        ("tamu", set()),
    ],
)
def test_offers_what_the_role_may_do_at_all(client: Client, rf: Any, name: str, expected: set[str]) -> None:
    roles = {"rina": "reporter", "edo": "editor", "citra": "chief", "arsa": "archivist"}
    client.force_login(make.person(name, roles.get(name)))
    make.article()

    page = client.get(LIST)

    content = page.content.decode() if page.status_code == 200 else ""
    offered = set(
        re.findall('<option value="([a-z-]+)"', content.partition('name="action"')[2].partition("</select>")[0])
    )
    assert offered == expected


def test_a_list_to_choose_one_story_from_offers_none(desk: Client) -> None:
    make.article()

    assert 'name="action"' not in desk.get(LIST, {"_popup": "1"}).content.decode()


# ---- Doing it -----------------------------------------------------------------------------------------------------


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


# ---- Rights, and what happens meanwhile ---------------------------------------------------------------------------


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


# ---- Hostile input ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["x", "", "-1", "1 OR 1=1", "9" * 18, "9" * 4300, "١"])
def test_a_number_that_no_story_has_chooses_nothing(desk: Client, number: str) -> None:
    story = make.article(status="draft")

    response = desk.post(LIST, {"action": "publish", "_selected_action": [number], "index": "0"})

    assert response.status_code in {200, 302}
    assert statuses([story]) == ["draft"]


@pytest.mark.parametrize("text", ["", "x", "x:y:z", "\0", "9" * 5000])
def test_a_page_that_is_not_from_here_leads_back_to_the_list(desk: Client, text: str) -> None:
    response = desk.post(BULK, {"batch": text, "confirm": "1"})

    assert (response.status_code, response.url) == (302, LIST)


def test_the_page_of_another_person_leads_back_to_the_list(desk: Client, citra: User) -> None:
    story = make.article()
    batch = Batch(by=citra.pk, errand="withdraw", query="", items=[(story.pk, 1)], left=[(story.pk, 1)])

    desk.post(BULK, {"batch": batch.signed(), "confirm": "1", "because": "x"})

    assert statuses([story]) == ["published"]


def test_an_errand_of_a_higher_role_is_refused(desk: Client, edo: User) -> None:
    story = make.article()
    batch = Batch(by=edo.pk, errand="withdraw", query="", items=[(story.pk, 1)], left=[(story.pk, 1)])

    response = desk.post(BULK, {"batch": batch.signed(), "confirm": "1", "because": "x"})

    assert response.status_code == 403
    assert choose(desk, "withdraw", [story]).status_code == 302
    assert statuses([story]) == ["published"]


@pytest.mark.parametrize(
    ("errand", "filled_in"),
    [
        ("tag", {"tag": "\0"}),
        ("tag", {"tag": " \u2028 "}),
        ("tag", {"tag": "x" * 101}),
        ("section", {"section": "9" * 4300}),
        ("section", {"section": "9" * 18}),
        ("section", {"section": "x\0"}),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_words(desk: Client, errand: str, filled_in: dict[str, str]) -> None:
    page = confirm(desk, choose(desk, errand, [make.article()]), **filled_in)

    assert page.context["form"].errors
    assert Article.objects.get().version == 1


def test_headlines_are_words_and_nothing_else(desk: Client) -> None:
    story = make.article(status="draft", headline="<script>alert(1)</script>")

    page = choose(desk, "publish", [story])

    assert "<script>alert" not in page.content.decode() + confirm(desk, page).content.decode()
