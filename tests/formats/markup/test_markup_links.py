"""Where links, embeds and pictures of a page lead."""

import pytest

from articles.formats.markup import MarkupRefused, read_markup

HOSTS = {"koran.example", "www.koran.example"}
BASE = "https://koran.example/2019/05/panen/"
LINKS = [
    ("https://koran.example/2019/05/panen/?p=1#isi", "/2019/05/panen/?p=1#isi"),
    ("http://WWW.Koran.example", "/"),
    ("../pasar/", "/2019/05/pasar/"),
    ("?page=2", "/2019/05/panen/?page=2"),
    ("//lain.example/a b", "https://lain.example/a%20b"),
    ("https://lain.example/a?b=1&c=2", "https://lain.example/a?b=1&amp;c=2"),
    ("mailto:redaksi@koran.example", "mailto:redaksi@koran.example"),
    ("tel:+62361", "tel:+62361"),
    # Two slashes would lead to another host.
    ("https://koran.example//jahat.example/", "/jahat.example/"),
    ("https://koran.example/\\jahat.example", "/jahat.example"),
    ("/\\jahat.example", "https://jahat.example"),
]


@pytest.mark.parametrize(("address", "link"), LINKS)
def test_writes_links_of_the_own_site_as_paths_and_others_whole(address, link):
    body = read_markup(f"<p><a href='{address}' onclick=x target=_blank>Panen</a></p>", hosts=HOSTS, base=BASE)

    assert body.html == f'<p><a href="{link}">Panen</a></p>'


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "java&#9;script:x", " &#1;javascript:x", "&#x6A&#x61vascript:x", "vbscript:x", "data:text/html,x"],
)
def test_keeps_the_words_of_a_link_that_leads_nowhere(address):
    body = read_markup(f'<p><a href="{address}">Panen</a> raya</p>')

    assert body.html == "<p>Panen raya</p>"
    assert "Links that lead nowhere; their words were kept: 1." in body.warnings


EMBEDS = [
    ("https://www.youtube.com/embed/a-B_1?rel=0", "https://www.youtube.com/watch?v=a-B_1"),
    ("//www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
    ("https://player.vimeo.com/video/123", "https://vimeo.com/123"),
    ("https://www.youtube.com.jahat.example/embed/abc", "https://www.youtube.com.jahat.example/embed/abc"),
    ("https://www.youtube.com@jahat.example/embed/abc", "https://www.youtube.com@jahat.example/embed/abc"),
]


@pytest.mark.parametrize(("address", "page"), EMBEDS)
def test_turns_an_embed_into_a_link_to_its_page(address, page):
    body = read_markup(f'<p>Tonton.</p><iframe src="{address}">x</iframe>')

    assert body.html == f'<p>Tonton.</p>\n<p><a href="{page}">{page}</a></p>'
    assert "Embedded films, posts or maps, now links: 1." in body.warnings


def test_reports_an_embed_that_leads_nowhere():
    body = read_markup('<p>Tonton.</p><iframe src="javascript:x"></iframe><iframe srcdoc="<p>x"></iframe>')

    assert body.html == "<p>Tonton.</p>"
    assert "Embedded films, posts or maps without an address, lost: 1." in body.warnings


def test_puts_pictures_between_the_blocks_with_their_captions():
    body = read_markup(
        '<figure><img src="panen.jpg" alt="Sawah"><figcaption>Panen <b>raya</b></figcaption></figure>'
        '<p>Satu<img data-src="/img/dua.jpg" src="data:image/gif;base64,R0lG">dua</p>'
        '<div class="wp-caption alignleft"><img src="c.jpg"><p class="wp-caption-text">Tiga</p></div>',
        hosts=HOSTS,
        base=BASE,
    )

    assert body.html.split("\n") == [
        '<figure data-photo="p1">Panen raya</figure>',
        "<p>Satudua</p>",
        '<figure data-photo="p2"></figure>',
        '<figure data-photo="p3">Tiga</figure>',
    ]
    assert [(photo.key, photo.address, photo.alternative_text, photo.caption) for photo in body.photos] == [
        ("p1", f"{BASE}panen.jpg", "Sawah", "Panen raya"),
        ("p2", "https://koran.example/img/dua.jpg", "", ""),
        ("p3", f"{BASE}c.jpg", "", "Tiga"),
    ]


def test_leaves_out_pictures_that_are_none():
    body = read_markup(
        '<p>Suksma <img class="emoji" alt="🙏" src="https://s.example/1f64f.png">'
        '<img src="https://hitung.example/p.gif" width="1" height=1>'
        f'<img src="data:image/png;base64,{"A" * 2_000_000}"></p>'
    )

    assert (body.html, body.photos) == ("<p>Suksma 🙏</p>", [])
    assert "Pictures written out in the page itself, left out: 1." in body.warnings


@pytest.mark.parametrize("markup", ["a" * 1_000_001, "&" * 250_000, "<br>" * 60_000])
def test_refuses_what_is_too_much_with_a_sentence(markup):
    with pytest.raises(MarkupRefused, match=r"Split"):
        read_markup(markup)
