"""What every story of a wire or a feed goes through."""

import pytest

from articles.body.allowed import MAX_CHARACTERS
from articles.formats import ArticleRecord, Place, Rejection
from articles.formats.dispatch import Dispatch, Picture, is_beginning, record_of
from articles.formats.wire import newsml_g2, ninjs
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import MAKASSAR, paragraphs
from tests.formats.wire import samples
from tests.formats.wire.samples import PARAGRAPHS, READ


def dispatch(**parts) -> Dispatch:
    standard = {"source_id": "7", "headline": "Subak Panen Raya", "markup": PARAGRAPHS}
    return Dispatch(Place("kiriman"), MAKASSAR, **standard | parts)


def record(**parts) -> ArticleRecord:
    found = record_of(dispatch(**parts))
    assert isinstance(found, ArticleRecord), found
    return found


@pytest.mark.parametrize(
    "markup",
    [
        f"<h1>Subak Panen Raya</h1>{PARAGRAPHS}",
        f"<p> SUBAK <b>Panen</b> Raya </p><h2>Subak Panen Raya</h2>{PARAGRAPHS}",
    ],
)
def test_drops_the_headline_that_the_text_repeats(markup):
    assert paragraphs(record(markup=markup)) == READ


def test_keeps_a_text_that_is_nothing_but_the_headline():
    assert paragraphs(record(markup="<p>Subak Panen Raya</p>")) == ["Subak Panen Raya"]


def test_leaves_out_the_title_of_a_whole_page():
    page = f"<html><head><title>Panen - Kantor Berita</title></head><body>{PARAGRAPHS}</body></html>"

    assert paragraphs(story_of(ninjs, samples.ninjs(body_xhtml=None, body_html=page))) == READ


def test_parts_an_agencys_plain_text_where_lines_are_indented():
    first, second = "Petani di Subak Jatiluwih, Kabupaten Tabanan, memanen", "padi merah pada musim tanam kedua."
    wrapped = f"&lt;p&gt;\n          \n    {first}\n{second}\n   Harga gabah naik seperlima.\n&lt;/p&gt;"
    content = f'<inlineData contenttype="text/plain">{wrapped}</inlineData>'

    assert paragraphs(story_of(newsml_g2, samples.g2(content=content))) == [
        f"{first} {second}",
        "Harga gabah naik seperlima.",
    ]


def test_refuses_a_text_that_is_too_long_and_reads_on():
    long = samples.ninjs(uri="satu", body_xhtml="<p>padi</p>" * (MAX_CHARACTERS // 10))
    items = items_of(ninjs, f"{long}\n{samples.ninjs(uri='dua')}")

    assert isinstance(items[0], Rejection)
    assert "is longer than 1,000,000 characters" in items[0].reason
    assert outcomes(items[1:]) == ["dua"]


def test_keeps_text_before_and_after_markup():
    story = dispatch(markup="")
    story.add_text("5 < 6")
    story.add_markup("<p>Dua.</p>")
    story.add_text("Tiga.")

    assert paragraphs(record_of(story)) == ["5 &lt; 6", "Dua.", "Tiga."]


def test_tells_of_a_date_that_is_far_from_what_the_text_says():
    story = dispatch(markup="<p>Tabanan, Selasa (19/2/2024).</p>")
    story.date("2024-11-16")

    assert (
        "The source dates the story 16/11/2024, the text first names 19/02/2024: 271 days apart. "
        "The source was believed."
    ) in record_of(story).warnings


def test_takes_no_story_of_pictures_alone():
    found = record_of(dispatch(markup=" ", pictures=[Picture(("a.jpg",))]))

    assert isinstance(found, Rejection)
    assert found.reason == "The story 'Subak Panen Raya' has no text."


@pytest.mark.parametrize(
    ("summary", "text", "begins"),
    [
        ("Petani memanen", "Petani memanen padi.", True),
        ("“Petani” memanen […]", "Petani – memanen padi.", True),
        ("Panen raya", "Petani memanen padi.", False),
        ("", "Petani", True),
    ],
)
def test_knows_a_summary_that_is_only_how_the_text_begins(summary, text, begins):
    assert is_beginning(summary, text) == begins
