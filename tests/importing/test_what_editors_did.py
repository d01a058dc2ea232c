"""What an editor decided about an imported story outlasts the next import."""

from pathlib import Path

import pytest

from articles.models import Article, ImportedSource
from tests.importing.running import STORY, run

pytestmark = pytest.mark.django_db


def test_a_deleted_draft_stays_away(folder: Path) -> None:
    run(folder, as_draft=True)
    Article.objects.get().delete()

    printed = run(folder)

    assert "skipped: An editor has deleted this story since it was imported; it stays away." in printed
    assert "0 created" in printed
    assert "1 skipped" in printed
    assert not Article.objects.exists()
    assert ImportedSource.objects.get().article is None


def test_a_deleted_draft_stays_away_when_its_source_changes(folder: Path) -> None:
    run(folder, as_draft=True)
    Article.objects.get().delete()
    (folder / "panen.txt").write_text(STORY.replace("mulai", "selesai"))

    run(folder, folder)

    assert not Article.objects.exists()


def test_an_update_publishes_no_draft(folder: Path) -> None:
    run(folder, as_draft=True)
    (folder / "panen.txt").write_text(STORY.replace("mulai", "selesai"))

    printed = run(folder)

    story = Article.objects.get()
    assert "1 updated" in printed
    assert "selesai memanen" in story.body
    assert (story.status, story.first_published_at) == ("draft", None)


def test_an_update_as_draft_takes_nothing_from_readers(folder: Path) -> None:
    run(folder)
    (folder / "panen.txt").write_text(STORY.replace("mulai", "selesai"))

    run(folder, as_draft=True)

    assert "selesai memanen" in Article.objects.public().get().body


def test_a_date_that_the_source_lost_stays(folder: Path) -> None:
    run(folder)
    before = Article.objects.get().published_at
    (folder / "panen.txt").write_text(STORY.replace("16/11/2024\n", "", 1))

    printed = run(folder)

    assert "1 updated" in printed
    assert Article.objects.public().get().published_at == before


def test_a_date_that_the_source_found_is_the_drafts(folder: Path) -> None:
    (folder / "panen.txt").write_text(STORY.replace("16/11/2024\n", "", 1))
    run(folder)
    (folder / "panen.txt").write_text(STORY)

    run(folder)

    story = Article.objects.get()
    assert story.status == "draft"
    assert f"{story.published_at:%Y-%m-%d}" == "2024-11-15"  # midnight in WITA
