import unicodedata

import pytest

from articles.formats.characters import GRAPHEME_JOINER, clean, clean_name, compose
from tests.formats.reading import read_one, with_body


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("&ldquo;Kopi&rdquo; &amp;nbsp;&amp;ndash; teh", "“Kopi” \u00a0– teh"),  # quirk 17
        ("&amp;amp;lt;", "&lt;"),  # twice at most
        ("?a=1&copy=2&notit;", "?a=1&copy=2&notit;"),
        ("&#0; &#xD800; &#x110000; &#1; &#99999999999;", "&#0; &#xD800; &#x110000; &#1; &#99999999999;"),
        ("satu&#10;dua&#8232;tiga", "satu dua tiga"),
        ("satu\tdua", "satu dua"),  # quirk 16
        ("\u00a0\u200b Judul \u3000\ufeff", "Judul"),  # quirks 6 and 32
        ("ka\x00ta\x1b \x80", "kata"),
        ("cafe\u0301", "café"),
        ("kata\u00adkata \u200b\u200bkata", "kata\u00adkata \u200b\u200bkata"),
    ],
)
def test_cleans_a_line(before, after):
    assert clean(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  Pasar\u00a0 Desa\tDibuka ", "Pasar Desa Dibuka"),  # quirk 27
        ("Rekening \u202e4321\u202c aman\u2066", "Rekening 4321 aman"),
        ("Ke\u00adsehatan\u200b \ufeffDesa", "Kesehatan Desa"),  # quirk 32
        ("Pa\u200dsar", "Pasar"),
        ("👩🏽\u200d🚒 padamkan api", "👩🏽\u200d🚒 padamkan api"),
        ("ᬩᬲ\u200cᬩᬮᬶ", "ᬩᬲ\u200cᬩᬮᬶ"),
    ],
)
def test_cleans_a_name(before, after):
    assert clean_name(before) == after


def test_composes_any_run_of_marks_within_the_limit_of_uax_15():
    marks = "a" + "\u0301\u0323" * 100

    composed = compose(marks)

    assert composed == unicodedata.normalize("NFC", composed)
    assert [len(run) for run in composed.split(GRAPHEME_JOINER)[1:]] == [30, 30, 30, 30, 30, 20]
    assert sorted(unicodedata.normalize("NFD", composed.replace(GRAPHEME_JOINER, ""))) == sorted(marks)


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        ("ka\x00ta", "Control characters removed: 1."),
        ("ka\ufffdta", "Characters that the source had lost already (U+FFFD): 1."),
        ("kafÃ© â€œdesaâ€\u009d", "Places that look decoded wrongly once, such as “Ã©”, left as they are: 3."),
    ],
)
def test_reports_damage_that_the_source_has(body, warning):
    assert warning in with_body(body).warnings


def test_shows_markup_as_the_text_it_is():
    record = read_one("16/11/2024\n\n<b>Judul</b> & lain\n\n<script>x</script> a<b, 5 < 6 &amp; 7 &lt;i&gt;")

    assert record.headline == "<b>Judul</b> & lain"
    assert record.body == "<p>&lt;script&gt;x&lt;/script&gt; a&lt;b, 5 &lt; 6 &amp; 7 &lt;i&gt;</p>"
