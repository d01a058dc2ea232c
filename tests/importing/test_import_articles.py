"""The command brings a folder of old files in, says what it did, and changes nothing the second time."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from articles.importer import story
from articles.models import Article, ImportBatch, ImportedSource, LegacyAddress, RelatedLink, Section, Tag
from tests.importing.running import RELATED, STORY, run

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def refuse(*arguments: object) -> None:
    raise ValidationError("refused")


@pytest.mark.django_db
class TestImport:
    def test_makes_a_public_story_with_its_own_date(self, folder: Path) -> None:
        run(folder)

        story = Article.objects.public().get()
        assert story.headline == "Panen Raya di Jatiluwih"
        assert f"{story.published_at:%Y-%m-%d %H:%M}" == "2024-11-15 16:00"  # midnight in WITA
        assert story.section == Section.objects.get(name="Berita")
        assert "Baca Juga" not in story.body

    def test_a_second_run_changes_nothing(self, folder: Path) -> None:
        run(folder)
        before = list(Article.objects.values())

        printed = run(folder)

        assert "0 created, 0 updated, 1 unchanged" in printed
        assert list(Article.objects.values()) == before

    def test_a_related_headline_waits_until_its_story_comes(self, folder: Path, tmp_path: Path) -> None:
        run(folder)
        assert RelatedLink.objects.get().pending_headline == "Subak Diusulkan Jadi Mata Pelajaran"

        (folder / "subak.txt").write_text(RELATED)
        run(folder)

        assert RelatedLink.objects.get().target == Article.objects.get(headline__startswith="Subak")
        assert RelatedLink.objects.get().pending_headline == ""

    def test_a_changed_source_updates_the_story(self, folder: Path) -> None:
        run(folder)
        (folder / "panen.txt").write_text(STORY.replace("mulai memanen", "selesai memanen"))

        printed = run(folder)

        assert "1 updated" in printed
        assert "selesai memanen" in Article.objects.get().body

    def test_what_an_editor_changed_stays(self, folder: Path) -> None:
        run(folder)
        story = Article.objects.get()
        Article.objects.all().claim(story.pk, version=story.version, by=None)
        (folder / "panen.txt").write_text(STORY.replace("mulai memanen", "selesai memanen"))

        printed = run(folder)

        assert "1 skipped" in printed
        assert "An editor has worked on this story" in printed
        assert "mulai memanen" in Article.objects.get().body

    def test_a_dry_run_says_what_would_happen_and_changes_nothing(self, folder: Path) -> None:
        printed = run(folder, dry_run=True)

        assert "1 created" in printed
        assert "nothing was changed" in printed
        for noun in (Article, Section, ImportBatch, ImportedSource, RelatedLink):
            assert not noun.objects.exists()

    def test_as_draft_publishes_nothing(self, folder: Path) -> None:
        run(folder, as_draft=True)

        assert Article.objects.get().status == "draft"
        assert Article.objects.get().first_published_at is None

    def test_a_story_without_a_date_is_a_draft_to_check(self, folder: Path) -> None:
        (folder / "panen.txt").write_text(STORY.replace("16/11/2024\n", "Tanggal tidak ditemukan\n", 1))

        run(folder)

        assert Article.objects.get().status == "draft"
        assert Article.objects.get().imported_from.needs_review

    def test_reports_what_it_cannot_read_and_goes_on(self, folder: Path) -> None:
        (folder / "kosong.txt").write_text("")

        printed = run(folder, exit_code=1)

        assert "kosong.txt" in printed
        assert "1 created" in printed
        assert "1 rejected" in printed

    def test_a_story_is_whole_or_absent(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "subak.txt").write_text(RELATED.replace("\n\nDinas", f"\nTag: {'t' * 90}\nOleh: Oka\n\nDinas"))
        monkeypatch.setattr(story, "_links", refuse)

        run(folder, exit_code=1)

        assert not Article.objects.exists()
        assert not ImportedSource.objects.exists()
        assert not Tag.objects.exists()

    def test_an_agencys_tail_becomes_byline_editor_and_rights(self, folder: Path) -> None:
        tail = "\nPewarta: Made ArdanaEditor: Ni Luh Sari\t\tCOPYRIGHT © ANTARA 2024\n"
        (folder / "panen.txt").write_text(STORY + tail)

        run(folder)

        story = Article.objects.get()
        assert [str(byline) for byline in story.bylines.all()] == ["Made Ardana"]
        assert story.edited_by == "Ni Luh Sari"
        assert "ANTARA 2024" in story.rights
        assert "Pewarta" not in story.body

    def test_what_is_to_be_checked_is_said_in_the_readers_language(self, folder: Path) -> None:
        (folder / "panen.txt").write_text(STORY.replace("16/11/2024\n", "", 1))

        run(folder)

        assert Article.objects.get().imported_from.remarks[0] == ["The story has no date line.", {}]

    def test_stops_after_the_limit(self, folder: Path) -> None:
        (folder / "subak.txt").write_text(RELATED)

        run(folder, limit=1)

        assert Article.objects.count() == 1

    def test_a_path_that_is_not_there_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="does not exist"):
            run(tmp_path / "tiada")

    def test_an_old_address_leads_to_its_story(self, folder: Path) -> None:
        (folder / "panen.txt").write_text(STORY.replace("\n\nPanen", "\nhttps://lama.example/2024/panen/\nPanen", 1))

        run(folder)

        assert LegacyAddress.objects.get(path="/2024/panen").article == Article.objects.get()

    def test_of_two_texts_of_one_story_the_fullest_is_kept_and_stays(self, folder: Path) -> None:
        record = "{}/07/2022\nhttps://lama.example/satu\nJudul satu\nIsi {} cerita.\n\n"
        (folder / "panen.txt").write_text(
            record.format(19, "pendek") + record.format(19, "yang jauh lebih panjang") + record.format(19, "pendek")
        )

        first, second = run(folder), run(folder)

        assert "1 created, 0 updated, 0 unchanged, 2 repeated" in first
        assert "0 created, 0 updated, 1 unchanged, 2 repeated" in second
        assert "jauh lebih panjang" in Article.objects.get().body


@pytest.mark.django_db
class TestTheSampleStory:
    def test_comes_in_whole(self) -> None:
        run(SAMPLES / "ekonomi" / "000_cf8026e9d9707e45.txt")

        story = Article.objects.get()
        assert story.headline == "BPJamsostek Banuspa Tingkatkan Kepesertaan Lewat Paritrana Award"
        assert story.body.count("<p>") == 9
        assert "Paritrana Award" in story.body
        assert story.body.count("“") == story.body.count("”") == 2
        assert story.headline not in story.body
        assert [link.pending_headline for link in story.related_links.all()] == [
            "Pembayaran Klaim JHT Capai Rp 2 Triliun",
            "Resmikan SPKLU Ultra Fast Charging Pertama di RI, Presiden Jokowi: Apresiasi Kesiapan PLN Dukung KTT G20",
        ]
        assert "271 hari" in " ".join(story.imported_from.warnings())

    def test_comes_with_stories_that_find_one_another(self) -> None:
        run(SAMPLES)

        assert Article.objects.public().count() >= 12
        assert RelatedLink.objects.filter(target__isnull=False).count() >= 6
        assert Section.objects.count() >= 4
