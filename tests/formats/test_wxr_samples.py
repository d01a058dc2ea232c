"""Two whole exports, written by us in the shape of WordPress's own."""

from pathlib import Path

from articles.formats import Item, PhotoReference, RelatedReference, Standing, wordpress
from tests.formats.any_format import items_of, left_out, records_of

SAMPLES = Path(__file__).parents[1] / "samples"
UPLOADS = "https://warta.example/wp-content/uploads/2024/05"


def sample(name: str, **told: object) -> list[Item]:
    return items_of(wordpress, (SAMPLES / name).read_bytes(), **told)


def test_reads_a_post_of_blocks():
    record = sample("wxr-1.2.xml")[0]

    assert (record.headline, record.standfirst) == (
        "Panen Raya di Tabanan “Melimpah”",
        "Hasil panen padi merah naik dua kali.",
    )
    assert record.body.split("\n") == [
        "<p>TABANAN – Petani di Penebel memanen padi merah.&nbsp;Hasilnya naik dua kali.</p>",
        '<figure data-photo="p1">Gabah dijemur di banjar</figure>',
        '<aside data-related-link="r1"></aside>',
        '<p><a href="https://video.example/7">https://video.example/7</a></p>',
    ]
    assert record.related == (RelatedReference("r1", "Subak Bertahan di Tengah Kota", reference="/2023/11/subak/"),)
    assert record.photos[0] == PhotoReference(
        f"{UPLOADS}/padi.jpg", alternative_text="Hamparan padi merah", caption="Padi merah di Penebel"
    )
    assert (record.photos[1].key, record.photos[1].alternative_text) == ("p1", "Gabah dijemur")
    assert (record.published_at.isoformat(), record.updated_at.isoformat()) == (
        "2024-05-04T02:00:00+00:00",
        "2024-05-05T01:00:00+00:00",
    )
    assert (record.bylines, record.categories, record.tags) == (("Rina Dewi",), ("Ekonomi & Bisnis",), ("padi merah",))
    assert record.status is Standing.PUBLISHED
    assert record.addresses == ("https://warta.example/2024/05/panen-raya/", "/?p=12")


def test_reads_a_draft_of_the_editor_before():
    record = sample("wxr-1.2.xml")[2]

    assert record.headline == "Nelayan Kedonganan belum melaut karena ombak tinggi di perairan selatan Bali…"
    assert record.body.split("\n") == [
        "<p>Nelayan Kedonganan belum melaut karena ombak tinggi di perairan selatan Bali sejak Senin.</p>",
        '<figure data-photo="p1">Gabah di tepi pantai</figure>',
        "<p>Mereka menunggu [cuaca] membaik.</p>",
        '<figure data-photo="p2">Padi merah di Penebel</figure>',
    ]
    assert (record.status, record.published_at.isoformat()) == (Standing.DRAFT, "2024-06-09T18:30:00+08:00")
    assert record.bylines == ("Ni Luh Sari",)
    assert record.warnings[0] == "It was not public there, but “draft”; it is a draft."


def test_counts_the_rest():
    assert left_out(sample("wxr-1.2.xml")) == {"comment": 1, "page": 1, "nav_menu_item": 1, "attachment": 1}
    assert [record.source_id for record in sample("wxr-1.2.xml", with_pages=True) if hasattr(record, "body")] == [
        "12",
        "13",
        "2",
    ]


def test_reads_an_old_export():
    first, second = records_of(wordpress, (SAMPLES / "wxr-1.0.xml").read_bytes())

    assert (first.headline, first.categories, first.tags) == ("Ogoh-ogoh & Nyepi", ("Budaya",), ("nyepi",))
    assert first.body == (
        '<p>Pemuda banjar mengarak ogoh-ogoh.</p>\n<p>Lihat foto di <a href="/2008/foto">halaman lama</a>.</p>'
    )
    assert (first.status, second.status) == (Standing.PUBLISHED, Standing.DRAFT)
    assert (second.source_id, second.published_at.isoformat()) == (
        "http://buletin.example/2009/rapat",
        "2009-03-26T01:00:00+00:00",
    )


def test_reads_the_same_every_time():
    assert sample("wxr-1.2.xml") == sample("wxr-1.2.xml")
