"""A working copy at the desk: offered where a story is out, named for what it is, and never taken for a story."""

import io
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles import history, publishing, revising, unsaved
from articles.models import Article
from tests import make
from tests.desk.forms import address, filled
from tests.desk.moving import page

pytestmark = pytest.mark.django_db


def revise_page(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/revise/"


def test_the_form_of_a_live_story_warns_and_offers_a_working_copy(desk: Client) -> None:
    live = desk.get(address(make.article())).content.decode()
    draft = desk.get(address(make.article(status="draft"))).content.decode()

    assert "story-state-live" in live
    assert "/revise/" in live
    assert "story-state-live" not in draft
    assert "/revise/" not in draft


def test_looking_begins_nothing_and_posting_twice_leads_to_one_copy(desk: Client) -> None:
    story = make.article()

    assert desk.get(revise_page(story)).status_code == 200
    assert Article.objects.count() == 1
    answers = [desk.post(revise_page(story)).url for _press in range(2)]

    assert answers == [address(story.working_copy)] * 2
    assert Article.objects.count() == 2


def test_a_reporter_begins_a_copy_of_their_own_story_alone_and_never_changes_the_live_one(
    client: Client, rina: User
) -> None:
    own, other = make.article(created_by=rina), make.article()
    client.force_login(rina)

    assert f'href="{revise_page(own)}"' in client.get(address(own)).content.decode()
    assert client.post(revise_page(other)).status_code == 403
    copy = Article.objects.get(revises=own) if client.post(revise_page(own)).status_code == 302 else None
    assert copy is not None
    client.post(address(copy), filled(client, copy, headline="Panen raya"))

    copy.refresh_from_db()
    assert copy.headline == "Panen raya"
    assert "/revise/" not in client.get(address(other)).content.decode()
    assert client.post(address(own), {"headline": "Panen raya"}).status_code == 403
    assert client.get(page(copy, "replace")).status_code == 403


def test_story_and_copy_lead_to_each_other(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)

    assert f'href="{address(copy)}"' in desk.get(address(story)).content.decode()
    assert f'href="{address(story)}"' in desk.get(address(copy)).content.decode()


def test_the_copy_has_no_embargo_and_no_breaking_of_its_own(desk: Client, edo: User) -> None:
    copy = revising.revise(make.article(), by=edo)

    response = desk.get(address(copy))

    assert not {"embargo_until", "breaking_until"} & response.context["adminform"].form.fields.keys()
    assert [move.name for move in response.context["moves"]] == ["submit", "replace"]
    assert not response.context["may_set_embargo"]


def test_its_page_shows_what_changes_for_readers_and_what_was_changed_meanwhile(desk: Client, edo: User) -> None:
    story = make.article(headline="Panen")
    with history.recorded(by=edo, comment="", story=story.pk):
        history.record(story)
    copy = revising.revise(story, by=edo)
    desk.post(address(copy), filled(desk, copy, headline="Panen raya"))
    desk.post(address(story), filled(desk, story, place="Tabanan"))
    form = {"version": 2, "over": 2}

    shown = desk.get(page(copy, "replace"))
    refused = desk.post(page(copy, "replace"), form)
    assert [difference.name for difference in shown.context["differences"]] == ["headline", "place"]
    assert [difference.name for difference in shown.context["changed_meanwhile"]] == ["place"]
    assert refused.context["form"].non_field_errors()
    assert desk.post(page(copy, "replace"), form | {"despite_changes": "on"}).url == address(story)

    assert Article.objects.get().headline == "Panen raya"


def test_a_story_that_changes_while_one_looks_is_shown_anew(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    publishing.reschedule(story, by=edo)

    response = desk.post(page(copy, "replace"), {"version": 1, "over": 1})

    assert response.context["form"].non_field_errors()
    assert response.context["form"]["over"].value() == 2
    assert Article.objects.filter(revises=story).exists()


def test_published_twice_the_second_leads_to_the_story(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)

    answers = [desk.post(page(copy, "replace"), {"version": 1, "over": 1}) for _press in range(2)]

    assert [answer.url for answer in answers] == [address(story)] * 2
    assert Article.objects.get().version == 2


def test_what_another_typed_and_did_not_save_outlives_the_copy(desk: Client, edo: User, rina: User) -> None:
    story = make.article(created_by=rina)
    copy = revising.revise(story, by=rina)
    key = UUID(int=7)
    unsaved.keep(by=rina, key=key, story=copy, version=1, fields={"headline": ["Setengah jadi"]})

    revising.replace(copy, by=edo, over=1)

    assert [work.headline for work in unsaved.of(rina)] == ["Setengah jadi"]


def test_who_comes_by_a_published_copy_is_led_to_its_story_and_loses_no_text(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    form = filled(desk, copy, headline="Ditulis sesudahnya")
    revising.replace(copy, by=edo, over=1)

    assert desk.get(address(copy)).url == address(story)
    desk.post(address(copy), form)

    assert Article.objects.get(status="draft").headline == "Ditulis sesudahnya"
    assert Article.objects.get(pk=story.pk).headline == story.headline


def test_discarded_it_leads_back_to_its_story(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)

    response = desk.post(f"/admin/articles/article/{copy.pk}/delete/", {"post": "yes"})

    assert response.url == address(story)
    assert Article.objects.get() == story


def test_it_is_offered_for_no_link_and_carried_away_by_no_export(desk: Client, edo: User) -> None:
    story = make.article(headline="Panen raya")
    copy = revising.revise(story, by=edo)
    out = io.StringIO()

    found = desk.get("/admin/articles/article/link-search/", {"q": "panen"}).json()["results"]
    of_field = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target", "term": "panen"}
    offered = desk.get("/admin/autocomplete/", of_field).json()["results"]
    call_command("export_articles", stdout=out, stderr=io.StringIO())

    assert [row["id"] for row in found] == [story.pk]
    assert [row["id"] for row in offered] == [str(story.pk)]
    assert len(out.getvalue().splitlines()) == 1
    assert copy.linked_from.count() == 0


def test_its_own_story_is_not_offered_to_it(desk: Client, edo: User) -> None:
    story, other = make.article(headline="Panen raya subak"), make.article(headline="Panen raya subak lagi")
    copy = revising.revise(story, by=edo)
    words = {"headline": "Panen raya subak", "section": story.section_id, "not": copy.pk}

    searched = desk.get("/admin/articles/article/link-search/", {"q": "panen", "not": copy.pk}).json()["results"]
    suggested = desk.post("/admin/articles/article/suggest/", words).json()["stories"]

    assert [row["id"] for row in searched] == [other.pk]
    assert [row["id"] for row in suggested] == [other.pk]


def test_a_forged_link_to_a_copy_is_refused(desk: Client, edo: User) -> None:
    copy, draft = revising.revise(make.article(), by=edo), make.article(status="draft")
    block = f'<aside data-related-link="r1" data-target="{copy.pk}" data-url="" data-headline="Panen"></aside>'
    row = {"related_links-TOTAL_FORMS": 1, "related_links-0-target": copy.pk, "related_links-0-position": 0}

    for forged in ({"body": f"<p>Isi.</p>{block}"}, row):
        assert desk.post(address(draft), filled(desk, draft, **forged)).status_code == 200

    assert copy.linked_from.count() == 0


def test_the_list_calls_it_a_revision_and_finds_it_by_a_filter(desk: Client, edo: User) -> None:
    copy = revising.revise(make.article(), by=edo)

    response = desk.get("/admin/articles/article/", {"state": "revision"})

    assert [article.pk for article in response.context["cl"].result_list] == [copy.pk]


def test_the_preview_of_a_copy_is_the_story_with_its_text(desk: Client, edo: User) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)

    document = desk.get(f"/admin/articles/article/{copy.pk}/preview/").context["document"]

    assert story.get_absolute_url() in document
    assert copy.get_absolute_url() not in document
