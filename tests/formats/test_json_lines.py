"""Stories by hand or by other programs, one a line."""

import json

import pytest

from articles.formats import ArticleRecord, FormatError, Standing, detect, plain_text
from articles.formats.json_stories import jsonl
from tests.formats.any_format import items_of, left_out, record_of, records_of, rejected


def line(**values):
    return json.dumps({"id": "1", "title": "Pasar", "body": "<p>Harga naik.</p>", **values}, ensure_ascii=False)


def test_reads_stories_by_the_names_of_their_keys():
    record = record_of(
        jsonl,
        '{"judul": "Pasar Desa", "isi": "Harga naik.\\n\\nWarga menunggu.", "tanggal": "16/11/2024", "rubrik": "Desa", '
        '"penulis": "Rina Dewi", "tags": ["pasar"], "url": "https://koran.example/1"}',
    )

    assert (record.headline, record.section, record.bylines, record.tags) == (
        "Pasar Desa",
        "Desa",
        ("Rina Dewi",),
        ("pasar",),
    )
    assert record.body == "<p>Harga naik.</p>\n<p>Warga menunggu.</p>"
    assert record.published_at.isoformat() == "2024-11-16T00:00:00+08:00"
    assert record.source_id == "https://koran.example/1"


def test_takes_bylines_as_a_list_and_a_number_as_id():
    record = record_of(jsonl, line(id=12, byline=["Rina Dewi", "I Wayan Oka"]))

    assert (record.source_id, record.bylines) == ("12", ("Rina Dewi", "I Wayan Oka"))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "This is not JSON: "),
        ('{"id": "1", "title": "Pasar", "tags": [', "where the line ends"),
        ("null", "Here stands 'None'; expected an object"),
        ("[]", "expected an object"),
        ('"Pasar"', "expected an object"),
        ("123", "expected an object"),
        ("// catatan", "This is not JSON: Expecting value at character 1, where '// catatan' stands."),
        ("{'title': 'Pasar'}", "This is not JSON: "),
        (line() + line(), "This is not JSON: Extra data"),
        (line(title=5), "Under 'title' stands '5'; expected a text."),
        (line(title=True), "Under 'title' stands 'True'; expected a text."),
        (line(body={"a": 1}), "Under 'body' stands \"{'a': 1}\"; expected a text."),
        (line(tags="desa"), "Under 'tags' stands 'desa'; expected a list of texts."),
        (line(tags=[None, 1]), "expected a list of texts."),
        (line(title=""), "There is no headline."),
        (line(body=""), "has no text."),
        (line(date="kemarin"), "does not say which day"),
        ('{"title": "a", "title": "b", "body": "c"}', "The key 'title' stands there twice."),
        ('{"title": NaN, "body": "c"}', "NaN is not a value that JSON has."),
        ('{"title": "a", "body": -Infinity}', "-Infinity is not a value"),
        (f'{{"id": {"9" * 5000}, "title": "a", "body": "b"}}', "A number has thousands of digits."),
        (f'{{"title": {"[" * 100_000}{"]" * 100_000}}}', "nested too deep"),
        (f'{{"title": "a", "body": "b", "x": {"[" * 400}"\\u0000"{"]" * 400}}}', "control character"),
        (r'{"title": "\ud800 Pasar", "body": "b"}', "Half a character"),
        (r'{"title": "a", "body": "b\u0000"}', "control character"),
        ("x" * 20 + "\x00", "This is not JSON"),
    ],
)
def test_lists_a_bad_line_and_reads_the_next(bad, reason):
    items = items_of(jsonl, f"{line()}\n{bad}\n{line(id='3')}")

    [(number, said)] = rejected(items)
    assert (number, reason in said) == (2, True), said
    assert [item.place.line for item in items if isinstance(item, ArticleRecord)] == [1, 3]


def test_refuses_a_line_that_is_not_utf8():
    items = items_of(jsonl, line().encode() + b"\n" + line(title="Café").encode("cp1252") + b"\n" + line().encode())

    assert rejected(items)[0][0] == 2
    assert "is not UTF-8" in rejected(items)[0][1]
    assert len(items) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_an_endless_line_and_reads_the_next(encoding, monkeypatch):
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 4096)
    text = f"{line()}\n{line(body='a' * 300_000)}\n{line()}\n"

    items = items_of(jsonl, text.encode(encoding))

    assert [number for number, _ in rejected(items)] == [2]
    assert [item.place.line for item in items if isinstance(item, ArticleRecord)] == [1, 3]


@pytest.mark.parametrize(
    "content",
    [
        line().encode(),
        f"{line()}\n".encode(),
        f"\ufeff{line()}\r\n\r\n  \n".encode(),
        f"{line()}\n".encode("utf-16"),
        f"\n{line()}".encode(),
    ],
)
def test_reads_every_way_to_end_a_line(content):
    assert record_of(jsonl, content).headline == "Pasar"


def test_parts_no_line_at_a_line_separator():
    assert record_of(jsonl, line(title="Pasar\u2028Desa")).headline == "Pasar Desa"


def test_refuses_a_file_that_is_not_the_utf16_it_says():
    with pytest.raises(FormatError, match=r"arsip, line 2: .*not UTF-16"):
        items_of(jsonl, f"{line()}\n".encode("utf-16") + b"x")


def test_reports_keys_it_does_not_know():
    items = items_of(jsonl, line(is_superuser=True, pk=1, __proto__={"x": 1}) + "\n" + line(pk=2, headline="Lain"))

    assert left_out(items) == {"key 'is_superuser'": 1, "key 'pk'": 2, "key '__proto__'": 1, "key 'headline'": 1}


def test_counts_a_thousand_strange_keys_and_no_more():
    items = items_of(jsonl, line(**{f"k{number}": 1 for number in range(3000)}))

    assert left_out(items)["key 'others'"] == 2000


def test_keeps_from_readers_what_the_source_did_not_publish():
    assert record_of(jsonl, line(status="draft", date="16/11/2024")).status is Standing.DRAFT


def test_never_schedules_what_others_wrote():
    assert not record_of(jsonl, line(date="2099-01-01T00:00:00Z", may_be_scheduled=True)).may_be_scheduled


@pytest.mark.parametrize("date", ["2019-02-30T25:00:00+99:00", "31/02/2024", 2019])
def test_makes_a_draft_of_what_is_no_date(date):
    record = record_of(jsonl, line(published=date))

    assert record.published_at is None
    assert any(repr(str(date)) in remark for remark in record.warnings)


def test_obeys_what_the_person_says_of_a_key():
    [record] = records_of(jsonl, '{"nama": "Pasar", "body": "Harga naik."}', columns={"nama": "headline"})

    assert record.headline == "Pasar"


@pytest.mark.parametrize(
    ("head", "is_ours"),
    [
        (line().encode(), True),
        (line().encode("utf-16"), True),
        (b'{"newsroom": 1, "id"', True),
        (b'{"id": ' + b"9" * 5000, True),
        (b'{"title": 1}', False),
        (b'{"a": 1}\n{"b": 2}', False),
        (b'{\n "title": "Pasar",\n "body": "Harga"\n}', False),
        (b'[{"title": "a", "body": "b"}]', True),
        (b'[\n  {\n    "judul": "a",\n    "isi": "b"', True),
        (b'[{"title": "a"}]', False),
        (b"[1, 2]", False),
        (b'{"headline": "a", "body": "b", "pubstatus": "usable"}', False),
        (b"Pasar Desa", False),
        (b"", False),
    ],
)
def test_recognises_lines_of_stories(head, is_ours):
    assert jsonl.recognises(head[:4096]) is is_ours


def test_reads_an_array_of_stories():
    items = items_of(jsonl, f"[\n{line()},\n7,\n{line(title=5)},\n{line(pk=1)}]")

    assert [item.place.line for item in items if isinstance(item, ArticleRecord)] == [2, 5]
    assert rejected(items)[0] == (3, "Here stands '7'; expected an object: {\"headline\": …}.")
    assert [number for number, _ in rejected(items)] == [3, 4]
    assert left_out(items) == {"key 'pk'": 1}


def test_leaves_utf16_text_to_plain_text():
    assert detect("Pasar Desa Dibuka".encode("utf-16")) is plain_text
