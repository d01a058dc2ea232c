"""The pictures inside a body: as stored, as the editor has them, as readers get them."""

from articles.body.figures import Shown, for_editor, frame, keys
from articles.body.render import render_body
from articles.body.sanitise import sanitise

ONE, TWO = "1a" * 32, "2b" * 32
BODY = (
    f'<p>a</p><figure data-photo="{ONE}">Sawah <em>basah</em></figure><p>b</p><figure data-photo="{TWO}"></figure>'
    f'<figure data-photo="{ONE}">Lagi</figure>'
)


def test_a_photo_that_stands_twice_is_asked_for_once() -> None:
    assert keys(BODY) == [ONE, TWO]


def test_each_place_has_a_caption_of_its_own() -> None:
    framed = frame(BODY, {ONE: lambda caption: f"[1 {caption}]", TWO: lambda caption: f"[2 {caption}]"})

    assert framed == "<p>a</p>[1 Sawah <em>basah</em>]<p>b</p>[2 ][1 Lagi]"


def test_of_a_photo_that_is_gone_the_caption_stays() -> None:
    assert render_body(BODY, {}) == "<p>a</p><p>Sawah <em>basah</em></p><p>b</p><p>Lagi</p>"


def test_the_editor_shows_it_and_nothing_of_that_is_stored() -> None:
    shown = for_editor(BODY, {ONE: Shown("/media/a.jpg", 'Sawah "basah" <x>', "Ayu & Dewa")})

    words = 'data-alt="Sawah &quot;basah&quot; &lt;x&gt;" data-credit="Ayu &amp; Dewa"'
    assert shown.count(f'data-src="/media/a.jpg" {words}>Sawah') == 1
    assert f'<figure data-photo="{TWO}" data-src="" data-alt="" data-credit=""></figure>' in shown
    assert sanitise(shown) == BODY
