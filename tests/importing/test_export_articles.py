"""What goes out comes back the same; a table for people computes nothing."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Author, ImportBatch, ImportedSource, Photo, RelatedLink, Section, Tag
from tests import make
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db


def export(*arguments: object) -> str:
    printed = StringIO()
    call_command("export_articles", *map(str, arguments), stdout=printed, stderr=StringIO())
    return printed.getvalue()


def import_file(path: Path, *arguments: object) -> str:
    printed = StringIO()
    try:
        call_command("import_articles", str(path), *map(str, arguments), stdout=printed, stderr=StringIO())
    except SystemExit:
        pytest.fail(printed.getvalue())
    return printed.getvalue()


@pytest.fixture
def newsroom(db: None) -> None:
    """One story of each standing, with everything that a story can have."""
    sub_section = make.section("Voli", parent=make.section("Olahraga"))
    photo, inline = make.photo(caption="Dua baris\nketerangan", credit="Made Oka"), make.photo(focal_x_percent=20)
    target = make.article(headline="Sasaran")
    full = make.article(
        headline="Lengkap",
        section=sub_section,
        authors=(make.author("Rina Dewi"), make.author("Made Oka")),
        tags=("Subak", "Kopi"),
        kicker="Panen",
        standfirst="Teras.",
        place="Bangli",
        lead_photo=photo,
        edited_by="Edo, Citra",
        rights="© ANTARA 2024",
        kind="advertorial",
        sponsor_name="Koperasi",
        unverified_reason="Menunggu keterangan.",
        updated_at=make.NOW,
        body=f'<p>Satu.</p><figure data-photo="{inline.key}">Foto</figure><aside data-related-link="r1"></aside>',
    )
    make.link(full, key="r1", target=target)
    make.link(full, position=1, pending_headline="Belum ada", pending_reference="arsip#9")
    make.link(full, position=2, url="https://lain.example/", label="Di luar")
    full.legacy_addresses.create(path="/lama/lengkap")
    make.article(headline="Konsep", status="draft", section=None, body="")
    make.article(headline="Diperiksa", status="in_review")
    make.article(headline="Ditarik", status="withdrawn", withdrawn_because="Salah.")
    make.article(headline="Terjadwal", published_at=make.TOMORROW, embargo_until=make.TOMORROW + timedelta(hours=1))
    bring_in(record("Dari arsip", addresses=("/arsip/1",)))


def empty() -> None:
    RelatedLink.objects.all().delete()
    ImportedSource.objects.all().delete()
    for model in (ImportBatch, Article, Photo, Author, Tag):
        model.objects.all().delete()
    Section.objects.exclude(parent=None).delete()
    Section.objects.all().delete()


def test_comes_back_the_same_in_an_empty_newsroom(newsroom: None, tmp_path: Path) -> None:
    file, media = tmp_path / "ekspor.jsonl", tmp_path / "foto"
    export("--output", file, "--media", media)
    first = file.read_bytes()
    empty()

    import_file(file, "--media", media)

    assert export().splitlines() == first.decode().splitlines()
    assert export().encode() == first


def test_changes_nothing_where_it_came_from(newsroom: None, tmp_path: Path) -> None:
    file = tmp_path / "ekspor.jsonl"
    export("--output", file)

    printed = import_file(file)

    assert "0 created, 0 updated, 1 unchanged, 0 repeated, 6 skipped, 0 rejected" in printed
    assert export().encode() == file.read_bytes()


def test_gives_only_what_is_asked_for(newsroom: None) -> None:
    assert len(export().splitlines()) == 7
    assert len(export("--source", "arsip").splitlines()) == 1
    assert "Ditarik" not in export("--public")
    assert "Terjadwal" not in export("--public")


def test_a_table_computes_nothing(db: None) -> None:
    for text in ("=1+1", "+33 1 23 45 67 89", "-5 °C malam ini", "@SUM(1)", "＝1+1", "%0A=1"):
        make.article(headline=text)

    cells = [row["headline"] for row in csv.DictReader(StringIO(export("--csv")))]

    assert cells == ["'=1+1", "'+33 1 23 45 67 89", "'-5 °C malam ini", "'@SUM(1)", "'＝1+1", "'%0A=1"]


def test_a_table_has_plain_texts(newsroom: None) -> None:
    [full] = [row for row in csv.DictReader(StringIO(export("--csv"))) if row["headline"] == "Lengkap"]

    assert full["text"] == "Satu.\nFoto"
    assert (full["bylines"], full["tags"], full["section"]) == ("Rina Dewi; Made Oka", "Kopi; Subak", "Olahraga > Voli")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        export("--output", tmp_path / "tiada" / "ekspor.jsonl")
