"""What holds for any input: no error but a FormatError, no word lost, the same every time."""

import html
import re
import unicodedata
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.formats import FORMATS, ArticleRecord, FormatError, Rejection, UnknownFormat, detect
from articles.formats.dates import SHAPE, DateError, parse_date
from tests.formats.reading import MAKASSAR, read_all, with_body

# What readers act on, among words they must not touch.
PIECES = st.sampled_from(
    [
        *(
            "16/11/2024",
            "Baca juga:",
            "Baca Juga :\u00a0 ",
            "(Baca juga",
            "Judul Lain",
            "https://koran.example/1?page=2",
        ),
        *("Pewarta: Rina", "Editor: Oka", "COPYRIGHT © ANTARA 2023", "ADVERTISEMENT", "[Gambas:Video]", "Tag: a, b"),
        *(
            "280",
            "\u00a0",
            "\u200b",
            "&amp;nbsp;",
            "&#10;",
            "\u202e",
            "e\u0301",
            "👩🏽\u200d🚒",
            "…",
            "kata",
            "Kata. ",
            ")",
        ),
        *("\n", "\n\n", "\r", "\u2028", "\t", " "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
WORDS = st.lists(
    st.sampled_from(["harga", "naik.", "Baca", "juga", "juga:", "Ni", "“Luh”", "desa", "5<6", "R&D", "(ab/cd)"])
)
LABEL_WORDS = ("Baca", "juga", "juga:")
BODIES = st.lists(WORDS.map(" ".join), min_size=1, max_size=12).map("\n\n".join)


def outcome(content):
    try:
        return read_all(content)
    except FormatError as error:
        return str(error)


@given(st.binary(max_size=400) | TEXTS.map(str.encode))
def test_raises_nothing_but_a_format_error(content):
    results = outcome(content)

    assert results
    assert isinstance(results, str) or all(isinstance(result, ArticleRecord | Rejection) for result in results)


@given(st.binary(max_size=400))
def test_detects_a_format_if_one_recognises_the_file(head):
    try:
        chosen = detect(head)
    except UnknownFormat:
        chosen = None

    assert chosen is next((known for known in FORMATS if known.recognises(head)), None)


@given(TEXTS)
def test_reads_the_same_every_time(text):
    assert outcome(text.encode()) == outcome(text.encode())


@given(TEXTS)
def test_yields_clean_texts(text):
    for record in read_all(text.encode()):
        if isinstance(record, Rejection):
            assert record.reason.endswith(".")
            continue
        names = [record.headline, *record.bylines, *record.tags, *(reference.headline for reference in record.related)]
        assert all(name == " ".join(name.split()) != "" for name in names)
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") for name in names for letter in name)
        assert unicodedata.is_normalized("NFC", record.body + "".join(names))
        assert re.findall(r'related-link="(\w+)"', record.body) == [reference.key for reference in record.related]


@given(BODIES)
def test_loses_no_word_of_a_body(body):
    record = with_body(f"Pembuka.\n\n{body}\n\nPenutup.")

    headlines = {reference.key: reference.headline for reference in record.related}
    printed = re.sub(r'<aside data-related-link="(\w+)"></aside>', lambda aside: headlines[aside[1]], record.body)
    words = html.unescape(re.sub("</?p>", " ", printed)).split()
    if record.related:
        assert [word for word in words if word not in LABEL_WORDS] == [
            word for word in f"Pembuka. {body} Penutup.".split() if word not in LABEL_WORDS
        ]
    else:
        assert words == f"Pembuka. {body} Penutup.".split()


@given(st.text(max_size=90) | st.from_regex(SHAPE, fullmatch=True))
def test_parses_a_date_or_refuses_it(text):
    try:
        offset = parse_date(text, zone=MAKASSAR).utcoffset()
    except DateError:
        offset = timedelta()

    assert offset is not None
