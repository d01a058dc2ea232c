"""What a text may show from elsewhere is of a short list, and stands there under one address."""

import pytest

from articles.body import embeds
from articles.body.plain_text import plain_text
from articles.body.render import render_body
from articles.body.sanitise import sanitise

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
KNOWN = [
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
    ("https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=10s", YOUTUBE),
    ("http://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
    ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", YOUTUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
    ("https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
    ("https://www.instagram.com/p/CxYz_12-ab/?igsh=1", "https://www.instagram.com/p/CxYz_12-ab/"),
    ("https://instagram.com/tridatu/reel/CxYz_12-ab", "https://www.instagram.com/reel/CxYz_12-ab/"),
    ("https://www.instagram.com/reels/CxYz_12-ab/", "https://www.instagram.com/reel/CxYz_12-ab/"),
    ("https://twitter.com/tridatu/status/1234567890123?s=20", "https://x.com/tridatu/status/1234567890123"),
    ("https://x.com/tridatu/status/1234567890123", "https://x.com/tridatu/status/1234567890123"),
    ("https://x.com/i/web/status/1234567890123", "https://x.com/i/status/1234567890123"),
    ("https://www.tiktok.com/@tridatu.pos/video/7123456789", "https://www.tiktok.com/@tridatu.pos/video/7123456789"),
    ("https://www.facebook.com/tridatu/videos/judul/123456/", "https://www.facebook.com/tridatu/videos/123456/"),
    ("https://www.facebook.com/watch/?v=123456", "https://www.facebook.com/watch/?v=123456"),
    ("https://m.facebook.com/reel/123456?fs=e", "https://www.facebook.com/reel/123456/"),
    ("https://web.facebook.com/tridatu/posts/pfbid02abc", "https://www.facebook.com/tridatu/posts/pfbid02abc"),
]
UNKNOWN = [
    "",
    "https://vimeo.com/12345",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/?https://youtu.be/dQw4w9WgXcQ",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/short",
    "https://www.instagram.com/reels/audio/123456789/",
    "https://vm.tiktok.com/ZMabc123/",
    "https://www.facebook.com/share/r/abc123XYZ/",
    "https://youtu.be/dQw4w9WgXcQQ",
    'https://youtu.be/dQw4w9WgXcQ?"><script>alert(1)</script> x',
    "https://www.youtube.com/watch?list=1",
    "https://youtu.be/dQw4w9WgXcQ?" + "a" * 5000,
    "//youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcＱ",
]


@pytest.mark.parametrize(("typed", "address"), KNOWN)
def test_knows_each_form_of_an_address_under_one(typed: str, address: str) -> None:
    embed = embeds.of(typed)

    assert embed is not None
    assert embed.address == address
    assert embeds.of(embed.address) == embed
    assert embed.frame.startswith(embeds.FRAME_HOSTS)


@pytest.mark.parametrize("typed", UNKNOWN)
def test_knows_no_other_address(typed: str) -> None:
    assert embeds.of(typed) is None


def test_is_kept_under_its_one_address_with_a_caption_on_one_line() -> None:
    body = (
        '<p>a</p><figure data-embed="https://youtu.be/dQw4w9WgXcQ?t=3&amp;x=1"><p>Lihat</p><p>ini</p></figure><p>b</p>'
    )

    kept = sanitise(body)

    assert kept == f'<p>a</p><figure data-embed="{YOUTUBE}">Lihat ini</figure><p>b</p>'
    assert sanitise(kept) == kept
    assert plain_text(kept) == "a\nLihat ini\nb"


@pytest.mark.parametrize("address", UNKNOWN)
def test_leaves_only_the_caption_of_anything_else(address: str) -> None:
    quoted = address.replace('"', "&quot;").replace("<", "&lt;")

    assert sanitise(f'<figure data-embed="{quoted}">Kata</figure>') == "<p>Kata</p>"


def test_is_a_link_where_nothing_can_be_shown() -> None:
    shown = render_body(f'<figure data-embed="{YOUTUBE}">Lihat <em>ini</em></figure>', {})

    assert shown == f'<p>Lihat <em>ini</em> <a href="{YOUTUBE}">YouTube: {YOUTUBE}</a></p>'


def test_a_pull_quote_keeps_its_mark_and_nothing_else() -> None:
    kept = sanitise('<blockquote data-pull-quote="x" class=y><p>Kata</p></blockquote><blockquote><p>b</p></blockquote>')

    assert kept == '<blockquote data-pull-quote=""><p>Kata</p></blockquote><blockquote><p>b</p></blockquote>'
