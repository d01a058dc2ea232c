"""What holds for any HTML: no word lost, the same html when read again, nothing in it for the sanitiser to change."""

import html
import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.body.sanitise import sanitise
from articles.formats.markup import read_markup, with_paragraphs

# Markup, and the letters of it that a reader saw.
Piece = tuple[str, str]

INLINE = ("b", "strong", "em", "i", "s", "sup", "font", "span", "o:p", "u", "code")
BLOCKS = ("p", "div", "h1", "h2", "h4", "blockquote", "ul", "ol", "li", "section", "center", "pre", "dl", "dd", "aside")
ODD = ("figcaption", "form", "button", "select", "option", "article", "object", "video", "details", "summary")
TABLES = ("table", "tbody", "tr", "td", "th", "caption")
ATTRIBUTES = ("", "", ' class="x"', " style='a:b'", ' title="a > b"', ' data-x="<p>"', " onclick=1", " b")
WORDS: list[Piece] = [
    *(("harga", "harga"), ("Beras", "Beras"), ("naik.", "naik"), ("“Luh”", "Luh"), ("R&amp;D", "RD")),
    *(("5&lt;6", "56"), ("e\u0301", "é"), ("Made,", "Made"), ("a<b", "ab"), ("&lt;b&gt;", "b"), ("&amp;eacute;", "é")),
]
LONE: list[Piece] = [
    (markup, "")
    for markup in (
        *("<br>", "<br/>", "<hr>", "<p>", "</p>", "</div>", "</li>", "<li>", "</b>", "<ul>", "</ul>", "</blockquote>"),
        *(
            '<a href="/2019/panen/">',
            "<a href='javascript:x'>",
            '<a name="x">',
            "</a>",
            '<a href="https://a.example/?b&c">',
        ),
        *(
            "<script>var jahat = '<b>'</script>",
            "<style>p{}</style>",
            "<!-- catatan <b> -->",
            "<![if x]>",
            "<?xml:x ?>",
        ),
        *("&nbsp;", "\u00a0", "&amp;nbsp;", " ", "\n", "\t", "&amp;", '"', "'", "<noscript>x</noscript>"),
    )
]


def joined(pieces: list[Piece]) -> Piece:
    return "".join(markup for markup, _ in pieces), "".join(letters for _, letters in pieces)


def elements(names: tuple[str, ...], inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    def element(name: str, attributes: str, content: Piece) -> Piece:
        return f"<{name}{attributes}>{content[0]}</{name}>", content[1]

    return st.builds(element, st.sampled_from(names), st.sampled_from(ATTRIBUTES), inner)


def pages(*names: str) -> st.SearchStrategy[Piece]:
    leaves = st.sampled_from(WORDS) | st.sampled_from(LONE)
    nested = st.recursive(leaves, lambda inner: elements(names, st.lists(inner, max_size=5).map(joined)), max_leaves=12)
    return st.lists(nested, max_size=10).map(joined)


FLOWING = pages(*INLINE, *BLOCKS, *ODD)
ANY = pages(*INLINE, *BLOCKS, *ODD, *TABLES)


def letters_of(body_html: str) -> str:
    text = html.unescape(re.sub(r"<[^>]*>", "", body_html))
    return "".join(character for character in text if character.isalnum())


@given(FLOWING)
def test_loses_no_letter_that_a_reader_saw(page):
    markup, letters = page

    assert letters_of(read_markup(markup).html) == letters


@given(ANY)
def test_loses_none_of_a_table_either_though_its_caption_may_move(page):
    markup, letters = page

    assert Counter(letters_of(read_markup(markup).html)) == Counter(letters)


@given(ANY)
def test_gives_the_same_html_when_it_is_read_again(page):
    once = read_markup(page[0]).html

    assert read_markup(once).html == once


@given(ANY)
def test_leaves_nothing_for_the_sanitiser_to_change(page):
    once = read_markup(page[0]).html

    assert sanitise(once) == once


@given(st.text(max_size=60))
def test_reads_any_text_and_reads_it_the_same_again(text):
    for markup in (text, with_paragraphs(text)):
        once = read_markup(markup).html

        assert read_markup(once).html == once
