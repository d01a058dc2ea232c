"""Our own export: what goes out comes back."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats import ArticleRecord, FormatError, PhotoReference, Place, RelatedReference, Standing
from articles.formats.dates import EARLIEST_YEAR, LATEST_YEAR
from articles.formats.json_stories import jsonl
from articles.formats.own_stories import KEYS, read_line, written
from articles.formats.record import STORED
from tests.formats.any_format import items_of, rejected

STORY = ArticleRecord(
    place=Place(""),
    source="arsip",
    source_id="ekonomi/pasar",
    headline="Pasar Desa “Dibuka”",
    body='<p>Harga naik.</p>\n<aside data-related-link="r1"></aside>\n<figure data-photo="p1">Suasana</figure>',
    published_at=datetime(2024, 11, 16, 10, tzinfo=timezone(timedelta(hours=8))),
    section="Ekonomi",
    bylines=("Rina Dewi", "I Wayan Oka"),
    editors=("Ni Luh Sari",),
    related=(RelatedReference("r1", "Panen Raya", reference="/2019/05/panen/"),),
    photos=(PhotoReference("pasar.jpg", "p1", "Pasar", "Suasana", "Rina", "ab" * 32, (30, 70)),),
    addresses=("/2024/pasar/",),
    may_be_scheduled=True,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
WRITTEN = TEXTS.filter(bool)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
# Those that a stored story can have, and in any zone.
INSTANTS = st.none() | st.datetimes(
    datetime(EARLIEST_YEAR, 1, 1),  # noqa: DTZ001
    datetime(LATEST_YEAR, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
PER_CENT = st.integers(0, 100)
RECORDS = st.builds(
    ArticleRecord,
    place=st.just(Place("")),
    **dict.fromkeys(("source_id", "headline", "body"), WRITTEN),
    **dict.fromkeys(("published_at", "first_published_at", "updated_at", "embargo_until"), INSTANTS),
    **dict.fromkeys(("addresses", "bylines", "editors", "tags", "categories"), LISTS),
    **dict.fromkeys(
        ("standfirst", "section", "rights", "slug", "kicker", "kind", "dateline", "sponsor_name", "source"), TEXTS
    ),
    **dict.fromkeys(("unverified_reason", "withdrawn_because"), TEXTS),
    related=st.lists(st.builds(RelatedReference, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    photos=st.lists(st.builds(PhotoReference, *[TEXTS] * 6, focus=st.tuples(PER_CENT, PER_CENT)), max_size=2).map(
        tuple
    ),
    status=st.sampled_from(Standing),
    may_be_scheduled=st.just(True),
)


@given(RECORDS)
def test_brings_back_what_was_written(record):
    line = written(record)

    assert read_line(line) == record
    assert written(read_line(line)) == line
    assert list(jsonl.read(io.BytesIO(line.encode()), name="", source_id="", reading=None)) == [
        replace(record, place=Place("", 1))
    ]


def test_writes_every_field_that_is_stored():
    assert {name for _, name, _ in KEYS} == STORED.keys() - {"may_be_scheduled"} | {"source"}


def test_writes_for_people():
    assert written(STORY) == (
        '{"newsroom": 1, "source": "arsip", "id": "ekonomi/pasar", "headline": "Pasar Desa “Dibuka”", '
        '"body": "<p>Harga naik.</p>\\n<aside data-related-link=\\"r1\\"></aside>\\n'
        '<figure data-photo=\\"p1\\">Suasana</figure>", "section": "Ekonomi", '
        '"bylines": ["Rina Dewi", "I Wayan Oka"], "edited_by": ["Ni Luh Sari"], '
        '"related": [{"key": "r1", "headline": "Panen Raya", "reference": "/2019/05/panen/"}], '
        '"photos": [{"address": "pasar.jpg", "key": "p1", "alternative_text": "Pasar", "caption": "Suasana", '
        f'"credit": "Rina", "sha256": "{"ab" * 32}", "focus": [30, 70]}}], '
        '"published_at": "2024-11-16T02:00:00+00:00", "addresses": ["/2024/pasar/"]}'
    )


def test_is_recognised_by_its_mark():
    assert jsonl.recognises(written(STORY).encode())
    assert jsonl.recognises(written(replace(STORY, body="x" * 10_000)).encode()[:4096])


def changed(**values):
    return json.dumps(json.loads(written(STORY)) | values)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"newsroom": 2}, r"edition 2; this program reads 1"),
        ({"headline": 5}, r"Under 'headline' stands '5'; expected a text\."),
        ({"headline": ""}, r"The story has no 'headline'\."),
        ({"id": None}, r"Under 'id' stands 'None'; expected a text\."),
        ({"tags": "desa"}, r"Under 'tags' stands 'desa'; expected a list of texts\."),
        ({"tags": [1]}, r"expected a list of texts"),
        ({"published_at": "kemarin"}, r"Under 'published_at' stands 'kemarin'; expected a time such as"),
        ({"published_at": "2024-11-16T10:00:00"}, r"expected a time such as '2024-11-16T02:00:00\+00:00'"),
        ({"published_at": 5}, r"Under 'published_at' stands '5'"),
        ({"status": "rahasia"}, r"Under 'status' stands 'rahasia'; expected 'published' or 'in_review'"),
        ({"status": {}}, r"Under 'status' stands"),
        ({"related": ["x"]}, r"expected a list of related stories"),
        ({"related": [{"key": 1}]}, r"Under 'related: key' stands '1'; expected a text"),
        ({"photos": [{"address": "a", "focus": [0, 101]}]}, r"Under 'photos: focus' stands '\[0, 101\]'"),
        ({"photos": [{"address": "a", "focus": [True, 1]}]}, r"Under 'photos: focus'"),
        ({"body": "x" * 1_000_001}, r"The body has 1,000,001 characters; the most is 1,000,000"),
        ({"headline": "a\0b"}, r"The control character '\\x00' stands in"),
        ({"tags": ["\ud800"]}, r"Half a character"),
    ],
)
def test_refuses_what_its_keys_do_not_hold(values, reason):
    with pytest.raises(FormatError, match=reason):
        read_line(changed(**values))
    [(line, _)] = rejected(items_of(jsonl, changed(**values) + "\n" + written(STORY)))
    assert line == 1


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"id": "1", "headline": "a", "body": "b"}'])
def test_refuses_a_line_without_its_mark(line):
    with pytest.raises(FormatError):
        read_line(line)


def test_passes_over_keys_it_does_not_know():
    assert read_line(changed(is_superuser=True, place="x", warnings=[1])) == STORY
