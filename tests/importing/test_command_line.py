"""What the person at the terminal gets to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.core.management import CommandError
from django.utils import translation

from articles.formats import plain_text
from articles.models import Article, ImportBatch
from tests.importing.running import RELATED, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--limit", "-1"), "--limit is -1. Give a number of stories from 1 on."),
        (("--limit", "0"), "--limit is 0."),
        (("--source", ""), "--source is empty."),
        (("--source", " "), "--source is empty."),
        (("--source", "x" * 61), "--source has 61 characters. Give a name of at most 60."),
        (("--source", "koran\x00lama"), r"--source 'koran\\x00lama' holds a character that cannot be kept."),
        (("--source", "koran\udcfflama"), "holds a character that cannot be kept."),
        (("--section", ""), "--section is empty."),
        (("--section", "x" * 61), "--section has 61 characters."),
    ],
)
def test_refuses_with_a_sentence(folder: Path, arguments: tuple[str, str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(folder, *arguments)

    assert sentence.replace(r"\\", "\\") in str(refused.value)
    assert not ImportBatch.objects.exists()


def test_blanks_around_a_source_do_not_make_another_one(folder: Path) -> None:
    run(folder, source="koran lama")

    assert "1 unchanged" in run(folder, source=" koran  lama ")


def test_ctrl_c_ends_with_what_was_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "subak.txt").write_text(RELATED)
    monkeypatch.setattr("articles.importer.CHUNK", 1)
    read = plain_text.read

    def interrupted(file: BinaryIO, **options: Any) -> Iterator[object]:
        if options["source_id"] == "subak":
            raise KeyboardInterrupt
        return read(file, **options)

    with monkeypatch.context() as patch:
        patch.setattr(plain_text, "read", interrupted)
        printed = run(folder, exit_code=130)

    assert printed.splitlines()[-2:] == [
        "Import: 1 created, 0 updated, 0 unchanged, 0 repeated, 0 skipped, 0 rejected; 1 to check, "
        "0 pieces of residue removed.",
        "Interrupted; run the same command again to go on.",
    ]
    batch = ImportBatch.objects.get()
    assert (batch.created, batch.finished_at) == (1, None)
    assert "1 created, 0 updated, 1 unchanged" in run(folder)


def test_ctrl_c_in_a_story_leaves_no_half_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("articles.importer.story._links", interrupt)

    printed = run(folder, exit_code=130)

    assert "0 created" in printed
    assert not Article.objects.exists()
    assert ImportBatch.objects.get().created == 0


def test_ctrl_c_in_a_dry_run_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("articles.importer.story._links", interrupt)

    assert "nothing was changed." in run(folder, dry_run=True, exit_code=130)
    assert not ImportBatch.objects.exists()


def test_reports_in_english_whatever_language_is_spoken(folder: Path) -> None:
    (folder / "dalam.txt").write_text(f"16/11/2024\n\nTerlalu Panjang\n\n{'kata ' * 300_000}")

    with translation.override("id"):
        printed = run(folder, exit_code=1)

    assert "rejected: The text is 1" in printed
