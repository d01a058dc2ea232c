import pytest

from articles.formats.wire import newsml_g2
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import paragraphs
from tests.formats.wire import samples
from tests.formats.wire.samples import PARAGRAPHS, READ, g2, message


def read(**parts):
    return story_of(newsml_g2, g2(**parts))


def inline(text: str, content_type: str = "text/plain") -> str:
    return f'<inlineData contenttype="{content_type}">{text}</inlineData>'


def test_reads_a_story():
    record = read(
        content_meta="<by>Oleh Rina Dewi dan Made Oka</by><dateline>Tabanan, 16/11 (KBB)</dateline>"
        '<subject qcode="medtop:1"><name xml:lang="en">agriculture</name><name xml:lang="id">pertanian</name></subject>'
        '<subject qcode="medtop:2"/><subject><name>f</name></subject><subject literal="ALR"/>'
        "<keyword>subak</keyword><slugline>panen</slugline>"
        '<headline role="hld:subHeadline">Harga naik</headline>'
    )

    assert (record.source_id, record.headline) == ("urn:newsml:kbb.example:20241116:panen", "Subak Panen Raya")
    assert (record.standfirst, paragraphs(record)) == ("Harga naik", READ)
    assert (record.bylines, record.dateline) == (("Rina Dewi", "Made Oka"), "Tabanan")
    assert record.tags == ("pertanian", "subak")
    assert record.rights == "© 2024 Kantor Berita Bali"
    assert record.published_at.isoformat() == "2024-11-16T09:30:00+08:00"
    assert record.updated_at.isoformat() == "2024-11-16T12:00:00+08:00"


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML><nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf></inlineXML>",
        f"<inlineXML><body.content>{PARAGRAPHS}</body.content></inlineXML>",
        f"<inlineXML><html><body>{PARAGRAPHS}</body></html></inlineXML>",
        f"<inlineXML>{PARAGRAPHS}</inlineXML>",
        inline(f"<![CDATA[{PARAGRAPHS}]]>", "text/html"),
        inline(PARAGRAPHS.replace("<", "&lt;"), "text/plain"),
        inline(PARAGRAPHS.replace("<", "&amp;lt;").replace(">", "&amp;gt;"), "text/html"),
        inline("\n".join(READ)),
        inline("   ".join(["", *(f"{line}\n" for line in READ)])),
        inline("salinan kasar") + f"<inlineXML>{PARAGRAPHS}</inlineXML>",
    ],
)
def test_reads_the_text_however_it_is_wrapped(content):
    record = read(content=content)

    assert paragraphs(record) == READ


def test_leaves_out_what_is_no_text():
    items = [
        g2(item_class="ninat:picture"),
        g2(item_class="icls:video"),
        *(f'<{kind} guid="x"/>' for kind in ("packageItem", "conceptItem", "planningItem", "knowledgeItem")),
        g2(item_class="ninat:composite", content=""),
        g2(item_class="text", guid="tag:kbb.example,2024:8"),
    ]

    assert outcomes(items_of(newsml_g2, message(*items))) == [
        *("picture", "video", "packageItem", "conceptItem", "planningItem", "knowledgeItem", "composite"),
        "tag:kbb.example,2024:8",
    ]


def test_names_every_version_of_a_story_alike():
    first, second = items_of(newsml_g2, message(g2(), g2(version="2", headline="Subak Panen Raya Lagi")))

    assert first.source_id == second.source_id
    assert first.published_at == second.published_at
    assert second.headline == "Subak Panen Raya Lagi"


def test_refuses_a_text_without_headline_or_body_in_a_sentence():
    no_headline, no_body = items_of(newsml_g2, message(g2(headline=""), g2(content="")))

    assert no_headline.reason == "There is no headline. Give the story one, or leave it out."
    assert no_body.reason == "The story 'Subak Panen Raya' has no text."


def test_shows_the_notes_and_terms_of_the_agency():
    record = read(
        meta='<edNote>Memperbaiki alinea dua</edNote><signal qcode="sig:correction"/>',
        rights="<usageTerms>Tidak untuk televisi</usageTerms>",
    )

    assert set(record.warnings) >= {
        "The agency's note to editors: Memperbaiki alinea dua",
        "The agency sent this version as a correction.",
        "The agency's terms of use: Tidak untuk televisi",
    }
    assert record.status == "published"


def test_takes_the_slugline_for_a_tag_only_where_there_is_no_other():
    assert read(content_meta="<slugline>panen-subak</slugline>").tags == ("panen-subak",)


def test_takes_the_largest_of_the_pictures_that_a_text_carries():
    content = samples.g2().partition("<contentSet>")[2].partition("</contentSet>")[0]
    remote = '<remoteContent contenttype="image/jpeg" href="{}" width="{}"/>'

    record = read(content=content + remote.format("kecil.jpg", 100) + remote.format("besar.jpg", 2000))

    assert [(photo.key, photo.address) for photo in record.photos] == [("", "besar.jpg")]


def test_does_not_believe_a_date_that_is_none():
    record = story_of(newsml_g2, g2().replace("2024-11-16T", "2024-13-16T"))

    assert record.published_at is None
    assert "The source gives no date for the story that we trust." in record.warnings
