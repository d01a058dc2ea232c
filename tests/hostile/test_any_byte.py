"""Input that is cut, or has one bit changed, at hundreds of places: never a traceback, never another story changed."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from articles.formats import ArticleRecord, LeftOut, Reading, Rejection, read_paths
from tests.formats.reading import MAKASSAR

PLACES = 200  # of each kind of damage in each sample


class Sample(NamedTuple):
    head: str
    stories: list[str]
    tail: str = ""
    parting: int = 0  # how many bytes at its start part a story from the one above it

    def content(self) -> bytes:
        return (self.head + "".join(self.stories) + self.tail).encode()

    def touched(self, place: int) -> set[int]:
        """The stories that the byte belongs to: all, if it is the file's own."""
        end = len(self.head.encode())
        for index, story in enumerate(self.stories):
            start, end = end, end + len(story.encode())
            if start <= place < end:
                # What parts a story from the one above belongs to both: without it they are one.
                return {index, index - 1} if place < start + self.parting else {index}
        return set(range(len(self.stories)))


def numbered(template: str) -> list[str]:
    names = ("Panen raya di Jatiluwih", "Subak jadi mata pelajaran", "Pasar desa dibuka lagi")
    return [template.replace("NUMBER", str(number)).replace("NAME", name) for number, name in enumerate(names, start=1)]


TEXT = Sample(
    "",
    numbered(
        "0NUMBER/05/2019\nhttps://koran.example/NUMBER\n\nNAME\n\nPetani “senang”, kata Café NUMBER.\n\n"
        "Baca juga: Kabar NUMBER\n\nHarga naik.\n\n"
    ),
    parting=len("01/05/2019\nhttps://koran.example/1\n"),
)
WXR = Sample(
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<title>Koran</title><link>https://koran.example</link><wp:wxr_version>1.2</wp:wxr_version>"
    "<wp:base_site_url>https://koran.example</wp:base_site_url>\n",
    numbered(
        "<item><title>NAME</title><link>https://koran.example/NUMBER</link><dc:creator>rina</dc:creator>"
        "<content:encoded><![CDATA[<p>Petani “senang” <b>NUMBER</b>.</p><p>Harga naik.</p>]]></content:encoded>"
        "<wp:post_id>NUMBER</wp:post_id><wp:post_date>2019-05-0NUMBER 10:00:00</wp:post_date>"
        '<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="sawah">'
        "<![CDATA[sawah]]></category></item>\n"
    ),
    "</channel></rss>\n",
)
RSS = Sample(
    '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Koran</title><link>https://koran.example</link>\n',
    numbered(
        "<item><title>NAME</title><link>https://koran.example/NUMBER</link><guid>https://koran.example/NUMBER</guid>"
        "<pubDate>Sat, 04 May 2019 10:00:0NUMBER +0800</pubDate><description>&lt;p&gt;Petani senang NUMBER.&lt;/p&gt;"
        "</description></item>\n"
    ),
    "</channel></rss>\n",
)
JSONL = Sample(
    "",
    numbered(
        '{"id": "NUMBER", "title": "NAME", "body": "<p>Petani “senang” NUMBER.</p>", "published": '
        '"2019-05-0NUMBERT10:00:00+08:00", "tags": ["sawah"]}\n'
    ),
)
CSV = Sample(
    "judul,isi,tanggal,tautan\n",
    numbered('"NAME","Petani “senang” NUMBER.\n\nHarga naik.",2019-05-2NUMBER,https://koran.example/NUMBER\n'),
)
WORDPRESS_JSON = Sample(
    "[",
    [
        story + (", " if number < 3 else "")
        for number, story in enumerate(
            numbered(
                '{"id": NUMBER, "date": "2019-05-0NUMBERT10:00:00", "link": "https://koran.example/NUMBER", '
                '"slug": "berita-NUMBER", "status": "publish", "type": "post", "title": {"rendered": "NAME"}, '
                '"content": {"rendered": "<p>Petani senang NUMBER.</p>"}}'
            ),
            start=1,
        )
    ],
    "]\n",
)
NEWSML = Sample(
    '<?xml version="1.0"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>\n',
    numbered(
        '<newsItem guid="tag:koran.example,2019:NUMBER" version="1" standard="NewsML-G2" standardversion="2.29" '
        'conformance="power"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:usable"/>'
        "<versionCreated>2019-05-0NUMBERT10:00:00+08:00</versionCreated></itemMeta><contentMeta>"
        '<headline>NAME</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Petani senang NUMBER.</p></body></html></inlineXML>'
        "</contentSet></newsItem>\n"
    ),
    "</itemSet></newsMessage>\n",
)
GHOST = Sample(
    '{"db": [{"meta": {"version": "5.0.0"}, "data": {"posts": [',
    [
        '{"id": "a1", "title": "Panen raya", "slug": "panen", "html": "<p>Petani senang.</p>", "status": "published", '
        '"published_at": "2019-05-04T10:00:00.000Z", "type": "post"}'
    ],
    '], "tags": [], "users": [], "posts_tags": [], "posts_authors": []}}]}',
)
NITF = Sample(
    '<?xml version="1.0"?>\n<nitf><head><title>Panen raya</title><docdata><doc-id id-string="k1"/>'
    '<date.issue norm="20190504T100000+0800"/></docdata></head><body><body.head><hedline><hl1>Panen raya</hl1>'
    "</hedline></body.head><body.content>",
    ["<p>Petani senang.</p><p>Harga naik.</p>"],
    "</body.content></body></nitf>\n",
)
NINJS = Sample(
    '{"uri": "tag:koran.example,2019:1", "type": "text", "pubstatus": "usable", "versioncreated": '
    '"2019-05-04T10:00:00+08:00", "headline": "Panen raya", "body_html": "',
    ["<p>Petani senang.</p><p>Harga naik.</p>"],
    '"}',
)
PAGE = Sample(
    '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Panen raya</title><meta property="og:title" '
    'content="Panen raya"><meta property="article:published_time" content="2019-05-04T10:00:00+08:00">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Panen raya", "datePublished": '
    '"2019-05-04T10:00:00+08:00"}</script></head><body><article><h1>Panen raya</h1>',
    ["<p>Petani “senang” menyambut panen raya di sawah.</p><p>Harga naik.</p>"],
    "</article></body></html>\n",
)
SAMPLES = {
    "text": TEXT,
    "wxr": WXR,
    "feed": RSS,
    "jsonl": JSONL,
    "csv": CSV,
    "wordpress-json": WORDPRESS_JSON,
    "newsml-g2": NEWSML,
    "ghost": GHOST,
    "nitf": NITF,
    "ninjs": NINJS,
    "html": PAGE,
}


def read(path: Path, content: bytes, format_name: str | None = None) -> list[tuple[str, str]]:
    """Source ids with checksums. Anything but records, rejections and what is left out is a fault; so is nothing."""
    path.write_bytes(content)
    items = list(read_paths([str(path)], reading=Reading(zone=MAKASSAR), format_name=format_name))
    assert items
    assert all(isinstance(item, ArticleRecord | Rejection | LeftOut) for item in items)
    assert all(item.reason.endswith((".", "…", "?")) for item in items if isinstance(item, Rejection)), items
    return [(item.source_id, item.checksum()) for item in items if isinstance(item, ArticleRecord)]


def places(length: int) -> list[int]:
    every = range(length)
    return list(every) if length <= PLACES else sorted(random.Random(length).sample(every, PLACES))


def cut(content: bytes) -> Iterator[tuple[int, bytes]]:
    for place in places(len(content)):
        yield place, content[:place]


def flipped(content: bytes) -> Iterator[tuple[int, bytes]]:
    for place in places(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        yield place, bytes(changed)


def emptied(content: bytes) -> Iterator[tuple[int, bytes]]:
    for place in places(len(content))[::4]:
        yield place, content[:place] + bytes([(0, 0xFF, 0x22, 0x3C)[place % 4]]) + content[place + 1 :]


@pytest.mark.parametrize("format_name", SAMPLES)
def test_reads_every_story_of_a_sound_sample(tmp_path, format_name):
    sample = SAMPLES[format_name]

    assert len(read(tmp_path / "arsip", sample.content())) == len(sample.stories)


@pytest.mark.parametrize("damaged", [cut, flipped, emptied])
@pytest.mark.parametrize("format_name", SAMPLES)
def test_changes_no_other_story(tmp_path, format_name, damaged: Callable[[bytes], Iterator[tuple[int, bytes]]]):
    sample, path = SAMPLES[format_name], tmp_path / "arsip"
    sound = read(path, sample.content(), format_name)

    for place, content in damaged(sample.content()):
        found = read(path, content, format_name)
        named = {source_id for source_id, _ in found}
        for index, (source_id, checksum) in enumerate(sound):
            if index not in sample.touched(place) and source_id in named:
                assert (source_id, checksum) in found, (place, content)


@pytest.mark.parametrize("damaged", [cut, flipped, emptied])
@pytest.mark.parametrize("format_name", SAMPLES)
def test_detects_what_it_can_and_rejects_the_rest(tmp_path, format_name, damaged):
    for _place, content in damaged(SAMPLES[format_name].content()):
        read(tmp_path / "arsip", content)


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, story in enumerate(TEXT.stories):
            archive.writestr(zipfile.ZipInfo(f"desa/{number}.txt"), story, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize("damaged", [cut, flipped, emptied])
@pytest.mark.parametrize("packed", [zipped(), gzip.compress(JSONL.content(), mtime=0)], ids=["zip", "gz"])
def test_takes_nothing_wrong_out_of_a_damaged_archive(tmp_path, packed, damaged):
    path = tmp_path / "arsip"
    sound = read(path, packed)
    assert len(sound) == 3

    for _place, content in damaged(packed):
        found = read(path, content)
        assert {checksum for _, checksum in found} <= {checksum for _, checksum in sound}


def test_reads_json_as_it_is_written():
    assert json.loads(GHOST.content())
    assert len(json.loads(WORDPRESS_JSON.content())) == 3
