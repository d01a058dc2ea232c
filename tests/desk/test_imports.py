"""Imports at the desk: what each run did, and the stories it left to check, beside their source."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.formats.record import LeftOut, Place, Rejection
from articles.models import Article, ImportBatch, ImportedSource
from articles.remark import Remark
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db

DOUBT = Remark("The text has only %(count)d characters.", count=12)
ORIGINAL = "Panen Raya\n\n<b>Isi</b> sumber"


@pytest.fixture
def batch(db: None) -> ImportBatch:
    bring_in(
        record("Panen Raya", warnings=(DOUBT,), original=ORIGINAL),
        record("Subak", warnings=(DOUBT,), original="Subak"),
        record("Tanpa Ragu"),
        Rejection(Place("arsip/3.txt", 7), "There is no headline."),
        LeftOut(Place("arsip/4.xml"), "attachment", 37),
    )
    return ImportBatch.objects.get()


def tie_of(headline: str) -> ImportedSource:
    return ImportedSource.objects.get(article__headline=headline)


def check_page(tie: ImportedSource) -> str:
    return reverse("admin:articles_importedsource_change", args=[tie.pk])


def checked(tie: ImportedSource) -> str:
    return reverse("admin:articles_importedsource_checked", args=[tie.pk])


def test_a_run_shows_its_counts_and_what_it_did_not_take(desk: Client, batch: ImportBatch) -> None:
    page = desk.get(reverse("admin:articles_importbatch_change", args=[batch.pk])).content.decode()

    assert "arsip/3.txt, line 7" in page
    assert "There is no headline." in page
    assert "attachment: 37" in page
    assert f"?batch__id__exact={batch.pk}" in page


def test_the_list_of_runs_counts_what_is_to_be_checked(desk: Client, batch: ImportBatch) -> None:
    page = desk.get(reverse("admin:articles_importbatch_changelist")).content.decode()

    assert f'?batch__id__exact={batch.pk}">2</a>' in page


def test_lists_the_stories_to_check_with_the_reasons(desk: Client, batch: ImportBatch) -> None:
    page = desk.get(reverse("admin:articles_importedsource_changelist")).content.decode()

    assert "Panen Raya" in page
    assert "Tanpa Ragu" not in page
    assert "12" in page


def test_shows_the_source_beside_the_story(desk: Client, batch: ImportBatch) -> None:
    page = desk.get(check_page(tie_of("Panen Raya"))).content.decode()

    assert "&lt;b&gt;Isi&lt;/b&gt; sumber" in page
    assert "cukup untuk dibaca" in page


def test_a_checked_story_leaves_the_list_and_the_next_one_follows(desk: Client, edo: User, batch: ImportBatch) -> None:
    first, second = tie_of("Panen Raya"), tie_of("Subak")

    response = desk.post(checked(first))

    first.refresh_from_db()
    assert response.url == check_page(second)
    assert (first.needs_review, first.checked_by, first.original) == (False, edo, "")
    assert first.checked_at is not None


def test_a_checked_story_is_not_asked_for_again_by_the_next_run(desk: Client, batch: ImportBatch) -> None:
    desk.post(checked(tie_of("Panen Raya")))

    bring_in(record("Panen Raya", warnings=(DOUBT,), original=ORIGINAL))

    assert not tie_of("Panen Raya").needs_review


def test_the_last_one_leads_back_to_the_list(desk: Client, batch: ImportBatch) -> None:
    desk.post(checked(tie_of("Panen Raya")))

    response = desk.post(checked(tie_of("Subak")))

    assert response.url == reverse("admin:articles_importedsource_changelist")


def test_looking_changes_nothing(desk: Client, batch: ImportBatch) -> None:
    assert desk.get(checked(tie_of("Panen Raya"))).status_code == 405
    assert tie_of("Panen Raya").needs_review


def test_a_reporter_sees_none_of_it(client: Client, rina: User, batch: ImportBatch) -> None:
    client.force_login(rina)
    tie = tie_of("Panen Raya")

    assert client.get(check_page(tie)).status_code == 403
    assert client.post(checked(tie)).status_code == 403
    assert client.get(reverse("admin:articles_importbatch_change", args=[batch.pk])).status_code == 403


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "abc"])
def test_what_is_not_there_is_not_found(desk: Client, batch: ImportBatch, number: str) -> None:
    for noun in ("importedsource", "importbatch"):
        address = reverse(f"admin:articles_{noun}_changelist") + f"{number}/change/"

        assert desk.get(address).status_code == 404


def test_a_story_that_was_deleted_is_not_to_be_checked(desk: Client, batch: ImportBatch) -> None:
    tie = tie_of("Panen Raya")
    Article.objects.filter(headline="Panen Raya").delete()

    assert desk.get(check_page(tie)).status_code == 404
