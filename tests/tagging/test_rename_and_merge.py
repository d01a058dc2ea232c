"""Tags are renamed and merged; every name and address that led to one goes on leading there."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from articles import tagging
from articles.models import Tag
from tests import make

pytestmark = pytest.mark.django_db


def test_a_renamed_tag_is_found_by_both_names() -> None:
    tag = make.tag("BPJamsostek")

    tagging.rename(tag, name="BPJS Ketenagakerjaan", slug="bpjs-ketenagakerjaan")

    assert Tag.objects.get_or_make("bpjamsostek") == tag
    assert Tag.objects.get_or_make("BPJS Ketenagakerjaan") == tag
    assert Tag.objects.count() == 1


def test_the_old_address_of_a_tag_leads_to_the_new_one(client: Client) -> None:
    tag = make.article(tags=("Jamsostek",)).tags.get()

    tagging.rename(tag, name="Jamsostek", slug="jaminan-sosial")

    assert client.get("/tag/jamsostek/").headers["Location"] == "/tag/jaminan-sosial/"
    assert client.get("/tag/jaminan-sosial/").status_code == 200


def test_a_tag_gets_its_old_name_back() -> None:
    tag = make.tag("Subak")

    tagging.rename(tag, name="Irigasi", slug="irigasi")
    tagging.rename(tag, name="Subak", slug="subak")

    assert [alias.name for alias in tag.aliases.all()] == ["Irigasi"]


def test_a_name_that_another_tag_has_is_refused() -> None:
    make.tag("Subak")

    with pytest.raises(ValidationError):
        tagging.rename(make.tag("Irigasi"), name="SUBAK")


def test_merging_moves_the_stories_and_keeps_the_names(client: Client) -> None:
    both, one = make.article(tags=("Subak", "Irigasi")), make.article(tags=("Irigasi",))
    subak, irigasi = Tag.objects.get(name="Subak"), Tag.objects.get(name="Irigasi")

    count = tagging.merge([subak, irigasi], into=subak)

    assert count == 1
    assert list(both.tags.all()) == list(one.tags.all()) == [subak]
    assert Tag.objects.get_or_make("irigasi") == subak
    assert client.get("/tag/irigasi/").headers["Location"] == "/tag/subak/"


def test_a_story_that_bore_two_of_the_merged_tags_bears_the_one_once() -> None:
    story = make.article(tags=("Irigasi", "Pengairan"))
    into = make.tag("Subak")

    tagging.merge(list(Tag.objects.all()), into=into)

    assert list(story.tags.all()) == [into]


def test_the_desk_says_what_will_be_merged_and_then_does_it(client: Client, citra: User) -> None:
    make.article(tags=("Subak", "Irigasi"))
    keys = {tag.name: str(tag.pk) for tag in Tag.objects.all()}
    client.force_login(citra)
    choice = {"action": "merge", "_selected_action": list(keys.values())}

    page = client.post("/admin/articles/tag/", choice)
    assert Tag.objects.count() == 2
    assert "Irigasi" in page.content.decode()

    client.post("/admin/articles/tag/", choice | {"into": keys["Subak"]})
    assert [tag.name for tag in Tag.objects.all()] == ["Subak"]


def test_an_editor_renames_at_the_desk_and_the_old_name_stays_an_alias(desk: Client) -> None:
    tag = make.tag("Irigasi")

    desk.post(
        f"/admin/articles/tag/{tag.pk}/change/",
        {"name": "Subak", "slug": "subak", "description": "", "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0},
    )

    assert Tag.objects.get().name == "Subak"
    assert [alias.slug for alias in tag.aliases.all()] == ["irigasi"]


def test_a_reporter_does_not_merge(client: Client, rina: User) -> None:
    keys = [str(make.tag(name).pk) for name in ("Subak", "Irigasi")]
    client.force_login(rina)

    client.post("/admin/articles/tag/", {"action": "merge", "_selected_action": keys, "into": keys[0]})

    assert Tag.objects.count() == 2
