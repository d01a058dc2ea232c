"""Tables and JSON, whatever stands in them: no error but a FormatError, nothing of a story lost in silence."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats import ArticleRecord, FormatError, LeftOut, Reading, Rejection, table
from articles.formats.json_stories import ghost, jsonl, wordpress_posts
from tests.formats.any_format import items_of
from tests.formats.reading import MAKASSAR
from tests.formats.test_json_ghost import export
from tests.formats.test_json_own_stories import STORY, written
from tests.formats.test_json_wordpress import POST

TABLE = 'judul,isi,tanggal,status,label\n"Pasar","Harga\nnaik.",16/11/2024,draft,desa\nSubak,<p>Air,02/03/2024,,1\n'
SAMPLES = {
    table: TABLE.encode(),
    jsonl: (written(STORY) + '\n{"title": "Pasar", "body": "<p>Harga", "tags": ["a"], "date": "16/11/2024"}').encode(),
    wordpress_posts: json.dumps([POST, POST | {"id": 13}]).encode(),
    ghost: export({}, {"html": None, "lexical": "{}"}).encode(),
}
PIECES = st.sampled_from(
    [*'",;\n\r\t\0{}[]:\\<>', '"\n', '",', '""', "\ufeff", "\\u0000", "\\ud800", "judul", "&lt;p&gt;", "1e999", "null"]
)
WORDS = st.lists(st.sampled_from(["Harga", "naik,", 'kata "Luh"', "5<6", "R&D", "desa;", "\n", "a|b", "~"]), min_size=1)


def outcome(known, content):
    reading = Reading(zone=MAKASSAR)
    try:
        return list(known.read(io.BytesIO(content), name="arsip", source_id="arsip", reading=reading))
    except FormatError as error:
        return str(error)


@pytest.mark.parametrize("known", SAMPLES, ids=lambda known: known.NAME)
@given(at=st.integers(0, 10_000), cut=st.integers(0, 40), put=st.lists(PIECES, max_size=4).map("".join))
def test_raises_nothing_but_a_format_error(known, at, cut, put):
    sample = SAMPLES[known]
    at %= len(sample)

    result = outcome(known, sample[:at] + put.encode() + sample[at + cut :])

    assert isinstance(result, list) or result.startswith("arsip")
    assert isinstance(result, str) or all(isinstance(item, ArticleRecord | Rejection | LeftOut) for item in result)


@pytest.mark.parametrize("known", SAMPLES, ids=lambda known: known.NAME)
@given(content=st.binary(max_size=300))
def test_survives_any_bytes(known, content):
    result = outcome(known, content)

    assert known.recognises(content) in (True, False)
    assert outcome(known, content) == result


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
def test_loses_no_row(texts):
    cells = ["Pembuka. {} Penutup.".format(text.replace('"', '""')) for text in texts]
    content = "judul,isi\n" + "".join(f'Judul {number},"{cell}"\n' for number, cell in enumerate(cells))

    items = items_of(table, content)

    assert [item.headline for item in items] == [f"Judul {number}" for number in range(len(texts))]
    assert [item.original for item in items] == [f"Pembuka. {text} Penutup." for text in texts]
