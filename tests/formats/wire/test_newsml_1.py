import pytest

from articles.formats.wire import newsml_1
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import paragraphs
from tests.formats.wire.samples import PARAGRAPHS, READ, TEXT_COMPONENT, news_item, newsml

PHOTO = """<NewsComponent><Role FormalName="Photo"/><NewsLines><ByLine>Made Oka</ByLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><ContentItem><MediaType FormalName="Text"/>
<DataContent><p>Petani memanen.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Thumbnail"/>
<ContentItem Href="kecil.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="HighRes"/><ContentItem Href="besar.jpg"><MediaType FormalName="Photo"/>
<Characteristics><Property FormalName="Width" Value="3000"/></Characteristics></ContentItem></NewsComponent>
</NewsComponent>"""


def read(**parts):
    return story_of(newsml_1, newsml(news_item(**parts)))


def test_reads_a_story():
    record = read(
        lines="<SubHeadLine>Harga naik</SubHeadLine><ByLine>Rina Dewi</ByLine>"
        "<DateLine>Tabanan, 16 Nov 2024 (KBB)</DateLine>"
        "<CopyrightLine>© 2024 KBB</CopyrightLine><SlugLine>panen-subak</SlugLine>"
    )

    assert (record.source_id, record.headline) == ("urn:newsml:kbb.example:20241116:panen", "Subak Panen Raya")
    assert (record.standfirst, paragraphs(record)) == ("Harga naik", READ)
    assert (record.bylines, record.dateline, record.tags) == (("Rina Dewi",), "Tabanan", ("panen-subak",))
    assert record.rights == "© 2024 KBB"
    assert record.published_at.isoformat() == "2024-11-16T01:30:00+00:00"
    assert record.updated_at.isoformat() == "2024-11-16T04:00:00+00:00"
    assert record.status == "published"


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPHS,
        f"<html><head><title>x</title></head><body>{PARAGRAPHS}</body></html>",
        f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>",
        f"<![CDATA[{PARAGRAPHS}]]>",
        "\n".join(READ),
    ],
)
def test_reads_the_text_however_it_is_wrapped(text):
    assert paragraphs(read(components=TEXT_COMPONENT.format(text=text))) == READ


def test_takes_only_the_best_of_equivalent_renditions():
    plain = TEXT_COMPONENT.format(text="\n".join(READ))
    marked = TEXT_COMPONENT.format(text=PARAGRAPHS)

    record = read(components=f'<NewsComponent EquivalentsList="yes">{plain}{marked}</NewsComponent>')

    assert paragraphs(record) == READ


def test_keeps_the_text_of_every_component():
    box = TEXT_COMPONENT.replace("<Role", "<NewsLines><HeadLine>Latar</HeadLine></NewsLines><Role", 1)
    components = TEXT_COMPONENT.format(text=PARAGRAPHS) + box.format(text="<p>Panen tahun lalu gagal.</p>")

    assert paragraphs(read(components=components)) == [*READ, "Latar", "Panen tahun lalu gagal."]


def test_takes_the_largest_rendition_of_a_picture_with_its_caption():
    record = read(components=TEXT_COMPONENT.format(text=PARAGRAPHS) + PHOTO)

    assert paragraphs(record) == READ
    assert [(photo.key, photo.address, photo.caption, photo.credit) for photo in record.photos] == [
        ("", "besar.jpg", "Petani memanen.", "Made Oka")
    ]
    assert record.bylines == ()


def test_takes_of_a_caption_in_nitf_only_its_text():
    nitf = "<nitf><head><title>x</title></head><body><body.content><p>Petani.</p></body.content></body></nitf>"
    photo = PHOTO.replace("<p>Petani memanen.</p>", nitf).replace('"Photo"/></Con', '"PhotoFront"/></Con')

    [found] = read(components=TEXT_COMPONENT.format(text=PARAGRAPHS) + photo).photos

    assert (found.address, found.caption) == ("besar.jpg", "Petani.")


def test_takes_the_names_of_topics_for_tags():
    topics = """<TopicSet><Topic><FormalName>04001000</FormalName><Description Variant="Name" xml:lang="en">agriculture
</Description><Description Variant="Name" xml:lang="id">pertanian</Description></Topic></TopicSet>"""

    assert read(components=topics + TEXT_COMPONENT.format(text=PARAGRAPHS)).tags == ("pertanian",)


def test_leaves_out_what_is_no_text():
    items = [news_item(kind="Photo"), news_item(components=PHOTO), news_item(kind="Calendar", components="")]

    assert outcomes(items_of(newsml_1, newsml(*items))) == ["photo", "photo", "calendar"]


def test_takes_a_whole_news_item_inside_another_for_a_part_of_it():
    inner = news_item(headline="Latar", components=TEXT_COMPONENT.format(text="<p>Panen tahun lalu gagal.</p>"))
    outer = news_item(components=TEXT_COMPONENT.format(text=PARAGRAPHS) + f"<NewsComponent>{inner}</NewsComponent>")

    record = story_of(newsml_1, newsml(outer))

    assert record.headline == "Subak Panen Raya"
    assert paragraphs(record)[:2] == READ
    assert "Panen tahun lalu gagal." in paragraphs(record)


@pytest.mark.parametrize("revision", ["1", "2U", "3N", "12A"])
def test_knows_a_story_by_its_public_identifier_without_the_revision(revision):
    item = news_item().replace("<ProviderId>kbb.example</ProviderId>", "").replace("panen:2U", f"panen:{revision}")

    assert story_of(newsml_1, newsml(item)).source_id == "urn:newsml:kbb.example:20241116:panen"
