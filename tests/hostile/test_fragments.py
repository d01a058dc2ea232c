"""Hostile pages that have no headline, and so are never looked into as they are: each once more under one."""

import html
import re

import pytest

from articles.body.sanitise import sanitise
from articles.formats import ArticleRecord, Reading, Rejection, read_paths
from tests.formats.reading import MAKASSAR

PARAGRAPH = f"<p>{'Petani di Jatiluwih, Tabanan, mulai memanen padi pagi ini. ' * 4}</p>"
HEADLINE = f"<!doctype html><meta charset=utf-8><title>Panen</title><h1>Panen</h1>{PARAGRAPH}"
KEPT = {
    "html-unclosed-everything.html": "a b c d e f g h i j",
    "html-attr-1MB.html": "x y",
    "html-2MB-data-uri-img.html": "",
    "html-microsoft-word.html": "Text “kept” !",
    "html-tracking-pixel.html": "",
}


def item_under_headline(hostile, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HEADLINE.encode() + (hostile / name).read_bytes() + b"<p>Harga beras naik di pasar desa.</p>")
    [item] = read_paths([str(path)], reading=Reading(zone=MAKASSAR))
    return item


@pytest.mark.parametrize(("name", "words"), KEPT.items())
def test_keeps_the_words_of_a_fragment_and_nothing_else(hostile, tmp_path, name, words):
    record = item_under_headline(hostile, tmp_path, name)

    assert isinstance(record, ArticleRecord), record
    printed = html.unescape(re.sub("<[^>]*>", " ", record.body)).split()
    assert all(word in "".join(printed) for word in words.split())
    assert "Petani" in printed
    assert len(record.body) < 1000
    assert sanitise(sanitise(record.body)) == sanitise(record.body)
    assert not re.search(r"<[^>]*(?:style|class|title|srcset|data:|Mso)[^>]*>", record.body)


@pytest.mark.parametrize("name", ["html-nested-100k-blockquote.html", "html-nested-100k-b.html"])
def test_refuses_what_is_nested_without_end(hostile, tmp_path, name):
    rejection = item_under_headline(hostile, tmp_path, name)

    assert isinstance(rejection, Rejection)
    assert rejection.reason == "The text has more than 50,000 elements. Split the story."


def test_never_reads_utf_7(hostile, tmp_path):
    record = item_under_headline(hostile, tmp_path, "html-meta-charset-lies.html")

    assert "+ADw-script+AD4-window.__xss=1+ADw-/script+AD4-" in record.body
