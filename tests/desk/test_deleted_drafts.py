"""A draft deleted by mistake comes back as it was, to whoever it was taken from."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Revision

from articles import deeds, deletion, history, publishing, roles
from articles.models import Article, DeletedDraft, ImportedSource, LegacyAddress, Section, Tag
from tests import make
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_deleted")


def page_of(draft: DeletedDraft) -> str:
    return reverse("admin:articles_article_deleted_draft", args=[draft.pk])


def full_draft(**fields: Any) -> Article:
    story = make.article(
        status="draft",
        headline="Panen raya",
        body='<p>Isi yang berharga.</p><aside data-related-link="r1"></aside>',
        authors=(make.author("Ni Luh Sari"), make.author("I Made Arta")),
        tags=("Subak", "Banjar"),
        lead_photo=make.photo(),
        **fields,
    )
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    make.link(story, url="https://a.example/", label="Di luar")
    return story


def deleted(story: Article, by: User) -> DeletedDraft:
    return deletion.delete(Article.objects.get(pk=story.pk), by=by)


def test_a_deleted_draft_leaves_a_last_version_that_says_who(edo: User) -> None:
    story = full_draft()

    draft = deleted(story, edo)

    version = deletion.last_version(draft)
    assert not Article.objects.exists()
    assert version.field_dict["body"].startswith("<p>Isi yang berharga.</p>")
    assert version.revision.user == edo
    assert deeds.Deed.read(version.revision.comment) == deeds.Deed(deeds.DELETED)
    assert version.revision.version_set.count() == 7


def test_the_desk_deletes_so_that_it_can_be_recovered(desk: Client, edo: User) -> None:
    story = full_draft()

    response = desk.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"}, follow=True)

    draft = DeletedDraft.objects.get()
    assert (draft.number, draft.headline, draft.deleted_by) == (story.pk, "Panen raya", edo)
    assert page_of(draft) in response.content.decode()


def test_comes_back_with_all_that_hung_on_it(edo: User, rina: User) -> None:
    story = full_draft(created_by=rina)

    deletion.recover(deleted(story, edo), by=edo)

    again = Article.objects.get()
    assert (again.pk, again.slug, again.status, again.created_by) == (story.pk, story.slug, "draft", rina)
    assert abs(again.created_at - story.created_at) < timedelta(milliseconds=1)
    assert again.body == story.body
    assert again.lead_photo == story.lead_photo
    assert [str(byline) for byline in again.bylines.all()] == ["Ni Luh Sari", "I Made Arta"]
    assert sorted(again.tags.names()) == ["Banjar", "Subak"]
    assert sorted(link.headline for link in again.related_links.all()) == ["Di luar", "Yang ditunggu"]
    assert not DeletedDraft.objects.exists()


def test_its_history_goes_on(edo: User) -> None:
    story = full_draft()

    deletion.recover(deleted(story, edo), by=edo)

    assert [history.deed_of(version) for version in history.versions(Article.objects.get())] == [
        deeds.Deed(deeds.RECOVERED),
        deeds.Deed(deeds.DELETED),
    ]


def test_what_was_begun_on_the_deleted_one_is_no_longer_saved_over_it(edo: User) -> None:
    story = full_draft()
    before = Article.objects.get().version

    deletion.recover(deleted(story, edo), by=edo)

    assert Article.objects.get().version > before


def test_it_is_deleted_and_recovered_any_number_of_times(edo: User) -> None:
    story = full_draft()

    for _round in range(3):
        deletion.recover(deleted(story, edo), by=edo)

    assert Article.objects.get().bylines.count() == 2


def test_a_form_sent_again_meanwhile_does_not_stand_in_its_way(edo: User) -> None:
    key = "12345678-1234-5678-1234-567812345678"
    draft = deleted(full_draft(form_key=key), edo)
    make.article(status="draft", form_key=key)

    deletion.recover(draft, by=edo)

    assert Article.objects.count() == 2


def test_what_is_gone_by_then_is_named(edo: User) -> None:
    story = full_draft(section=make.section("Lama"))
    draft = deleted(story, edo)
    Section.objects.all().delete()
    Tag.objects.filter(name="Subak").delete()

    article, gone = deletion.recover(draft, by=edo)

    assert len(gone) == 2
    assert article.section is None
    assert list(article.tags.names()) == ["Banjar"]


def test_it_knows_again_where_it_came_from(edo: User) -> None:
    bring_in(record("Panen Raya"), as_draft=True)
    story = Article.objects.get()
    LegacyAddress.objects.create(path="/lama", article=story)
    LegacyAddress.objects.create(path="/dipakai", article=story)
    draft = deleted(story, edo)
    other = make.article()
    LegacyAddress.objects.create(path="/dipakai", article=other)

    deletion.recover(draft, by=edo)

    assert ImportedSource.objects.get().article_id == story.pk
    assert {each.path: each.article_id for each in LegacyAddress.objects.all()} == {
        "/lama": story.pk,
        "/dipakai": other.pk,
    }


def test_a_second_press_recovers_nothing_twice(desk: Client, edo: User) -> None:
    draft = deleted(full_draft(), edo)

    deletion.recover(draft, by=edo)

    with pytest.raises(deletion.NotRecovered):
        deletion.recover(draft, by=edo)
    assert desk.post(page_of(draft)).status_code == 404
    assert Article.objects.count() == 1


def test_a_draft_that_was_published_meanwhile_stays(edo: User) -> None:
    opened = full_draft(section=make.section())
    publishing.publish(Article.objects.get(), by=edo)

    with pytest.raises(deletion.NotDeleted):
        deletion.delete(opened, by=edo)

    assert Article.objects.get().status == "published"
    assert not DeletedDraft.objects.exists()


def test_a_draft_that_was_saved_meanwhile_stays(edo: User) -> None:
    opened = full_draft()
    Article.objects.all().claim(opened.pk, version=opened.version, by=edo)

    with pytest.raises(deletion.NotDeleted):
        deletion.delete(opened, by=edo)


def test_a_draft_that_others_lead_to_stays(edo: User) -> None:
    story = full_draft()
    make.link(make.article(), target=story)

    with pytest.raises(deletion.NotDeleted):
        deleted(story, edo)

    assert not Revision.objects.exists()


# who, own → recovered
RIGHTS = [
    ("reporter", True, True),
    ("reporter", False, False),
    ("editor", False, True),
    ("chief", False, True),
    (None, True, False),
]


@pytest.mark.parametrize(("role", "own", "allowed"), RIGHTS)
def test_editors_recover_all_and_reporters_their_own(
    client: Client, citra: User, role: str | None, own: bool, allowed: bool
) -> None:
    someone = make.person("sari", role)
    draft = deleted(full_draft(created_by=someone if own else None), citra)
    client.force_login(someone)

    listed = client.get(LIST)
    shown = client.get(page_of(draft))
    client.post(page_of(draft))

    assert roles.may_recover(someone, draft) is allowed or not DeletedDraft.objects.exists()
    assert (draft in listed.context["page"].object_list if role else False) is allowed
    assert shown.status_code == (200 if allowed else 403)
    assert Article.objects.exists() is allowed


def test_what_stood_under_ones_name_is_ones_own(client: Client, rina: User, citra: User) -> None:
    story = make.article(status="draft", authors=(make.author("Rina", user=rina),))
    draft = deleted(story, citra)
    client.force_login(rina)

    assert client.get(page_of(draft)).status_code == 200


def test_it_is_read_before_it_is_recovered(desk: Client, edo: User) -> None:
    draft = deleted(full_draft(), edo)

    response = desk.get(page_of(draft))

    page = response.content.decode()
    for words in ("Isi yang berharga.", "Yang ditunggu", "I Made Arta", "Banjar"):
        assert words in page
    assert "no-store" in response.headers["Cache-Control"]
    assert DeletedDraft.objects.exists()


def test_the_list_takes_as_many_questions_for_many(desk: Client, edo: User, django_assert_num_queries: Any) -> None:
    for _number in range(5):
        deleted(make.article(status="draft"), edo)
    desk.get(LIST)

    with django_assert_num_queries(6):
        assert len(desk.get(LIST).context["page"].object_list) == 5


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 4301, "²"])
def test_a_number_that_none_has_is_not_found(desk: Client, number: str) -> None:
    assert desk.get(f"{LIST}{number}/").status_code in {302, 404}
