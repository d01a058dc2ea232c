"""Files of one name in two folders: a story is never written over by another."""

from pathlib import Path

import pytest

from articles.models import Article
from tests.importing.running import RELATED, STORY, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A folder with another story under the name of the first."""
    folder = tmp_path / "lain"
    folder.mkdir()
    (folder / "panen.txt").write_text(RELATED + "Tiga sekolah ikut. " * 20)
    return folder


def test_a_second_folder_does_not_overwrite_the_first(folder: Path, second: Path) -> None:
    run(folder)
    before = list(Article.objects.values())

    printed = run(second, exit_code=1)

    number = Article.objects.get().pk
    assert f"rejected: Story {number} “Panen Raya di Jatiluwih” of this source bears the same name" in printed
    assert "Give this folder its own --source." in printed
    assert list(Article.objects.values()) == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_two_folders_of_one_run_do_not_either(folder: Path, second: Path, dry_run: bool) -> None:
    printed = run(folder, second, dry_run=dry_run, exit_code=1)

    assert "1 created, 0 updated, 0 unchanged, 0 repeated, 0 skipped, 1 rejected" in printed
    assert dry_run or Article.objects.get().headline.startswith("Panen")


def test_a_dry_run_knows_the_stories_of_earlier_chunks(
    folder: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.importer.CHUNK", 1)

    printed = run(folder, second, folder, dry_run=True, exit_code=1)

    assert "1 created, 0 updated, 0 unchanged, 1 repeated, 0 skipped, 1 rejected" in printed


def test_takes_both_with_a_source_each(folder: Path, second: Path) -> None:
    run(folder)

    run(second, source="lain")

    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Panen Raya di Jatiluwih", "Panen Dimulai di Jatiluwih"),
        ("16/11/2024\n", "18/11/2024\n"),
    ],
    ids=["headline", "date"],
)
def test_a_story_may_change_its(folder: Path, old: str, new: str) -> None:
    run(folder)
    (folder / "panen.txt").write_text(STORY.replace(old, new))

    assert "1 updated" in run(folder)


def test_a_story_known_by_its_address_may_change_everything_else(folder: Path) -> None:
    address = "https://lama.example/panen"
    (folder / "panen.txt").write_text(STORY.replace("\n", f"\n{address}\n", 1))
    run(folder)
    (folder / "panen.txt").write_text(RELATED.replace("\n", f"\n{address}\n", 1))

    assert "1 updated" in run(folder)
