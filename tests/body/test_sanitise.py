"""Any HTML becomes safe to keep, in good time, and no word of it is lost."""

import re

import pytest
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from hypothesis import given
from hypothesis import strategies as st

from articles.body import allowed
from articles.body.canonical import BodyRefused
from articles.body.plain_text import plain_text
from articles.body.sanitise import sanitise

PHOTO = f'<figure data-photo="{"0a" * 32}">'

CASES = [
    ("<p>Teks <b>tebal</b> dan <i>miring</i></p>", "<p>Teks <strong>tebal</strong> dan <em>miring</em></p>"),
    ("<h1>Judul</h1><h4>Anak judul</h4>", "<h2>Judul</h2><h3>Anak judul</h3>"),
    ("<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>", "<p>a</p><p>b</p>"),
    ("<p onclick=alert(1) style='color:red' class=x id=y>a</p>", "<p>a</p>"),
    ("<script>alert(1)</script><p>a</p><style>p{}</style>", "<p>a</p>"),
    ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
    ('<p><a href="jav&#x09;ascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
    ('<p><a href="data:text/html,x">a</a></p>', "<p><a>a</a></p>"),
    ('<p><a href="/berita/1/x/" target="_blank">a</a></p>', '<p><a href="/berita/1/x/">a</a></p>'),
    ("<svg><script>alert(1)</script></svg><p>a</p>", "<p>a</p>"),
    ("<img src=x onerror=alert(1)><p>a</p>", "<p>a</p>"),
    ("<p>a\0\x0b\x1bb</p>", "<p>ab</p>"),
    ("<p>\ud83dx</p>", "<p>x</p>"),
    ("<p>Kafe\u0301</p>", "<p>Kafé</p>"),
    ('<aside data-related-link="r1" data-target="3">isi</aside>', '<aside data-related-link="r1"></aside>isi'),
    ('<aside data-related-link="R 1"><p>isi</p></aside>', "<p>isi</p>"),
    ("<div>satu</div><div>dua</div>", "<p>satu</p><p>dua</p>"),
    ("<p>kalau a<b maka c<d; titik</p>", "<p>kalau a&lt;b maka c&lt;d; titik</p>"),
    ("<p>a</p><!-- <p>b</p> --><p>c</p>", "<p>a</p><p>c</p>"),
    ("<p title='>'>a</p><textarea><p>b</textarea>", "<p>a</p><p>b</p>"),
    ("<p><a href='/x?a=1&amp;b=\"2\"'>a</a></p>", '<p><a href="/x?a=1&amp;b=&quot;2&quot;">a</a></p>'),
    ('<aside data-related-link="r1"></aside>' * 2, '<aside data-related-link="r1"></aside>'),
    (f"{PHOTO}Padi <b>merah</b></figure>", f"{PHOTO}Padi <strong>merah</strong></figure>"),
    (f"{PHOTO}</figure>" * 2, f"{PHOTO}</figure>" * 2),
    (f"<p>a{PHOTO}b</figure>c</p>", f"<p>a</p>{PHOTO}b</figure>c"),
    (
        f"{PHOTO}\n<img src=x>\n<figcaption>Sawah.<br>Foto: Ayu</figcaption></figure>",
        f"{PHOTO}Sawah. Foto: Ayu</figure>",
    ),
    (f"{PHOTO}<p>satu</p><p>dua</p></figure><p>c</p>", f"{PHOTO}satu dua</figure><p>c</p>"),
    (f"{PHOTO}10\u00a0000 \n\t ton</figure>", f"{PHOTO}10&nbsp;000 ton</figure>"),
    (f"{PHOTO}a{PHOTO}b</figure></figure>c", f"{PHOTO}a</figure>{PHOTO}b</figure>c"),
    (f"{PHOTO}a<ul><li>b</li></ul></figure>c", f"{PHOTO}a</figure><ul><li>b</li></ul>c"),
    (f"{PHOTO}a<blockquote>b</blockquote></figure>", f"{PHOTO}a</figure><blockquote>b</blockquote>"),
    (
        f"<table><tr><td>{PHOTO}a</td></tr></table>",
        f"<table><tbody><tr><td>{PHOTO}a</figure></td></tr></tbody></table>",
    ),
    (
        f'{PHOTO}a<aside data-related-link="r1"></aside></figure>',
        f'{PHOTO}a</figure><aside data-related-link="r1"></aside>',
    ),
    (f"{PHOTO}<h2>a</h2><p>b</p>", f"{PHOTO}</figure><h2>a</h2><p>b</p>"),
    (f"<figure data-src='//x/y.jpg' class=x {PHOTO[8:]}a</figure>", f"{PHOTO}a</figure>"),
    ("<figure><img><figcaption>Sawah.</figcaption></figure><p>a</p>", "<p>Sawah.</p><p>a</p>"),
    (f'<figure data-photo="{"0A" * 32}">Sawah.</figure>', "<p>Sawah.</p>"),
    ('<figure data-photo="p1">Sawah.</figure>', "<p>Sawah.</p>"),
    (
        "<a href='/x'><table><td>b</td><a href='/y'>c",
        '<a href="/x"></a><a href="/y">c</a><table><tbody><tr><td>b</td></tr></tbody></table>',
    ),
    ("<figure><table><tr><td>a</td></tr></table></figure>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_cleans(before: str, after: str) -> None:
    assert sanitise(before) == after
    assert sanitise(after) == after


@given(st.text(alphabet=st.sampled_from([*"<>/=\"'& abp", "\0", "\u00a0"]), max_size=60))
def test_is_the_same_done_twice(html: str) -> None:
    once = sanitise(html)

    assert sanitise(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<aside data-related-link='r1'>",
                "</aside>",
                "<ul><li>",
                "<table><td>",
                PHOTO,
                "<figure>",
                "</figure>",
                "</td>",
                "<s>",
                "</b>",
                "<a href='/x'>",
                "</a>",
                "<sub>",
                "x ",
                "&lt;",
            ]
        ),
        max_size=14,
    )
)
def test_is_the_same_done_twice_on_tags_in_any_order(parts: list[str]) -> None:
    once = sanitise("".join(parts))

    assert sanitise(once) == once
    assert once.count("x") - once.count("/x") == "".join(parts).count("x ")
    for caption in re.findall("<figure[^>]*>(.*?)</figure>", once):
        assert not re.search(r"<(?!/?(?:strong|em|s|sub|sup|a)\b)", caption)
    assert len(re.findall("<figure", once)) == len(re.findall(f"{PHOTO}.*?</figure>", once))


def test_allows_none_of_the_tags_that_carried_every_known_way_past_a_sanitiser() -> None:
    carriers = {
        *("svg", "math", "style", "title", "textarea", "noscript", "xmp", "iframe", "noembed", "template", "script"),
        *("form", "input", "button", "select", "object", "embed", "base", "link", "meta", "img"),
    }

    assert not carriers & allowed.TAGS
    assert not {name for names in allowed.ATTRIBUTES.values() for name in names if name.startswith("on")}
    assert not any("style" in names or "class" in names for names in allowed.ATTRIBUTES.values())


def test_the_editor_writes_nothing_that_the_sanitiser_takes_away() -> None:
    editor = allowlist_from_extensions(expand_extensions(allowed.EDITOR_EXTENSIONS))

    assert editor["tags"] == allowed.TAGS
    for tag, names in editor["attributes"].items():
        # rel and type are what the editor could write, and what ours never asks it to.
        assert names - {"rel", "type", "data-type"} <= allowed.ATTRIBUTES[tag]


@pytest.mark.parametrize(
    "again",
    [
        *("<blockquote>", "<b>", "<ul>", "<table>", "<ul></q>", "<b></blockquote><blockquote>"),
        *("<ul><!--</ul>-->", "<ul><script></ul></script>", "<ul><textarea></ul></textarea><ul>"),
        *('<ul ="><ul><ul">', "<b x=1><p><i><p>", "<ul><li><p></b>"),
    ],
)
def test_refuses_what_would_hold_a_worker(again: str) -> None:
    with pytest.raises(BodyRefused, match="inside one another"):
        sanitise(again * 5000 + "x")


@pytest.mark.parametrize(
    "again",
    [
        "<div>",
        "<span>",
        "<div></i>",
        "<x-y>",
        "<font>",
        "</p>",
        "<p>",
        "<td>",
        "<svg>",
        "<",
        PHOTO,
        '<ul title="</ul>">',
    ],
)
def test_takes_any_number_of_what_is_never_inside_one_another(again: str) -> None:
    assert sanitise(again * 5000 + "x").endswith(("x", "x</p>", "x</figure>"))


def test_refuses_a_body_past_the_size_limit() -> None:
    with pytest.raises(BodyRefused, match="Split the story"):
        sanitise("x" * (allowed.MAX_CHARACTERS + 1))


def test_refuses_a_body_that_is_past_the_size_limit_once_it_is_clean() -> None:
    with pytest.raises(BodyRefused, match="Split the story"):
        sanitise("<p>x" * (allowed.MAX_CHARACTERS // 4))


def test_takes_a_thousand_unclosed_paragraphs_and_line_breaks() -> None:
    html = "<p>satu<br>dua" * 1000

    assert sanitise(html).count("</p>") == 1000


def test_an_honest_comparison_in_prose_stays() -> None:
    text = "kalau a &lt; b maka c &lt; d; " * 200

    assert plain_text(sanitise(f"<p>{text}</p>")) == ("kalau a < b maka c < d; " * 200).strip()


def test_a_caption_is_text_on_a_line_of_its_own() -> None:
    assert plain_text(f"a{PHOTO}Sawah. <em>Foto: Ayu</em></figure><p>b</p>") == "a\nSawah. Foto: Ayu\nb"


def test_the_word_count_does_not_see_markup() -> None:
    assert plain_text("<p>Satu</p><p>dua <strong>ti</strong>ga &amp; empat</p>") == "Satu\ndua tiga & empat"
