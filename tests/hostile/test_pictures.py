"""Hostile pictures: what an upload makes of them, and what an import that finds them in its media folder does."""

import re

import pytest
from PIL import Image

from articles import renditions
from articles.formats.media import MediaFolder
from articles.models import Photo
from tests.hostile.expected import EXPECTED
from tests.importing.running import run

TOO_LARGE = "The picture has more than 40 million pixels. Make it smaller and send it again."
TOO_LONG = "The picture is more than 20000 pixels wide or high. Make it smaller and send it again."
NOT_READ = "This is not a picture we can read. Send one of: JPEG, PNG, WEBP, GIF."
DAMAGED = "The picture is damaged and cannot be read. Send it again from its source."
TAKEN = ""

PICTURES = {
    "img-bomb-13300sq-1bit.png": TOO_LARGE,
    "img-bomb-60000sq.png": DAMAGED,
    "img-bomb-tall-1x2000000.png": TOO_LONG,
    "img-png-ztxt-bomb.png": DAMAGED,
    "img-png-iccp-bomb.png": DAMAGED,
    "img-png-bad-crc.png": NOT_READ,
    "img-gif-3000-frames-4000sq.gif": TOO_LARGE,
    "img-polyglot-gif-js.gif": TAKEN,
    "img-polyglot-png-html.png": TAKEN,
    "img-polyglot-png-text-chunk.png": TAKEN,
    "img-html-named.jpg": NOT_READ,
    "img-jpeg-named.html": TAKEN,
    "img-svg-script.svg": NOT_READ,
    "img-svg-named.png": NOT_READ,
    "img-svg-billion-laughs.svg": NOT_READ,
    "img-eps-named.png": NOT_READ,
    "img-tiff-named.jpg": NOT_READ,
    "img-pdf-named.jpg": NOT_READ,
    "img-exif-gps.jpg": TAKEN,
    "img-jpeg-comment-php.jpg": TAKEN,
    "img-truncated.jpg": DAMAGED,
    "img-zero-bytes.jpg": NOT_READ,
    "img-jpeg-huge-dims.jpg": DAMAGED,
    "img-webp-truncated.webp": DAMAGED,
    "img-ico-lies.ico": NOT_READ,
    'img-filename-xss"><img src=x onerror=window.__xss=1>.png': TAKEN,
}
NEVER_KEPT = (b"<script", b"window.__xss", b"<?php", b"Safe House", b"Exif", b"GPS", b"zTXt", b"iCCP", b"tEXt")
STORY = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Koran</title><link>https://koran.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://koran.example</wp:base_site_url><item>
<title>Panen raya</title><link>https://koran.example/panen</link><content:encoded><![CDATA[<p>Petani memanen.</p>
<img src="https://koran.example/wp-content/uploads/{}">]]></content:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2019-05-04 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
</item></channel></rss>"""


def test_expects_something_of_every_picture():
    assert sorted(PICTURES) == sorted(name for name in EXPECTED if name.startswith("img-"))


@pytest.mark.parametrize(("name", "refusal"), PICTURES.items(), ids=map(ascii, PICTURES))
def test_keeps_nothing_but_pixels(hostile, name, refusal):
    upload = (hostile / name).read_bytes()

    if refusal:
        with pytest.raises(renditions.PhotoRefused, match=re.escape(refusal)):
            renditions.accept(upload)
        return
    picture = renditions.accept(upload)

    assert max(picture.width_px, picture.height_px) <= renditions.MAX_SIDE_PX
    assert not [text for text in NEVER_KEPT if text in picture.content]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "refusal"), PICTURES.items(), ids=map(ascii, PICTURES))
def test_imports_a_story_whatever_its_picture_is(hostile, tmp_path, name, refusal):
    media, written = tmp_path / "foto", "2019/05/foto.jpg"
    (media / "2019/05").mkdir(parents=True)
    (media / written).write_bytes((hostile / name).read_bytes())
    export = tmp_path / "koran.xml"
    export.write_text(STORY.format(written))

    printed = run(export, "--media", media)

    assert "Import: 1 created" in printed
    assert Photo.objects.count() == (0 if refusal else 1)
    assert (refusal in printed) if refusal else ("was not taken" not in printed)


def addresses(hostile, name):
    return re.findall(
        r"<wp:attachment_url><!\[CDATA\[(.*?)\]\]></wp:attachment_url>", (hostile / name).read_text(), re.DOTALL
    )


@pytest.mark.parametrize("name", ["wxr-ssrf-attachments.xml", "wxr-path-traversal-attachments.xml"])
def test_finds_no_picture_outside_the_folder(hostile, tmp_path, name):
    media = tmp_path / "foto"
    media.mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "b.jpg")
    Image.new("RGB", (2, 2)).save(tmp_path / "x.jpg")

    found = MediaFolder(media)

    assert len(addresses(hostile, name)) in (20, 24)
    assert not [address for address in addresses(hostile, name) if found.find(address)]


def test_finds_a_picture_only_inside_the_folder(hostile, tmp_path):
    media = tmp_path / "foto"
    media.mkdir()
    names = ("a.jpg", "b.jpg", "x.jpg", "settings.py", "win.ini", "x.svg", "passwd", "-rf.jpg", "y")
    for name in names:
        (media / name).write_bytes(b"x")
    found = MediaFolder(media)

    paths = [
        found.find(address)
        for name in ("wxr-ssrf-attachments.xml", "wxr-path-traversal-attachments.xml")
        for address in addresses(hostile, name)
    ]

    # What is left of an address of the web is its path; nothing is fetched, and nothing above the folder is reached.
    assert {path.relative_to(media).as_posix() for path in paths if path} <= {"a.jpg", "x.jpg", "-rf.jpg"}
