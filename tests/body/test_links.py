"""The links inside a text lead where they should today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body.links import hrefs, readdressed
from articles.body.render import render_body
from articles.body.sanitise import sanitise

LINK = '<p><a href="/lama/" title="x">Panen</a> raya</p>'


def test_finds_each_href_once_as_a_browser_reads_it() -> None:
    body = sanitise(
        '<p><a href="/a?x=1&amp;y=2">a</a><a title="t">b</a><a href="/c" title=">">c</a><a href="/c">d</a></p>'
    )

    assert hrefs(body) == ["/a?x=1&y=2", "/c"]


@pytest.mark.parametrize(
    ("addresses", "after"),
    [
        ({}, LINK),
        ({"/lain/": "/x/"}, LINK),
        ({"/lama/": "/berita/1/panen/"}, '<p><a href="/berita/1/panen/" title="x">Panen</a> raya</p>'),
        ({"/lama/": '/"<&'}, '<p><a href="/&quot;&lt;&amp;" title="x">Panen</a> raya</p>'),
        ({"/lama/": ""}, "<p>Panen raya</p>"),
    ],
)
def test_leads_there(addresses: dict[str, str], after: str) -> None:
    assert readdressed(LINK, addresses) == after


def test_takes_away_one_link_of_several_and_no_other() -> None:
    body = '<p><a href="/a">satu</a> <a>dua</a> <a href="/b">ti<strong>ga</strong></a></p>'

    assert readdressed(body, {"/a": ""}) == '<p>satu <a>dua</a> <a href="/b">ti<strong>ga</strong></a></p>'


def test_captions_too() -> None:
    figure = f'<figure data-photo="{"0a" * 32}"><a href="/a">Sawah</a></figure>'

    assert render_body(figure, {}, {}, {"/a": ""}) == "<p>Sawah</p>"


@given(
    st.lists(st.sampled_from(["<a href='/a'>", "<a href='/b'>", "<a>", "</a>", "<table><td>", "</table>", "<p>", "x"]))
)
def test_whatever_is_taken_away_what_is_left_is_whole(parts: list[str]) -> None:
    body = sanitise("".join(parts))

    after = readdressed(body, {"/a": "", "/b": "/c"})

    assert after.count("<a") == after.count("</a>")
    assert after.count("x") == body.count("x")
    assert "/a" not in after.replace("</a>", "")
    assert sanitise(after) == sanitise(sanitise(after))
