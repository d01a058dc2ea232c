"""An import keeps no version of what it makes; the first change by anyone does."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from articles import history, publishing
from articles.models import Article, ImportBatch
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db


def story() -> Article:
    bring_in(record("Panen Raya", tags=("subak",), bylines=("Rina Dewi",)))
    return Article.objects.get()


def test_keeps_no_version_of_what_it_makes() -> None:
    story()

    assert not Version.objects.exists()


def test_the_first_move_keeps_what_was_imported(citra: User) -> None:
    article = story()

    publishing.withdraw(article, by=citra, because="Salah tanggal.")

    withdrawn, imported = history.versions(article)
    assert imported.field_dict["status"] == "published"
    assert history.said(imported) == "Diimpor dari arsip"
    assert imported.revision.date_created == ImportBatch.objects.get().started_at
    assert imported.revision.version_set.count() == 3
    assert withdrawn.revision.user == citra


def test_what_was_imported_can_be_restored(citra: User) -> None:
    article = story()
    publishing.withdraw(article, by=citra, because="Salah tanggal.")
    article.refresh_from_db()
    article.tags.clear()

    history.restore(article, history.versions(article).last(), by=citra)

    assert list(Article.objects.get().tags.names()) == ["subak"]


def test_a_changed_source_keeps_what_it_was_before() -> None:
    article = story()

    bring_in(record("Panen Raya", body="<p>Isi yang baru.</p>"))

    after, before = history.versions(article)
    assert after.field_dict["body"] == "<p>Isi yang baru.</p>"
    assert "cukup untuk dibaca" in before.field_dict["body"]


def test_the_page_of_an_untouched_story_says_where_it_came_from(desk: Client) -> None:
    article = story()

    page = desk.get(reverse("admin:articles_article_history", args=[article.pk]))

    assert page.context["imported_from"].source == "arsip"
    assert "arsip" in page.content.decode()
