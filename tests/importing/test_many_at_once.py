"""New stories are written many at a time; each is nevertheless whole or absent, and each is said what became of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.formats.record import Place, Rejection
from articles.models import Article, Author, Byline, LegacyAddress, Tag, TaggedArticle
from tests import make
from tests.importing.records import bring_in, outcomes, record

pytestmark = pytest.mark.django_db

TOO_LONG = "h" * 301


def test_takes_all_but_the_one_that_the_database_would_refuse() -> None:
    stories = [record(f"Kabar {number}", tags=("subak", f"tag {number}")) for number in range(7)]
    stories[3] = record(TOO_LONG, source_id="panjang", tags=("hanya di sini",), bylines=("Hanya Dia",))

    results = bring_in(*stories)

    assert outcomes(results) == ["created"] * 3 + ["rejected"] + ["created"] * 3
    assert results[3].problems == ("story: headline is 301 characters long; the most is 300.",)
    assert Article.objects.count() == 6
    assert not Tag.objects.filter(name="hanya di sini").exists()
    assert not Author.objects.exists()


def test_reports_in_the_order_of_the_input() -> None:
    rejection = Rejection(Place("arsip.jsonl", 2), "Bukan berita.")

    results = bring_in(record("Satu"), rejection, record("Dua"), record("Satu"))

    assert outcomes(results) == ["created", "rejected", "created", "repeated"]


def test_writes_everything_that_hangs_on_a_story() -> None:
    bring_in(
        record(
            "Satu",
            bylines=("Rina Dewi", "Made Oka", "rina dewi"),
            tags=("Kopi", "kopi", "Subak"),
            addresses=("https://koran.example/2019/satu/", "/?p=1"),
            section="Ekonomi",
            dateline="Bangli",
            kicker="Panen",
            standfirst="Lebih banyak dari tahun lalu.",
            slug="panen-satu",
        )
    )

    story = Article.objects.get()
    assert (story.section.name, story.place, story.kicker) == ("Ekonomi", "Bangli", "Panen")
    assert (story.slug, story.standfirst) == ("panen-satu", "Lebih banyak dari tahun lalu.")
    assert [byline.author.name for byline in story.bylines.all()] == ["Rina Dewi", "Made Oka"]
    assert sorted(story.tags.names()) == ["Kopi", "Subak"]
    assert sorted(story.legacy_addresses.values_list("path", flat=True)) == ["/2019/satu", "/?p=1"]
    assert set(TaggedArticle.objects.values_list("listed_at", flat=True)) == {story.published_at}
    assert set(Byline.objects.values_list("listed_at", flat=True)) == {story.published_at}
    assert story.search_entry.title.split()[0] == "panen"


def test_finds_the_tags_authors_and_sections_that_are_here() -> None:
    tag = make.tag("Subak")
    tag.aliases.create(name="Subak Bali")
    author, section = make.author("Rina Dewi"), make.section("Ekonomi")

    bring_in(record("Satu", tags=("SUBAK", "subak bali"), bylines=("RINA DEWI",), section="ekonomi"))

    story = Article.objects.get()
    assert list(story.tags.all()) == [tag]
    assert [byline.author for byline in story.bylines.all()] == [author]
    assert story.section == section


def test_gives_new_tags_addresses_of_their_own() -> None:
    bring_in(record("Satu", tags=("C", "C++", "C#", "🔥", "💧")))

    slugs = list(Tag.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 5
    assert all(slugs)


def test_the_first_story_keeps_an_address_that_two_claim() -> None:
    first, second = bring_in(record("Satu", addresses=("/lama/",)), record("Dua", addresses=("/lama/",)))

    assert LegacyAddress.objects.get().article_id == first.article_id
    assert second.problems == (f"The old address /lama already leads to story {first.article_id}.",)


def test_asks_the_database_no_more_often_for_more_stories() -> None:
    def queries(first: int, stories: int) -> int:
        records = [record(f"Kabar {number}", tags=("a", "b")) for number in range(first, first + stories)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            bring_in(*records)
        # SQLite takes a thousand values at a time.
        return len({query["sql"][:60] for query in captured.captured_queries})

    queries(0, 1)

    assert queries(1, 5) == queries(10, 150)
