"""Paragraphs where a post has only blank lines."""

import pytest

from articles.formats.markup import with_paragraphs

CASES = [
    ("Satu\n\nDua", ["<p>Satu</p>", "<p>Dua</p>"]),
    ("Satu\r\nSatu juga\r\n \r\n\u00a0\r\nDua", ["<p>Satu<br>", "Satu juga</p>", "<p>Dua</p>"]),
    ("Satu<br />\nDua", ["<p>Satu<br>", "Dua</p>"]),
    ("Satu\n<h3>Dua</h3>\nTiga", ["<p>Satu</p>", "<h3>", "<p>Dua</p>", "</h3>", "<p>Tiga</p>"]),
    ("<pre>a\n\nb</pre>\n\nDua", ["<pre>a", "", "b", "</pre>", "<p>Dua</p>"]),
    ("", [""]),
]


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_makes_paragraphs_of_blank_lines_and_keeps_what_is_marked_up(text, lines):
    assert with_paragraphs(text).split("\n") == lines
