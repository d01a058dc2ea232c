import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats import FormatError
from articles.formats.json_stories import reader as json_reader
from articles.formats.json_stories.reader import JsonReader

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abc\\"é', max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(json_reader, "CHUNK", 7)


def reader_of(text):
    return JsonReader(io.BytesIO(text.encode() if isinstance(text, str) else text), name="arsip.json")


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]), st.booleans())
def test_yields_the_elements_of_an_array(values, indent, as_ascii):
    text = json.dumps(values, indent=indent, ensure_ascii=as_ascii)

    assert [value for _, value in reader_of(text).elements()] == values


@given(st.dictionaries(st.text("abc", max_size=3), VALUES, max_size=5))
def test_skips_values_of_any_shape(members):
    reader = reader_of(json.dumps({**members, "terakhir": 7}))

    found = {}
    for key in reader.members():
        if key == "terakhir":
            found[key] = reader.value()
        else:
            reader.skip()
    assert found == {"terakhir": 7}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_every_encoding(encoding):
    assert [value for _, value in reader_of('["Café", 1]'.encode(encoding)).elements()] == ["Café", 1]


def test_counts_lines():
    text = '[\n  {"a":\n 1},\n\n  {"b": 2}\n]'

    assert [line for line, _ in reader_of(text).elements()] == [2, 5]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"a": 1}, {"b":', r"line 1: this is not JSON: .* damaged or cut off"),
        ('[\n{"a": 1}\n{"b": 2}]', r"line 3: here is '\{'; expected ','"),
        ('[{"a": 1}', r"here is the end of the file; expected ','"),
        ('[\n{"a" 1},\n{"b": 2}, "' + "x" * 100 + '"]', r"line 2: this is not JSON: Expecting ':' delimiter"),
        (f"[{'[' * 100_000}", r"nested too deep"),
        (b'["\xff\xfe kata"]', r"not UTF-8"),
        ('["' + "x" * 1000, r"this is not JSON: Unterminated string"),
        ("7", r"here is '7'; expected '\['"),
        ("", r"here is the end of the file; expected '\['"),
    ],
)
def test_says_where_a_file_is_damaged(text, reason):
    with pytest.raises(FormatError, match=r"^arsip\.json, line \d+: ") as error:
        list(reader_of(text).elements())
    assert error.match(reason)


@pytest.mark.parametrize("text", ['{"a": [1, 2', '{"a": ["x', '{"a": {"b": "\\', '{"a"', '{"a": 1', "{1: 2}", "{"])
def test_says_that_a_file_is_cut_off_where_it_skips(text):
    reader = reader_of(text)

    with pytest.raises(FormatError, match=r"^arsip\.json, line 1: "):
        [reader.skip() for _ in reader.members()]


def test_refuses_a_value_without_end(monkeypatch):
    monkeypatch.setattr(json_reader, "VALUE_LIMIT", 2**20)

    with pytest.raises(FormatError, match=r"no value of at most 1 MiB ends after this"):
        list(reader_of('["' + "x" * 2**22).elements())


def test_takes_numbers_of_thousands_of_digits_for_text():
    assert [value for _, value in reader_of(f"[{'9' * 5000}, NaN]").elements()] == ["9" * 5000, None]
