"""What becomes of the elements of a page."""

import pytest

from articles.formats.markup import read_markup

CASES = [
    ("<p>Satu</p><p>Dua</p>", ["<p>Satu</p>", "<p>Dua</p>"]),
    ("Satu<div>Dua</div>Tiga", ["<p>Satu</p>", "<p>Dua</p>", "<p>Tiga</p>"]),
    # Words of two blocks are two words, whatever the blocks are called.
    ("<dl><dt>Kadus</dt><dd>Made</dd></dl>", ["<p>Kadus</p>", "<p>Made</p>"]),
    ("<form><label>Nama</label><select><option>A<option>B</select></form>", ["<p>Nama</p>", "<p>A</p>", "<p>B</p>"]),
    ("<h1>Judul</h1><h4>Kecil</h4>", ["<h2>Judul</h2>", "<h3>Kecil</h3>"]),
    # One agency parts paragraphs with two line breaks, one of them in a <div> of its own.
    ("Satu.<br /><br />\nDua.<br>Tiga.", ["<p>Satu.</p>", "<p>Dua.<br>Tiga.</p>"]),
    ("<div>Satu.</div><div><br></div><div>Dua.</div>", ["<p>Satu.</p>", "<p>Dua.</p>"]),
    ("<p>Satu</p><p>&nbsp;</p><p>\u00a0<br> </p><p>Dua</p>", ["<p>Satu</p>", "<p>Dua</p>"]),
    ("<ul><li>a<li>b <ol start=3><li>c</ol></ul>", ['<ul><li>a</li><li>b<ol start="3"><li>c</li></ol></li></ul>']),
    ("<ul><li><p>a</p><p>b</p></li></ul>", ["<ul><li>a<br>b</li></ul>"]),
    ("<blockquote>Kata<p>Made</p></blockquote>", ["<blockquote><p>Kata</p><p>Made</p></blockquote>"]),
    (
        "<table><caption>Harga</caption><tr><th colspan=2>Beras<tr><td>Rp1<td></table>",
        [
            "<p>Harga</p>",
            '<table><tbody><tr><th colspan="2">Beras</th></tr><tr><td>Rp1</td><td></td></tr></tbody></table>',
        ],
    ),
    # A table of one cell was a frame.
    ("<table><tr><td><p>Satu</p><p>Dua</p></td></tr></table>", ["<p>Satu<br>Dua</p>"]),
    ("<pre>a\n  b</pre>", ["<p>a<br>b</p>"]),
    ("<hr><p>a</p><hr><p>b</p><hr>", ["<p>a</p>", "<hr>", "<p>b</p>"]),
    ("<p>a<!--more--><script>var a = '</p>'</script>b<style>p{}</style></p>", ["<p>ab</p>"]),
    ("<p>a</p><noscript>b</noscript><template>c</template>", ["<p>a</p>"]),
    ("<p>a</p><!-- tidak ditutup <p>b</p>", ["<p>a</p>", "<p>tidak ditutup</p>", "<p>b</p>"]),
    # A word processor's markup.
    ("<p class=MsoNormal style='mso-x:1'><o:p>&nbsp;</o:p><font size=2>Teks</font></p>", ["<p>Teks</p>"]),
    ("<!--[if gte mso 9]><xml>x</xml><![endif]--><xml><w:View>Normal</w:View></xml><p>Teks</p>", ["<p>Teks</p>"]),
    ('<p><span style="font-family:\n" times="" new="" roman","serif""="">Teks</span></p>', ["<p>Teks</p>"]),
    ("<p>5 < 6, a<b & c</p>", ["<p>5 &lt; 6, a&lt;b &amp; c</p>"]),
    ("<p>&amp;nbsp;Kata &amp;ldquo;Made&amp;rdquo; &lt;b&gt;</p>", ["<p>Kata “Made” &lt;b&gt;</p>"]),
    ("<p>+ADw-script+AD4-</p>", ["<p>+ADw-script+AD4-</p>"]),
    ("<textarea>a <b></textarea><p>c</p>", ["<p>a &lt;b&gt;</p>", "<p>c</p>"]),
]


@pytest.mark.parametrize(("markup", "blocks"), CASES, ids=[markup[:40] for markup, _ in CASES])
def test_makes_blocks_that_we_know(markup, blocks):
    assert read_markup(markup).html.split("\n") == blocks


MARKED = [
    ("<b>a</b><i>b</i><strike>c</strike><sup>2</sup>", "<strong>a</strong><em>b</em><s>c</s><sup>2</sup>"),
    ("<i><b>a</b></i>b", "<strong><em>a</em></strong>b"),
    ("<b>a<i>b</b>c</i>", "<strong>a<em>b</em></strong>c"),
    ("<b><b><b>a</b></b></b>", "<strong>a</strong>"),
    ("ha<span>rga</span> <u>naik</u>", "harga naik"),
    ("a <b> b</b>  c", "a <strong>b</strong> c"),
]


@pytest.mark.parametrize(("markup", "inner"), MARKED)
def test_keeps_the_marks_that_we_know(markup, inner):
    assert read_markup(f"<p>{markup}</p>").html == f"<p>{inner}</p>"


def test_writes_what_stands_too_deep_without_its_depth():
    body = read_markup("<div>" * 40_000 + "a" + "</div>" * 40_000 + "b" + "<blockquote>c" * 200)

    assert body.text.split() == ["a", "b", *["c"] * 200]
    assert body.html.count("<blockquote>") <= 60


def test_says_no_word_twice_that_is_unmatched():
    assert read_markup("a" + "</p>" * 1000 + "b").html == "<p>ab</p>"


def test_is_empty_when_there_is_nothing_to_read():
    assert read_markup("<p>&nbsp;</p><div></div><hr>").html == ""
