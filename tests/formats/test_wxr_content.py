"""Post content of WordPress as HTML: what post_markup makes of it, and what readers then get."""

import pytest

from articles.formats.markup import read_markup
from articles.formats.record import PhotoReference
from articles.formats.wordpress.content import footnotes, post_markup
from tests.formats.wxr import read_post

LINK = '<p><a href="https://video.example/7?a=1&amp;b=2">https://video.example/7?a=1&amp;b=2</a></p>'
FILE = '<p><a href="https://warta.example/a.mp3">https://warta.example/a.mp3</a></p>'
HEADED = "<p>Satu.</p>\n<h2>Judul <strong>tebal</strong></h2>\n<p>Dua.</p>"
IMG = '<img src="https://warta.example/padi.jpg" alt="Padi">'


def shown(content: str) -> str:
    return read_markup(post_markup(content)).html


BLOCKS = [
    ("<!-- wp:paragraph -->\n<p>Satu.</p>\n<!-- /wp:paragraph -->", "<p>Satu.</p>"),
    ('<!-- wp:heading {"level":3} --><h3>Judul</h3><!-- /wp:heading --><p>Isi.</p>', "<h3>Judul</h3>\n<p>Isi.</p>"),
    ("<!-- wp:paragraph {bad json --><p>Tetap.</p>", "<p>Tetap.</p>"),
    ('<p>A.</p><!-- wp:latest-posts {"label":"a -> b"} /--><p>B.</p>', "<p>A.</p>\n<p>B.</p>"),
    ("<!-- wp:group --><div><!-- wp:paragraph --><p>A.</p><!-- /wp:paragraph --></div><!-- /wp:group -->", "<p>A.</p>"),
    # A comment without an end hides nothing.
    ("<p>A.</p><!-- wp:paragraph", "<p>A.</p>\n<p>&lt;!-- wp:paragraph</p>"),
    # What stands outside the blocks is of the editor before, and has no paragraphs.
    (
        "Satu.\n\nDua.\n\n<!-- wp:paragraph --><p>Tiga.</p><!-- /wp:paragraph -->",
        "<p>Satu.</p>\n<p>Dua.</p>\n<p>Tiga.</p>",
    ),
    (
        '<!-- wp:file --><div><a href="/a.pdf">Laporan</a><a href="/a.pdf">Unduh</a></div><!-- /wp:file -->',
        '<p><a href="/a.pdf">Laporan</a> <a href="/a.pdf">Unduh</a></p>',
    ),
    ("Satu.<!--more-->Dua.", "<p>Satu.Dua.</p>"),
    ("Satu.\n\n<!--more Baca selengkapnya-->\n\nDua.", "<p>Satu.</p>\n<p>Dua.</p>"),
    ("Satu.\n<!--more-->\nDua.", "<p>Satu.</p>\n<p>Dua.</p>"),
    ("<p>Satu.</p><!--nextpage--><p>Dua.</p>", "<p>Satu.</p>\n<p>Dua.</p>"),
    ("Satu.<!--nextpage-->Dua.", "<p>Satu.</p>\n<p>Dua.</p>"),
]
PARAGRAPHS = [
    ("Satu.\n\nDua.\nTiga.", "<p>Satu.</p>\n<p>Dua.<br>Tiga.</p>"),
    ("Satu.\r\n\r\n\u00a0\r\n\r\nDua.", "<p>Satu.</p>\n<p>Dua.</p>"),
    ("Satu.", "<p>Satu.</p>"),
    ("<p>Satu.</p>\nDua.\n\nTiga.", "<p>Satu.</p>\n<p>Dua.</p>\n<p>Tiga.</p>"),
    ("<p>Satu.</p>\n\n<p>Dua.</p>\n", "<p>Satu.</p>\n<p>Dua.</p>"),
    ("Satu.\n<h2>Judul <b>tebal</b></h2>\nDua.\n\n<h3>Lagi</h3>\nTiga.", f"{HEADED}\n<h3>Lagi</h3>\n<p>Tiga.</p>"),
    ("Satu.\n<h2>Tanpa akhir\n\nDua.", "<p>Satu.</p>\n<p>Tanpa akhir</p>\n<p>Dua.</p>"),
    ("C:\\warta\\berita \\'a\\'", "<p>C:\\warta\\berita \\'a\\'</p>"),
]
MEDIA = [
    ("[embed]https://video.example/7?a=1&amp;b=2[/embed]", LINK),
    ('[embed width="640"] https://video.example/7?a=1&b=2 [/embed]', LINK),
    ("Satu.\n\nhttps://video.example/7?a=1&b=2\n\nDua.", f"<p>Satu.</p>\n{LINK}\n<p>Dua.</p>"),
    ("Satu.\nhttps://video.example/7?a=1&b=2\r\nDua.", f"<p>Satu.</p>\n{LINK}\n<p>Dua.</p>"),
    ("[youtube https://video.example/7?a=1&b=2]", LINK),
    ("[youtube=https://video.example/7?a=1&b=2]", LINK),
    ('[audio src="https://warta.example/a.mp3"]', FILE),
    ("[audio https://warta.example/a.mp3]", FILE),
    ("[audio https://warta.example/a.mp3|titles=Rindik]", FILE),
    ('[video width="640" poster="https://warta.example/a.jpg" mp4="https://warta.example/a.mp3"][/video]', FILE),
    (
        '[audio mp3="https://warta.example/a.mp3"] dan [audio mp3="https://warta.example/a.mp3"][/audio]',
        f"{FILE}\n<p>dan</p>\n{FILE}",
    ),
    ('[audio src="javascript:alert(1)"]', '<p>[audio src="javascript:alert(1)"]</p>'),
    ('[video poster="https://warta.example/a.jpg"]', '<p>[video poster="https://warta.example/a.jpg"]</p>'),
    ('[playlist ids="1,2"]', '<p>[playlist ids="1,2"]</p>'),
    ("[youtube]abc[/youtube]", "<p>[youtube]abc[/youtube]</p>"),
]
CODE = [
    ('[sourcecode language="xml"]<b a="1">x</b>[/sourcecode]', '<p>&lt;b a="1"&gt;x&lt;/b&gt;</p>'),
    ("[code]&lt;b&gt; [gallery][/code]", "<p>&lt;b&gt; [gallery]</p>"),
    ("[csharp]a < b[/csharp]", "<p>a &lt; b</p>"),
    ("[code] tanpa akhir", "<p>[code] tanpa akhir</p>"),
]
PROSE = [
    "Huruf [a-z] dan [the] [mod] tetap.",
    "[caption] tanpa akhir",
    "[kontak judul=x] [Gambar: sawah] [1]",
    "[galleryku] [audiobook src=https://a.example/b.mp3]",
    '[gallery ids="1,2,../../etc"]',
    "[unclosed [audio src=x",
]


@pytest.mark.parametrize(("content", "html"), BLOCKS)
def test_drops_block_comments_and_no_text(content, html):
    assert shown(content) == html


@pytest.mark.parametrize(("content", "html"), PARAGRAPHS)
def test_makes_paragraphs_where_there_are_none(content, html):
    assert shown(content) == html


@pytest.mark.parametrize(("content", "html"), MEDIA)
def test_links_to_what_was_played_there(content, html):
    assert shown(content) == html


@pytest.mark.parametrize(("content", "html"), CODE)
def test_shows_program_text_as_it_stands(content, html):
    assert shown(content) == html


@pytest.mark.parametrize("content", PROSE)
def test_leaves_brackets_that_it_does_not_know(content):
    assert shown(content) == f"<p>{content}</p>"


def test_shows_an_escaped_shortcode_as_text():
    assert shown("Tulis [[gallery]] saja.") == "<p>Tulis [gallery] saja.</p>"


def test_reads_no_shortcode_in_a_tag_a_comment_or_a_script():
    assert shown('<p title="[audio https://warta.example/a.mp3]">A<!-- [gallery] --></p>') == "<p>A</p>"
    assert shown("<script>var a = '[audio https://warta.example/a.mp3]';</script><p>A [code]b[/code]</p>").endswith(
        "b</p>"
    )


@pytest.mark.parametrize(
    "content",
    [
        f'[caption id="attachment_7" width="300"]{IMG} Sawah di <em>Jatiluwih</em>[/caption]',
        f'[caption id="attachment_7" caption="Sawah di <em>Jatiluwih</em>"]{IMG}[/caption]',
        f'[wp_caption]<a href="/padi.jpg">{IMG}</a>\nSawah di Jatiluwih[/wp_caption]',
        f'<p>[caption id="x" caption="Sawah di Jatiluwih"]\n{IMG}\n[/caption]</p>',
    ],
)
def test_captions_a_picture(content):
    body = read_markup(post_markup(content))

    assert body.html == '<figure data-photo="p1">Sawah di Jatiluwih</figure>'
    assert body.photos[0].alternative_text == "Padi"


def test_keeps_the_words_of_a_caption_without_a_picture():
    assert shown('[caption caption="Sawah"]Tanpa gambar.[/caption]').count("Sawah") == 1
    assert "Tanpa gambar." in shown('[caption caption="Sawah"]Tanpa gambar.[/caption]')


def test_makes_figures_of_a_gallery():
    asked = []

    def pictures(numbers):
        asked.append(list(numbers))
        return [PhotoReference('https://warta.example/a.jpg?x="1"', alternative_text="<Padi>", caption="R&D")]

    body = read_markup(post_markup('A.\n\n[gallery columns="2" ids="4, 5"]\n\n[gallery][/gallery]\n\nB.', pictures))

    assert asked == [["4", "5"], []]
    assert body.html.split("\n") == [
        "<p>A.</p>",
        '<figure data-photo="p1">R&amp;D</figure>',
        '<figure data-photo="p2">R&amp;D</figure>',
        "<p>B.</p>",
    ]
    assert body.photos[0].alternative_text == "<Padi>"


def test_never_looks_for_pictures_by_what_is_no_number():
    assert shown('[gallery ids="../../etc"]') == '<p>[gallery ids="../../etc"]</p>'


@pytest.mark.parametrize(
    ("stored", "markup"),
    [
        ('[{"content":"Satu.","id":"a"},{"content":"Dua.","id":"b"}]', "\n<ol><li>Satu.</li><li>Dua.</li></ol>"),
        ('[{"id":"a"},7]', ""),
        ("[", ""),
        ("[" * 100_000, ""),
        ('a:1:{i:0;s:1:"x";}', ""),
        ("", ""),
    ],
)
def test_reads_the_footnotes_that_wordpress_keeps_apart(stored, markup):
    assert footnotes(stored) == markup


def test_makes_related_links_of_a_label_and_its_list():
    record = read_post(
        content="<p>Isi.</p><p>Baca juga:</p><ul><li><a href='https://warta.example/2018/subak/'>Subak Tua</a></li>"
        "<li><a href='https://lain.example/kopi'>Kopi Kintamani</a></li></ul>"
        "<p>Kalau iseng baca juga <a href='https://lain.example/buku'>bukunya</a>.</p>"
    )

    assert [(link.headline, link.reference, link.url) for link in record.related] == [
        ("Subak Tua", "/2018/subak/", ""),
        ("Kopi Kintamani", "", "https://lain.example/kopi"),
    ]
    assert record.body.endswith('<p>Kalau iseng baca juga <a href="https://lain.example/buku">bukunya</a>.</p>')
