"""Films, posts and pull quotes of a page become blocks of ours."""

import pytest

from articles.body.sanitise import sanitise
from articles.formats.markup import read_markup

FILM = '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
WITH_CAPTION = FILM.replace("></figure>", ">Subak &amp; padi</figure>")
CASES = [
    ('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe>', FILM),
    ('<p><iframe src="//www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe></p>', FILM),
    ('<iframe data-src="https://youtu.be/dQw4w9WgXcQ"></iframe>', FILM),
    (
        '<object data="https://www.youtube.com/v/dQw4w9WgXcQ"><embed src="https://www.youtube.com/v/dQw4w9WgXcQ">'
        "</object>",
        FILM,
    ),
    (
        FILM.replace("></figure>", ">Subak &amp; padi</figure>"),
        FILM.replace("></figure>", ">Subak &amp; padi</figure>"),
    ),
    (
        '<figure class="wp-block-pullquote"><blockquote><p>Air itu milik bersama.</p></blockquote></figure>',
        '<blockquote data-pull-quote=""><p>Air itu milik bersama.</p></blockquote>',
    ),
    (
        '<blockquote data-pull-quote=""><p>Air itu milik bersama.</p></blockquote>',
        '<blockquote data-pull-quote=""><p>Air itu milik bersama.</p></blockquote>',
    ),
    ("<blockquote><p>Air.</p></blockquote>", "<blockquote><p>Air.</p></blockquote>"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_become_blocks(before: str, after: str) -> None:
    body = read_markup(f"<p>Tonton.</p>{before}<p>Akhir.</p>")

    assert body.html == f"<p>Tonton.</p>\n{after}\n<p>Akhir.</p>"
    assert read_markup(body.html).html == body.html
    assert sanitise(body.html) == body.html


def test_a_story_that_is_only_a_film_is_not_empty() -> None:
    assert read_markup('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>').html == FILM


def test_a_player_that_no_text_may_show_stays_a_link() -> None:
    body = read_markup('<p>Peta.</p><iframe src="https://peta.example/embed/dQw4w9WgXcQ"></iframe>')

    assert '<a href="https://peta.example/embed/dQw4w9WgXcQ">' in body.html
    assert "data-embed" not in body.html
