import pytest

from articles.formats import FormatError
from articles.formats.wire import nitf
from tests.formats.delivered import items_of, story_of
from tests.formats.reading import paragraphs
from tests.formats.wire import samples
from tests.formats.wire.samples import READ

DTD = '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN"\n"http://www.iptc.org/std/NITF/3.4/specification/dtd/nitf-3-4.dtd">'


def read(**parts):
    return story_of(nitf, samples.nitf(**parts))


def test_reads_a_story():
    record = read()

    assert (record.source_id, record.headline, paragraphs(record)) == ("kbb-20241116-7", "Subak Panen Raya", READ)
    assert record.published_at.isoformat() == "2024-11-16T09:30:00+08:00"
    assert (record.bylines, record.dateline) == (("Ni Luh Rina",), "Tabanan")
    assert record.rights == "© 2024 Kantor Berita Bali"
    assert (record.status, record.embargo_until, record.updated_at) == ("published", None, None)


@pytest.mark.parametrize(
    ("second", "head", "standfirst"),
    [
        ("<hl2>Harga naik</hl2>", "", "Harga naik"),
        ("<hl2>Subak Panen Raya</hl2>", "", ""),
        ("", "<abstract><p>Panen berlangsung tiga hari.</p></abstract>", "Panen berlangsung tiga hari."),
        ("<hl2>Harga naik</hl2>", "<abstract>Tiga hari.</abstract>", "Harga naik. Tiga hari."),
        ("", "<abstract><p>Petani memanen padi merah</p></abstract>", ""),
    ],
)
def test_takes_the_abstract_and_the_second_headline_for_the_standfirst(second, head, standfirst):
    assert read(second=second, head=head).standfirst == standfirst


def test_keeps_every_word_of_the_body_whatever_marks_it():
    content = (
        "<block><p>Kata <person>I Wayan <name.family>Sudana</name.family></person>: <q>naik <num>5</num> persen</q>."
        "</p>"
        "<hl2>Harga</hl2><bq><p>Kami senang.</p><credit>Ni Made Sari</credit></bq>"
        "<nitf-table><table><tr><td>Gabah</td><td>6.500</td></tr></table></nitf-table></block><!-- catatan -->ekor"
    )

    body = read(content=content).body

    assert "<p>Kata I Wayan Sudana: “naik 5 persen”.</p>" in body
    assert "<h2>Harga</h2>" in body
    assert all(word in body for word in ("<blockquote>", "Kami senang.", "Ni Made Sari", "<td>6.500</td>", "ekor"))
    assert "catatan" not in body


def test_makes_the_first_picture_lead_and_leaves_others_in_the_body():
    media = (
        '<media media-type="image"><media-reference source="kecil.jpg" width="100"/>'
        '<media-reference source="besar.jpg" width="3000" alternate-text="Sawah"/>'
        "<media-caption>Petani memanen.</media-caption><media-producer>Made Oka</media-producer></media>"
        '<media media-type="photo"><media-reference source="dua.jpg"/>'
        "<media-caption>Gabah &lt;merah&gt;.</media-caption></media>"
        '<media media-type="video"><media-reference source="panen.mp4"/>'
        "<media-caption>Video panen</media-caption></media>"
    )

    record = read(content=samples.PARAGRAPHS + media)

    assert [(photo.key, photo.address, photo.caption, photo.credit) for photo in record.photos] == [
        ("", "besar.jpg", "Petani memanen.", "Made Oka"),
        ("p1", "dua.jpg", "Gabah <merah>.", ""),
    ]
    assert record.body.endswith('<figure data-photo="p1">Gabah &lt;merah&gt;.</figure>')
    assert "Left out: video “Video panen” panen.mp4" in record.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "iso-8859-15", "utf8", "UTF-16"])
def test_reads_the_encodings_that_agencies_use(encoding):
    source = samples.nitf(encoding=encoding, headline="Kafé Subak")

    assert story_of(nitf, source.encode(encoding)).headline == "Kafé Subak"


def test_reads_a_file_that_names_the_dtd_of_nitf():
    record = read(doctype=DTD)

    assert record.headline == "Subak Panen Raya"
    assert record.place.line == 3


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/jahat.dtd">',
        '<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [<!ENTITY a "b">]>',
        '<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" []>',
        '<!DOCTYPE nitf [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf;]>',
        '<!DOCTYPE berita SYSTEM "nitf-3-4.dtd">',
    ],
)
def test_refuses_any_other_doctype(doctype):
    with pytest.raises(FormatError, match="the file has a DOCTYPE"):
        items_of(nitf, samples.nitf(doctype=doctype))


def test_refuses_an_entity_that_only_the_dtd_would_know():
    with pytest.raises(FormatError, match="Entity 'nbsp' not defined"):
        items_of(nitf, samples.nitf(doctype=DTD, headline="Panen&nbsp;Raya"))


def test_knows_a_story_by_the_key_that_its_id_begins_with():
    record = read(docdata='<du-key key="kbb-20241116" version="7"/><key-list><keyword key="subak"/></key-list>')

    assert (record.source_id, record.tags) == ("kbb-20241116", ("subak",))


@pytest.mark.parametrize("dateline", ["Tabanan, 16/11 (KBB)", "<location><city>Tabanan</city></location>", "Tabanan"])
def test_takes_the_town_alone_of_a_dateline(dateline):
    source = samples.nitf().replace("<location>Tabanan</location>", dateline)

    assert story_of(nitf, source).dateline == "Tabanan"


def test_takes_no_date_for_a_town():
    assert story_of(nitf, samples.nitf().replace("<location>Tabanan</location>", "4/4/2018")).dateline == ""


def test_takes_initials_for_nobody():
    record = story_of(nitf, samples.nitf().replace("Oleh <person>Ni Luh Rina</person>", "gr/bp"))

    assert record.bylines == ()
    assert "The byline has only initials: gr/bp." in record.warnings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_reads_a_file_that_does_not_say_its_encoding(encoding):
    source = samples.nitf(headline="Kafé “Subak”").partition("?>")[2].lstrip()

    assert story_of(nitf, source.encode(encoding)).headline == "Kafé “Subak”"
