"""The demo stories in samples/: the real one this project began with, and those written in its shape."""

from pathlib import Path

import pytest

from articles.formats import ArticleRecord, Reading, read_paths
from articles.keys import headline_key
from tests.formats.reading import MAKASSAR

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def records() -> dict[str, ArticleRecord]:
    return {record.source_id: record for record in read_paths([str(SAMPLES)], reading=Reading(zone=MAKASSAR))}


def test_reads_the_sample_story(records):
    record = records["ekonomi/000_cf8026e9d9707e45"]

    assert record.headline == "BPJamsostek Banuspa Tingkatkan Kepesertaan Lewat Paritrana Award"
    assert record.published_at.isoformat() == "2024-11-16T00:00:00+08:00"
    assert record.section == "Ekonomi"
    assert [reference.headline for reference in record.related] == [
        "Pembayaran Klaim JHT Capai Rp 2 Triliun",
        "Resmikan SPKLU Ultra Fast Charging Pertama di RI, Presiden Jokowi: Apresiasi Kesiapan PLN Dukung KTT G20",
    ]
    assert record.body.count("<p>") == 9
    assert record.body.startswith("<p>BPJamsostek atau BPJS Ketenagakerjaan Bali Nusra dan Papua (Banuspa)")
    assert "Baca Juga" not in record.body
    assert record.warnings == (
        "The date line says 16/11/2024, the text first names 19/02/2024: 271 days apart. The date line was taken.",
    )
    assert (record.bylines, record.tags, record.addresses, record.residue) == ((), (), (), ())


def test_reads_every_story_without_a_doubt(records):
    del records["ekonomi/000_cf8026e9d9707e45"]

    assert len(records) == 13
    for source_id, record in records.items():
        assert record.warnings == (), source_id
        assert record.bylines, source_id
        assert 5 <= record.body.count("<p>") <= 11, source_id


def test_links_stories_of_the_folder_in_both_directions_of_time(records):
    dates = {headline_key(record.headline): record.published_at for record in records.values()}
    links = [
        (record.published_at, dates.get(headline_key(reference.headline)))
        for record in records.values()
        for reference in record.related
    ]

    assert any(target and target < source for source, target in links)
    assert any(target and target > source for source, target in links)
    assert any(target is None for _, target in links)
