"""Related links in markup: the rules for plain text, and what a link makes certain."""

import pytest

from articles.formats.markup import read_markup

LINK = '<a href="https://koran.example/2019/panen/">Panen Raya di Desa</a>'
PANEN = ("Panen Raya di Desa", "/2019/panen/")
OUTSIDE = '<a href="https://lain.example/a">Subak Kering.</a>'
SUBAK = ("Subak Kering.", "https://lain.example/a")
LONG = "Panjang " * 20 + "Sekali"

FOUND = [
    ("<p>Baca juga: Panen Raya di Desa</p>", [("Panen Raya di Desa", "")]),
    (f"<p>Baca Juga : {LINK}</p>", [PANEN]),
    (f"<p><strong>Baca juga</strong>&nbsp; {LINK}</p>", [PANEN]),
    (f"<div>(Baca juga: {LINK})</div>", [PANEN]),
    (f"<aside><b>BACA JUGA:</b> {OUTSIDE}</aside>", [SUBAK]),
    (f"<blockquote><p>Baca juga:</p><p>{LINK}</p></blockquote>", [PANEN]),
    ('<p><a href="/1/">Baca juga: Panen Raya</a></p>', [("Panen Raya", "/1/")]),
    (f'<p>Baca juga: <a href="/1/">{LONG}</a></p>', [(LONG, "/1/")]),
    (f"<p>Baca juga: {LINK}, {OUTSIDE}</p>", [PANEN, SUBAK]),
    (f"<p>Baca juga:</p><ul><li>{LINK}</li><li>{OUTSIDE}</li></ul>", [PANEN, SUBAK]),
    (f"<h3>Baca Juga</h3><ul><li>{LINK}</ul>", [PANEN]),
    (f"<p>Baca juga:</p><p>{LINK}</p><p>• {OUTSIDE}</p>", [PANEN, SUBAK]),
    (f"<p>Baca juga: {LINK}</p><p>Baca juga: {OUTSIDE}</p>", [PANEN, SUBAK]),
    (f"<p>Baca juga:<br>{LINK}</p>", [PANEN]),
    ("<p>Baca juga:</p><p>Subak Kering di Gianyar</p>", [("Subak Kering di Gianyar", "")]),
    (f"<ul><li>Baca juga: {LINK}</li></ul>", [PANEN]),
    (f"<table><tr><td>Baca juga: {LINK}</td></tr></table>", [PANEN]),
]


@pytest.mark.parametrize(("markup", "titles"), FOUND, ids=[markup[:50] for markup, _ in FOUND])
def test_finds_related_links_that_stand_alone(markup, titles):
    body = read_markup(f"<p>Pembuka.</p>{markup}<p>Penutup.</p>", hosts={"koran.example"})

    assert [(related.headline, related.url or related.reference) for related in body.related] == titles
    asides = [f'<aside data-related-link="r{number}"></aside>' for number in range(1, len(titles) + 1)]
    assert body.html.split("\n") == ["<p>Pembuka.</p>", *asides, "<p>Penutup.</p>"]


KEPT = [
    "Beras naik. Baca juga: Panen Raya di Desa",
    f"Baca juga review lengkap saya tentang {LINK}. Dan kalau iseng baca juga {OUTSIDE}.",
    f"Baca juga: {LINK} dan wawancara dengan kelihan subak yang lain di {OUTSIDE} kemarin",
]


@pytest.mark.parametrize("paragraph", KEPT, ids=range(len(KEPT)))
def test_leaves_a_label_inside_a_sentence_where_it_is(paragraph):
    body = read_markup(f"<p>{paragraph}</p>")

    assert not body.related
    assert "aca juga" in body.text


def test_leaves_a_lonely_label_above_a_paragraph_or_a_list_of_other_things():
    sentence = "<p>Harga beras di pasar naik sejak pekan lalu, kata pedagang.</p>"
    listed = f"<ul><li>{LINK}</li><li>Tiga ekor babi mati, kata Made.</li></ul>"

    for following in (sentence, listed):
        body = read_markup(f"<p>Pembuka.</p><p>Baca juga:</p>{following}")

        assert not body.related
        assert any("Labels such as" in warning for warning in body.warnings)


def test_gives_no_key_that_stands_in_the_markup_already():
    body = read_markup(f'<p>Pembuka.</p><aside data-related-link="r1"></aside><p>Baca juga: {LINK}</p>')

    assert [related.key for related in body.related] == ["r2"]


def test_takes_residue_and_the_signature_out():
    body = read_markup(
        "<p>Harga naik.</p><p><b>ADVERTISEMENT</b></p><p>Made <i>setuju</i>.Pewarta: Rina Dewi<br>Editor: Oka<br>"
        "COPYRIGHT © ANTARA 2020</p><p>Dilarang keras mengutip.</p>"
    )

    assert body.html == "<p>Harga naik.</p>\n<p>Made <em>setuju</em>.</p>"
    assert body.residue == ("ADVERTISEMENT", "Dilarang keras mengutip.")
    assert body.signature.bylines == ("Rina Dewi",)
    assert (body.signature.editors, body.signature.rights) == (("Oka",), "COPYRIGHT © ANTARA 2020")
