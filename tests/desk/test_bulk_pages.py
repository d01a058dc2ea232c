"""Before many stories are changed a page names what will change, and what cannot and why; nothing else is taken."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import prepublish
from articles.admin.article.bulk.batch import Batch
from articles.admin.article.bulk.errands import MOST, MOST_PUBLISHED
from articles.models import Article
from tests import make
from tests.desk.bulk import BULK, LIST, choose, confirm, named, statuses, whys

pytestmark = pytest.mark.django_db


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
