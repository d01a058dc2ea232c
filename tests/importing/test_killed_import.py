"""A run that is killed in the middle of anything is finished by giving the same command again."""

import pytest

from articles import exporter
from articles.formats import own_stories
from articles.formats.record import ArticleRecord, RelatedReference
from articles.importer.undo import undo
from articles.models import Article, Author, ImportBatch, ImportedSource, RelatedLink, Section, Tag
from tests.importing.records import bring_in, outcomes, record
from tests.killing import killed_at, statements_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
KILLS = 50


def archive() -> list[ArticleRecord]:
    """Links forth and back, tags, names and addresses that stories share, one story twice and one that is refused."""
    stories = [
        record(
            f"Kabar {number}",
            source_id=str(number),
            tags=("subak", f"tag {number % 7}"),
            bylines=(f"Penulis {number % 3}",),
            section=("Ekonomi", "Budaya")[number % 2],
            addresses=(f"/lama/{number}", "/semua"),
            related=(RelatedReference("r1", f"Kabar {(number * 7) % 23}"), RelatedReference("", "Belum ada")),
            body=f'<p>Isi kabar {number}.</p><aside data-related-link="r1"></aside><p>Akhir.</p>',
        )
        for number in range(23)
    ]
    fuller = record("Kabar 3", source_id="3", body="<p>Isi kabar 3, yang lebih lengkap dari yang pertama tadi.</p>")
    return [*stories, record("p" * 301, source_id="panjang"), fuller]


def export() -> list[str]:
    return [own_stories.written(each) for each in exporter.records(Article.objects.order_by("pk"))]


def clear() -> None:
    RelatedLink.objects.all().delete()
    ImportedSource.objects.all().delete()
    for noun in (ImportBatch, Article, Tag, Author, Section):
        noun.objects.all().delete()


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.importer.CHUNK", 5)
    monkeypatch.setattr("articles.importer.undo.CHUNK", 5)


@pytest.mark.long
def test_the_same_command_again_ends_as_if_nothing_had_happened() -> None:
    statements = statements_of(lambda: bring_in(*archive()))
    uninterrupted = export()
    assert len(uninterrupted) == 23

    for kill in range(KILLS):
        clear()
        assert killed_at(1 + kill * statements // KILLS, lambda: bring_in(*archive())), kill

        results = bring_in(*archive())

        assert export() == uninterrupted, kill
        assert "updated" not in outcomes(results)
        assert ImportedSource.objects.count() == 23


def test_undoing_again_ends_as_if_nothing_had_happened() -> None:
    bring_in(record("Sudah di sini", source_id="x", tags=("subak",)))
    before = export()
    bring_in(*archive())
    statements = statements_of(lambda: undo(ImportBatch.objects.order_by("-pk")[0]))
    assert export() == before

    for kill in range(1, statements, max(1, statements // 10)):
        bring_in(*archive())
        killed_at(kill, lambda: undo(ImportBatch.objects.order_by("-pk")[0]))

        undo(ImportBatch.objects.order_by("-pk")[0])

        assert export() == before, kill
