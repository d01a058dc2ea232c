import pytest

from articles.formats import FormatError, feed
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import paragraphs

CHANNEL = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Koran</title>
<atom:link href="https://pusat.example/" rel="hub"/><link>https://koran.example</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link>{guid}<pubDate>{date}</pubDate>{more}
<description>{description}</description></item>"""
FULL = "<p>Petani memanen padi merah di subak.</p><p>Harga gabah naik seperlima.</p>"
READ = ["Petani memanen padi merah di subak.", "Harga gabah naik seperlima."]
SUMMARY = "The feed gives only a summary of the story."


def item(**parts: str) -> str:
    standard = {
        "title": "Subak Panen Raya",
        "link": "https://koran.example/2024/11/panen/",
        "more": "",
        "description": "",
    }
    standard |= {"guid": "", "date": "Sat, 16 Nov 2024 09:30:00 +0800"}
    return ITEM.format(**standard | parts)


def read(**parts: str):
    return story_of(feed, CHANNEL.format(items=item(**parts)))


def full(text: str = FULL) -> str:
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>"


def test_reads_an_item():
    record = read(
        title="Subak &amp;amp; Warga &lt;em&gt;Panen&lt;/em&gt; Raya",
        guid='<guid isPermaLink="false">7 di koran.example</guid>',
        more="<dc:creator>Rina Dewi dan Made Oka</dc:creator><category>Ekonomi</category><category>subak</category>"
        f"<category>Uncategorized</category><dc:subject>padi</dc:subject>{full()}",
        description="Panen berlangsung tiga hari.",
    )

    assert (record.source_id, record.headline) == ("7 di koran.example", "Subak & Warga Panen Raya")
    assert record.addresses == ("https://koran.example/2024/11/panen/",)
    assert (record.standfirst, paragraphs(record)) == ("Panen berlangsung tiga hari.", READ)
    assert record.bylines == ("Rina Dewi", "Made Oka")
    assert (record.categories, record.tags, record.section) == (("Ekonomi", "subak"), ("padi",), "Daerah")
    assert record.published_at.isoformat() == "2024-11-16T09:30:00+08:00"
    assert SUMMARY not in record.warnings


@pytest.mark.parametrize(
    ("guid", "link", "source_id", "addresses"),
    [
        ("<guid>https://koran.example/?p=7</guid>", "https://koran.example/a", "https://koran.example/?p=7", 2),
        ('<guid isPermaLink="true">https://koran.example/a</guid>', "", "https://koran.example/a", 1),
        ("<guid>7</guid>", "https://koran.example/a", "7", 1),
        ("", "https://koran.example/a", "https://koran.example/a", 1),
        ("", "/2024/a", "https://koran.example/2024/a", 1),
    ],
)
def test_knows_an_item_by_its_guid_or_else_its_link(guid, link, source_id, addresses):
    record = read(guid=guid, link=link, description=FULL)

    assert (record.source_id, len(record.addresses)) == (source_id, addresses)


def test_refuses_an_item_without_guid_and_link():
    [rejection] = items_of(feed, CHANNEL.format(items=item(link="", description="Isi.")))

    assert rejection.reason == (
        "The story 'Subak Panen Raya' has neither an id nor an address to know it by. Give it one."
    )


@pytest.mark.parametrize(
    ("description", "is_summary"),
    [
        ("Petani memanen padi merah...", True),
        ("&lt;p&gt;Petani memanen padi merah [&amp;#8230;]&lt;/p&gt;", True),
        ("Petani memanen padi. &lt;a href='x'&gt;Baca selengkapnya&lt;/a&gt;", True),
        ("Petani memanen padi merah di subak.", True),
        (FULL.replace("<", "&lt;"), False),
        ("Petani memanen padi merah. " * 100, False),
    ],
)
def test_says_that_a_feed_gives_only_a_summary(description, is_summary):
    record = read(description=description)

    assert record.status == "published"
    assert (SUMMARY in record.warnings) == is_summary


@pytest.mark.parametrize(
    ("description", "standfirst"),
    [
        ("Petani memanen padi [&amp;#8230;]", ""),
        ("&lt;p&gt;Petani memanen padi merah di …&lt;/p&gt;", ""),
        ("Subak Panen Raya", ""),
        ("Panen berlangsung tiga hari.", "Panen berlangsung tiga hari."),
    ],
)
def test_takes_the_description_for_the_standfirst_unless_the_text_begins_with_it(description, standfirst):
    assert read(more=full(), description=description).standfirst == standfirst


def test_removes_what_wordpress_puts_under_every_story():
    footer = '<p>The post <a href="https://koran.example/a">Panen</a> appeared first on <a href="/">Koran</a>.</p>'

    record = read(more=full(FULL + footer), description="Petani memanen")

    assert paragraphs(record) == READ
    assert [text for text in record.residue if text.startswith("The post Panen appeared first on")]


def test_makes_paths_of_links_to_its_own_site():
    body = f'{FULL}<p>Lihat <a href="https://koran.example/2023/lama/">panen lama</a>.</p>'

    assert '<a href="/2023/lama/">panen lama</a>' in read(more=full(body)).body


@pytest.mark.parametrize(
    ("author", "bylines"),
    [
        ("<author>rina@koran.example (Rina Dewi)</author>", ("Rina Dewi",)),
        ("<author>rina@koran.example</author>", ()),
        ("<author>Rina Dewi</author><media:credit>Made Oka</media:credit>", ("Rina Dewi",)),
        ("<dc:creator>Rina Dewi</dc:creator><dc:creator>Made Oka</dc:creator>", ("Rina Dewi", "Made Oka")),
    ],
)
def test_prints_names_and_no_mail_addresses(author, bylines):
    record = read(more=author, description=FULL)

    assert record.bylines == bylines
    assert "@" not in "".join(record.bylines)


def test_takes_the_largest_picture_with_what_is_said_of_it():
    media = """<media:group><media:content url="https://koran.example/kecil.jpg" medium="image" width="300"/>
<media:content url="https://koran.example/besar.jpg" type="image/jpeg" width="3000"/>
<media:credit>Made Oka</media:credit>
<media:description>Petani memanen</media:description><media:title>IMG_7</media:title></media:group>
<media:thumbnail url="https://koran.example/mini.jpg"/>
<enclosure url="https://koran.example/a.mp3" type="audio/mpeg"/>"""

    record = read(more=media + full())

    [photo] = record.photos
    assert (photo.address, photo.key) == ("https://koran.example/besar.jpg", "")
    assert (photo.caption, photo.credit) == ("Petani memanen", "Made Oka")
    assert record.headline == "Subak Panen Raya"
    assert any("https://koran.example/a.mp3" in warning for warning in record.warnings)


def test_takes_an_enclosed_picture_but_not_twice():
    enclosure = '<enclosure url="https://koran.example/a.jpg" type="image/jpeg" length="1"/>'
    content = f'<p><img src="https://koran.example/a-300x200.jpg"></p>{FULL}'

    assert [photo.key for photo in read(more=enclosure + full()).photos] == [""]
    assert len(read(more=enclosure + full(content)).photos) == 1


def test_takes_no_date_for_today():
    record = read(date="kemarin", description=FULL)

    assert record.published_at is None
    assert any("'kemarin' is not a date" in warning for warning in record.warnings)


def test_reads_rss_1():
    source = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><link>http://koran.example/</link></channel>
<item rdf:about="http://koran.example/1"><title>Panen</title><link>http://koran.example/1</link>
<dc:date>2004-11-16T09:30+08:00</dc:date><description>Isi berita.</description></item></rdf:RDF>"""

    record = story_of(feed, source)

    assert (record.source_id, record.headline) == ("http://koran.example/1", "Panen")
    assert record.published_at.isoformat() == "2004-11-16T09:30:00+08:00"


def test_keeps_the_order_and_reads_on_after_a_rejection():
    items = item(title="", link="https://koran.example/1") + item(link="https://koran.example/2", description=FULL)

    assert outcomes(items_of(feed, CHANNEL.format(items=items))) == [
        "There is no headline. Give the story one, or leave it out.",
        "https://koran.example/2",
    ]


def test_refuses_a_feed_without_entries():
    with pytest.raises(FormatError, match="kiriman: the feed holds no entry"):
        items_of(feed, CHANNEL.format(items=""))
