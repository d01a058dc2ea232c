"""Title, excerpt and text of WordPress posts."""

import pytest

from tests.formats.any_format import rejected
from tests.formats.wxr import item, meta, read_export, read_post, term

TITLES = [
    ("Panen &amp; Pesta", "Panen & Pesta"),
    ("Panen &#8211; <em>Raya</em>", "Panen – Raya"),
    ("Panen<br />Raya", "Panen Raya"),
    (" Panen \n Raya ", "Panen Raya"),
    ("Padi 3 < 5 > 4", "Padi 3 < 5 > 4"),
    ("<untitled>", "<untitled>"),
    ("Panen <!-- tidak selesai", "Panen <!-- tidak selesai"),
    ('"><img src=x onerror=alert(1)>Panen', '"> Panen'),
    ("Panen \u202eayaR\u202c\u200b", "Panen ayaR"),
]
LONG_WORDS = "Panen raya di Tabanan berlangsung meriah " * 20


@pytest.mark.parametrize(("title", "headline"), TITLES)
def test_has_a_plain_headline(title, headline):
    assert read_post(title=title).headline == headline


@pytest.mark.parametrize("title", ["", None, " \n", "\u200b"])
def test_is_called_by_its_first_words_without_a_title(title):
    """3 % of 1,753 posts."""
    record = read_post(title=title, content=f"<p>{LONG_WORDS}</p><p>Lagi.</p>")

    assert record.headline == "Panen raya di Tabanan berlangsung meriah Panen raya di Tabanan berlangsung…"
    assert "It had no title; it is called by the first words of its text." in record.warnings


def test_is_called_by_a_short_text_whole():
    assert read_post(title="", content="Padi <b>menguning</b>.").headline == "Padi menguning."


def test_rejects_a_post_with_neither_title_nor_text():
    assert [reason for _, reason in rejected(read_export(item(title="", content="")))] == [
        "The post has neither title nor text."
    ]


def test_cuts_a_long_title_and_keeps_its_words():
    title = LONG_WORDS[:400].strip()

    record = read_post(title=title)

    assert len(record.headline) <= 300
    assert record.headline.endswith("…")
    assert record.body == f"<p>{title}</p>\n<p>Petani memanen padi.</p>"
    assert f"The title has {len(title)} characters; it is cut, and whole it is the first paragraph." in record.warnings


def test_rejects_what_is_no_title_any_more():
    [(_, reason)] = rejected(read_export(item(title="x" * 10_000)))

    assert reason.startswith("The title has 10000 characters; the most is 300. Shorten it: 'xxx")


@pytest.mark.parametrize(
    ("excerpt", "standfirst"),
    [
        ("Petani &amp; <strong>warga</strong> memanen.", "Petani & warga memanen."),
        ("<!-- wp:paragraph --><p>Satu.</p><p>Dua.</p><!-- /wp:paragraph -->", "Satu. Dua."),
        ("", ""),
        (None, ""),
    ],
)
def test_has_its_excerpt_for_a_standfirst(excerpt, standfirst):
    assert read_post(excerpt=excerpt).standfirst == standfirst


def test_begins_with_an_excerpt_that_is_too_long():
    excerpt = LONG_WORDS.strip()

    record = read_post(excerpt=excerpt)

    assert record.standfirst == ""
    assert record.body == f"<p>{excerpt}</p>\n<p>Petani memanen padi.</p>"
    assert [remark for remark in record.warnings if remark.startswith("The excerpt has more than 600 characters")]


def test_has_its_excerpt_for_text_where_there_is_no_other():
    record = read_post(excerpt="Petani 5 < 6.", content="")

    assert (record.standfirst, record.body) == ("", "<p>Petani 5 &lt; 6.</p>")
    assert "There is no text but the excerpt; it is the text." in record.warnings


def test_has_the_description_for_text_where_there_is_no_content():
    assert read_post(content=None, description="Petani memanen.").body == "<p>Petani memanen.</p>"


def test_rejects_a_text_beyond_all_measure_and_reads_the_next():
    items = read_export(item(content="<p>" + "padi " * 220_000 + "</p>"), item(post_id="9"))

    assert rejected(items)[0][1].startswith("The text is 1100007 characters long")
    assert items[1].source_id == "9"


def test_rejects_a_text_beyond_reading():
    [(_, reason)] = rejected(read_export(item(content="padi " * 900_000)))

    assert reason == "The post has 4500000 characters, more than any story has. Take it out, or part it."


def test_says_what_is_damaged_and_leaves_it():
    record = read_post(content="<p>Ini katanya cafÃ© dan \ufffd.</p>")

    assert record.body == "<p>Ini katanya cafÃ© dan \ufffd.</p>"
    assert "Characters that the source had lost already (U+FFFD): 1." in record.warnings
    assert "Places that look decoded wrongly once, such as “Ã©”, left as they are: 1." in record.warnings


def test_says_which_shared_blocks_stand_elsewhere():
    record = read_post(content='<!-- wp:block {"ref":12} /-->\n<!-- wp:paragraph --><p>Isi.</p><!-- /wp:paragraph -->')

    assert record.body == "<p>Isi.</p>"
    assert "Blocks that it shared with other posts, and that stand apart from it: 1." in record.warnings


def test_appends_its_footnotes():
    notes = meta("footnotes", '[{"content":"Catatan."}]')

    assert read_post(notes).body == "<p>Petani memanen padi.</p>\n<ol><li>Catatan.</li></ol>"


def test_signs_with_who_the_text_says_wrote_it():
    record = read_post(term("Bali"), content="<p>Isi.</p><p>Pewarta: Oka Putra</p><p>Editor: Made Ayu</p>")

    assert (record.bylines, record.editors) == (("Rina Dewi", "Oka Putra"), ("Made Ayu",))


def test_runs_no_script():
    record = read_post(content='<p onclick="x()">Isi<script>x()</script> <a href="javascript:x()">sini</a></p>')

    assert record.body == "<p>Isi sini</p>"
