"""Unsaved work is offered back, taken up without being saved, and cleared by the save of its own form alone."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import history, unsaved
from articles.models import Article, Byline, UnsavedWork
from tests import make
from tests.desk.forms import address, filled, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(edo: User) -> Article:
    return make.article(headline="Judul awal", body="<p>Isi awal.</p>", tags=("Subak",))


def typed(form: dict[str, Any]) -> dict[str, list[str]]:
    """As the browser sends it to be kept."""
    return {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)] for name, value in form.items()
    }


def keep(by: User, story: Article | None, form: dict[str, Any]) -> UnsavedWork:
    return unsaved.keep(
        by=by,
        key=UUID(str(form["begun_by"])),
        story=story,
        version=story.version if story else 0,
        fields=typed(form),
    )


def take_up(client: Client, work: UnsavedWork, story: Article | None = None) -> Any:
    return client.post(address(story), {"take_up": str(work.key)})


def as_shown(response: Any) -> dict[str, Any]:
    form = response.context["adminform"].form
    return {name: form[name].value() for name in form.fields}


def test_is_offered_with_what_differs(desk: Client, edo: User, story: Article) -> None:
    keep(edo, story, filled(desk, story, headline="Judul baru", tags=["Subak", "Panen"]))

    offer = desk.get(address(story)).context["offers"][0]

    form = desk.get(address(story)).context["adminform"].form
    assert offer.differs == [str(form.fields[name].label) for name in ("headline", "tags")]
    assert not offer.is_behind


def test_tells_of_rows_that_differ(desk: Client, edo: User, story: Article) -> None:
    form = filled(desk, story)
    keep(edo, story, form | {"bylines-TOTAL_FORMS": 1, "bylines-0-author": make.author().pk, "bylines-0-position": 0})

    assert len(desk.get(address(story)).context["offers"][0].differs) == 1


def test_is_not_offered_if_it_says_what_the_story_says(desk: Client, edo: User, story: Article) -> None:
    Byline.objects.create(article=story, author=make.author())
    form = with_rows(filled(desk, story), "bylines", story.bylines.all(), "author")
    keep(edo, story, form)

    assert desk.get(address(story)).context["offers"] == []


def test_is_offered_to_nobody_else(client: Client, desk: Client, edo: User, citra: User, story: Article) -> None:
    work = keep(edo, story, filled(desk, story, headline="Judul rahasia"))
    new = keep(edo, None, filled(desk, headline="Naskah rahasia"))
    client.force_login(citra)

    for page in (address(story), address()):
        assert "rahasia" not in client.get(page).content.decode()
    for each, of in ((work, story), (new, None)):
        assert "rahasia" not in take_up(client, each, of).content.decode()
        client.post(f"/admin/articles/article/unsaved/{each.key}/discard/")
    assert UnsavedWork.objects.count() == 2


def test_a_new_story_is_offered_above_the_form_of_the_next(desk: Client, edo: User) -> None:
    keep(edo, None, filled(desk, headline="Naskah yang tertinggal"))

    assert "Naskah yang tertinggal" in desk.get(address()).content.decode()


def test_is_shown_again_whole_and_saves_nothing(desk: Client, edo: User, story: Article) -> None:
    author = make.author()
    form = filled(desk, story, headline="Judul baru", body="<p>Isi baru.</p>", tags=["Subak", "Panen"])
    form |= {"bylines-TOTAL_FORMS": 1, "bylines-0-author": author.pk, "bylines-0-position": 0}
    before = Article.objects.values().get()

    response = take_up(desk, keep(edo, story, form), story)

    shown = as_shown(response)
    assert response.status_code == 200
    assert (shown["headline"], shown["body"]) == ("Judul baru", "<p>Isi baru.</p>")
    assert shown["tags"] == ["Subak", "Panen"]
    assert response.context["inline_admin_formsets"][0].formset.forms[0]["author"].value() == str(author.pk)
    assert not response.context["errors"]
    assert Article.objects.values().get() == before
    assert not history.versions(story).exists()


def test_a_half_finished_new_story_is_shown_again_without_a_reproach(desk: Client, edo: User) -> None:
    work = keep(edo, None, filled(desk, headline="", standfirst="Teras saja."))

    response = take_up(desk, work)

    assert as_shown(response)["standfirst"] == "Teras saja."
    assert not response.context["errors"]
    assert not Article.objects.exists()


def test_taken_up_and_saved_it_is_cleared(desk: Client, edo: User, story: Article) -> None:
    form = filled(desk, story, headline="Judul baru")
    work = keep(edo, story, form)

    take_up(desk, work, story)
    desk.post(address(story), form)

    assert Article.objects.get().headline == "Judul baru"
    assert not unsaved.on(story, by=edo).exists()


def test_taken_up_on_a_story_that_was_saved_since_it_meets_the_guard(
    desk: Client, edo: User, citra: User, story: Article
) -> None:
    form = filled(desk, story, headline="Judul dari Edo")
    work = keep(edo, story, form)
    Article.objects.all().claim(story.pk, version=1, by=citra)

    offer = desk.get(address(story)).context["offers"][0]
    response = take_up(desk, work, story)
    desk.post(address(story), form)

    assert offer.is_behind
    assert as_shown(response)["begun_on"] == "1"
    assert Article.objects.get().headline == "Judul awal"


def test_a_save_clears_exactly_its_own(desk: Client, edo: User, citra: User, story: Article) -> None:
    mine, other_tab = filled(desk, story, headline="Satu"), filled(desk, story, headline="Dua")
    for by, form in ((edo, mine), (edo, other_tab), (citra, mine)):
        keep(by, story, form)
    keep(edo, make.article(), filled(desk, story, headline="Tiga"))

    desk.post(address(story), mine)

    left = UnsavedWork.objects.filter(saved_at=None)
    assert sorted((work.user.username, work.headline) for work in left) == [
        ("citra", "Satu"),
        ("edo", "Dua"),
        ("edo", "Tiga"),
    ]


def test_a_first_save_clears_the_work_of_the_new_story(desk: Client, edo: User) -> None:
    form = filled(desk, headline="Naskah baru")
    keep(edo, None, form)

    desk.post(address(), form)

    assert Article.objects.get().headline == "Naskah baru"
    assert not unsaved.of(edo).exists()


@pytest.mark.parametrize("wrong", [{"headline": ""}, {"begun_on": "7"}])
def test_a_save_that_was_refused_clears_nothing(desk: Client, edo: User, story: Article, wrong: dict[str, str]) -> None:
    form = filled(desk, story, standfirst="Teras baru.") | wrong
    keep(edo, story, form)

    desk.post(address(story), form)

    assert unsaved.on(story, by=edo).get().fields["standfirst"] == ["Teras baru."]


def test_what_comes_after_the_save_of_its_form_is_not_kept(desk: Client, edo: User, story: Article) -> None:
    form = filled(desk, story, headline="Judul baru")
    desk.post(address(story), form)

    with pytest.raises(unsaved.AlreadySaved):
        keep(edo, story, form)

    assert not unsaved.on(story, by=edo).exists()


def test_is_thrown_away_by_its_button(desk: Client, edo: User, story: Article) -> None:
    work = keep(edo, story, filled(desk, story, headline="Judul baru"))

    response = desk.post(f"/admin/articles/article/unsaved/{work.key}/discard/")

    assert response.url == address(story)
    assert not UnsavedWork.objects.exists()


def test_goes_with_its_story(edo: User, story: Article) -> None:
    unsaved.keep(by=edo, key=uuid4(), story=story, version=1, fields={"headline": ["x"]})

    story.delete()

    assert not UnsavedWork.objects.exists()


def test_is_not_taken_up_after_its_person_lost_the_right(client: Client, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)
    work = unsaved.keep(by=rina, key=uuid4(), story=story, version=1, fields={"headline": ["x"]})
    Article.objects.filter(pk=story.pk).update(status="in_review")
    client.force_login(rina)

    assert take_up(client, work, story).status_code == 403


def test_is_forgotten_after_a_month(edo: User, story: Article) -> None:
    now = timezone.now()
    for days in (29, 31):
        fields = {"headline": [f"{days} hari"]}
        unsaved.keep(by=edo, key=uuid4(), story=story, version=1, fields=fields, at=now - timedelta(days=days))
    unsaved.settle(by=edo, key=uuid4(), at=now - timedelta(days=2))

    forgotten = unsaved.forget_old(now)

    assert forgotten == 1
    assert UnsavedWork.objects.get().headline == "29 hari"


@pytest.mark.parametrize("fields", [{}, {"headline": []}, {"headline": ["Judul"], "bylines-TOTAL_FORMS": ["9" * 4301]}])
def test_anything_that_was_kept_can_be_shown(desk: Client, edo: User, story: Article, fields: dict[str, Any]) -> None:
    work = unsaved.keep(by=edo, key=uuid4(), story=story, version=1, fields=fields)

    unsaved.keep(by=edo, key=uuid4(), story=None, version=0, fields=fields)

    assert desk.get(address(story)).status_code == 200
    assert desk.get(address()).status_code == 200
    assert take_up(desk, work, story).status_code == 200
