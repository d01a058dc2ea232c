"""Undoing an import leaves the newsroom as it was before it, but for what editors did since."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from reversion.models import Revision, Version

from articles import exporter, publishing, revising
from articles.formats import own_stories
from articles.formats.media import MediaFolder
from articles.formats.record import PhotoReference, RelatedReference
from articles.importer.undo import undo
from articles.models import Article, ImportBatch, ImportedSource, RelatedLink, Section, Tag
from tests import make
from tests.importing.records import bring_in, outcomes, record

pytestmark = pytest.mark.django_db


def state() -> tuple[list[str], dict[str, int]]:
    """The export, and how many rows each table of ours has; the list of imports itself may grow."""
    lines = [own_stories.written(each) for each in exporter.records(Article.objects.order_by("pk"))]
    counted = [model for model in apps.get_app_config("articles").get_models() if model is not ImportBatch]
    counts = {model.__name__: model._default_manager.count() for model in [*counted, Version, Revision]}
    return lines, counts


def undo_import(number: int, *arguments: str) -> str:
    printed = StringIO()
    call_command("undo_import", str(number), *arguments, stdout=printed, stderr=printed)
    return printed.getvalue()


def last() -> ImportBatch:
    return ImportBatch.objects.order_by("-pk")[0]


@pytest.fixture
def archive(db: None) -> None:
    """What was here before: a story of the desk that waits for one, and an import."""
    story = make.article(headline="Naskah Meja")
    make.link(story, key="r1", pending_headline="Kabar  “Ketiga”")
    bring_in(record("Pertama", tags=("subak",), bylines=("Rina Dewi",), section="Ekonomi", addresses=("/satu",)))


def many(media: MediaFolder | None = None) -> list[Any]:
    return bring_in(
        record("Kabar “Ketiga”", tags=("subak", "kopi"), bylines=("Made Oka",), section="Budaya > Tari"),
        record(
            "Keempat",
            related=(RelatedReference("r1", "Kabar “Ketiga”"), RelatedReference("r2", "Pertama")),
            body='<p>Isi.</p><aside data-related-link="r1"></aside><aside data-related-link="r2"></aside>',
            addresses=("/empat",),
            photos=(PhotoReference("panen.jpg"),),
        ),
        media=media,
    )


def test_leaves_the_newsroom_as_it_was(archive: None, tmp_path: Path) -> None:
    (tmp_path / "panen.jpg").write_bytes(make.picture_bytes())
    before = state()
    many(MediaFolder(tmp_path))
    assert state() != before

    undo(last())

    assert state() == before


def test_puts_back_what_it_had_changed(archive: None) -> None:
    before = state()
    bring_in(
        record(
            "Pertama",
            body="<p>Teks baru.</p>",
            tags=("lain",),
            bylines=("Orang Lain",),
            related=(RelatedReference("", "Naskah Meja"),),
        )
    )
    assert state() != before

    undo(last())

    assert state() == before
    assert outcomes(bring_in(_first())) == ["unchanged"]


def test_links_of_others_wait_again_as_they_were_printed(archive: None) -> None:
    many()
    link = RelatedLink.objects.get(article__headline="Naskah Meja")
    assert link.target is not None

    undo(last())

    link.refresh_from_db()
    assert (link.target, link.pending_headline) == (None, "Kabar  “Ketiga”")


def test_keeps_and_names_what_an_editor_has_worked_on(archive: None, citra: User) -> None:
    results = many()
    kept = Article.objects.get(headline="Keempat")
    publishing.withdraw(kept, by=citra, because="Diperiksa lagi.")

    printed = undo_import(last().pk, "--yes")

    assert f"{kept.pk} Keempat" in printed
    assert "Stories removed: 1, put back: 0, kept: 1" in printed
    assert Article.objects.filter(pk=kept.pk).exists()
    assert not Article.objects.filter(pk=results[0].article_id).exists()
    assert ImportedSource.objects.filter(source_id="Keempat").exists()


def test_removes_that_too_when_told_so(archive: None, citra: User) -> None:
    many()
    publishing.withdraw(Article.objects.get(headline="Keempat"), by=citra, because="Diperiksa lagi.")

    undo_import(last().pk, "--yes", "--with-edited")

    assert not Article.objects.filter(headline="Keempat").exists()


def test_keeps_a_tag_and_a_section_that_others_use_by_now(archive: None) -> None:
    many()
    Article.objects.get(headline="Pertama").tags.add("kopi")
    batch = last()

    undo(batch)

    assert Tag.objects.filter(name="kopi").exists()
    assert not Section.objects.filter(name="Tari").exists()


def test_stays_away_from_what_an_editor_deleted(archive: None) -> None:
    many()
    Article.objects.filter(headline="Keempat").delete()

    undo(last())

    assert outcomes(bring_in(record("Keempat"))) == ["skipped"]


def test_can_be_imported_again_afterwards(archive: None) -> None:
    many()
    undo(last())

    assert outcomes(many()) == ["created", "created"]


def test_a_dry_run_says_and_changes_nothing(archive: None) -> None:
    many()
    before = state()

    printed = undo_import(last().pk, "--dry-run")

    assert "2 stories will be removed" in printed
    assert "Nothing was changed." in printed
    assert state() == before


def test_asks_before_it_does_anything(archive: None, monkeypatch: pytest.MonkeyPatch) -> None:
    many()
    before = state()
    monkeypatch.setattr("builtins.input", lambda question: "no")

    with pytest.raises(CommandError, match="Give --yes"):
        undo_import(last().pk)

    assert state() == before


def test_an_import_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match=r"There is no import 77. `imports` lists them."):
        undo_import(77)


def test_goes_on_where_it_was_broken_off(archive: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state()
    bring_in(*(record(f"Kabar {number}", tags=(f"tag {number}",)) for number in range(5)))
    monkeypatch.setattr("articles.importer.undo.CHUNK", 2)

    class PulledPlug(Exception):
        pass

    def advance(count: int) -> None:
        raise PulledPlug

    with pytest.raises(PulledPlug):
        undo(last(), advance=advance)
    assert Article.objects.filter(headline__startswith="Kabar").count() == 3

    undo(last())

    assert state() == before


def _first() -> Any:
    return record("Pertama", tags=("subak",), bylines=("Rina Dewi",), section="Ekonomi", addresses=("/satu",))


def test_a_story_that_someone_revises_stays_with_its_working_copy(edo: User) -> None:
    bring_in(record("Kabar"), record("Lain"))
    copy = revising.revise(Article.objects.get(headline="Kabar"), by=edo)

    undo_import(last().pk, "--yes")
    assert {*Article.objects.values_list("pk", flat=True)} == {copy.pk, copy.revises_id}
    undo_import(last().pk, "--yes", "--with-edited")

    assert not Article.objects.exists()
