import json

import pytest

from articles.formats import FormatError
from articles.formats.wire import ninjs
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import paragraphs
from tests.formats.wire import samples
from tests.formats.wire.samples import PARAGRAPHS, READ


def read(**parts):
    return story_of(ninjs, samples.ninjs(**parts))


def test_reads_a_story_of_edition_1():
    record = read(
        byline="Oleh Rina Dewi",
        located="Tabanan, Bali",
        firstcreated="2024-11-16T08:00:00+08:00",
        description_text="Harga naik.",
        subject=[{"name": "pertanian", "code": "1"}],
        copyrightnotice="© 2024 KBB",
        service=[{"name": "Ekonomi"}],
    )

    assert (record.source_id, record.headline) == ("tag:kbb.example,2024:7", "Subak Panen Raya")
    assert (record.standfirst, paragraphs(record), record.section) == ("Harga naik.", READ, "Ekonomi")
    assert (record.bylines, record.dateline, record.tags) == (("Rina Dewi",), "Tabanan", ("pertanian",))
    assert record.rights == "© 2024 KBB"
    assert record.published_at.isoformat() == "2024-11-16T08:00:00+08:00"
    assert record.updated_at.isoformat() == "2024-11-16T09:30:00+08:00"


def test_reads_a_story_of_edition_3_with_capitals_in_its_keys():
    record = read(
        headline=None,
        versioncreated=None,
        body_xhtml=None,
        versionCreated="2024-11-16T09:30:00+08:00",
        pubStatus="usable",
        headlines=[{"role": "short", "value": "Panen"}, {"role": "main", "value": "Subak Panen Raya"}],
        by="Rina Dewi",
        bodies=[
            {"contentType": "text/plain", "value": "salinan kasar"},
            {"contentType": "application/xhtml+xml", "value": PARAGRAPHS},
        ],
        keywords=["subak", "padi"],
        copyrightNotice="© 2024 KBB",
    )

    assert (record.headline, paragraphs(record), record.bylines) == ("Subak Panen Raya", READ, ("Rina Dewi",))
    assert (record.tags, record.rights) == (("subak", "padi"), "© 2024 KBB")
    assert record.published_at is not None


@pytest.mark.parametrize(
    "body",
    [
        {"body_html": PARAGRAPHS},
        {"body_html": f"<h1>Subak Panen Raya</h1>{PARAGRAPHS}"},
        {"body_text": "\n".join(["Subak Panen Raya", *READ])},
        {"bodies": [{"contenttype": "text/html", "value": PARAGRAPHS}]},
        {"bodies": [{"value": "\n\n".join(READ)}]},
    ],
)
def test_reads_the_text_wherever_it_stands(body):
    assert paragraphs(read(body_xhtml=None, **body)) == READ


def test_takes_the_largest_rendition_of_each_picture():
    renditions = {
        "thumbnail": {"href": "kecil.jpg", "width": 100, "height": 80, "mimetype": "image/jpeg"},
        "original": {"href": "besar.jpg", "width": 3000, "height": 2000, "mimetype": "image/jpeg"},
        "suara": {"href": "suara.mp3", "contenttype": "audio/mpeg"},
    }
    gallery = {"g1": {"type": "picture", "renditions": {"a": {"href": "galeri.jpg"}}, "headline": "Galeri"}}
    associations = {
        "editor_1": {"type": "composite", "associations": gallery},
        "featuremedia": {
            "type": "picture",
            "renditions": renditions,
            "description_text": "Petani",
            "byline": "Made Oka",
        },
        "terkait": {"type": "text", "headline": "Harga Pupuk Turun"},
    }

    record = read(associations=associations)

    assert [(photo.key, photo.address, photo.caption, photo.credit) for photo in record.photos] == [
        ("", "besar.jpg", "Petani", "Made Oka"),
        ("p1", "galeri.jpg", "", ""),
    ]
    assert [(related.key, related.headline) for related in record.related] == [("", "Harga Pupuk Turun")]


def test_does_not_repeat_above_the_text_a_picture_that_stands_in_it():
    body = f'{PARAGRAPHS}<figure><img src="https://kbb.example/kecil.jpg"><figcaption>Petani</figcaption></figure>'
    renditions = [
        {"href": "https://kbb.example/besar.jpg", "width": 3000, "height": 2000},
        {"href": "https://kbb.example/kecil.jpg", "width": 300, "height": 200},
    ]

    record = read(
        body_xhtml=body, associations=[{"name": "a", "type": "picture", "by": "Made Oka", "renditions": renditions}]
    )

    [photo] = record.photos
    assert (photo.address, photo.credit) == ("https://kbb.example/besar.jpg", "Made Oka")
    assert f'<figure data-photo="{photo.key}">' in record.body


@pytest.mark.parametrize("kind", ["picture", "video", "audio", "planning", "event", "graphic", "component"])
def test_leaves_out_what_is_no_text(kind):
    assert outcomes(items_of(ninjs, samples.ninjs(type=kind))) == [kind]


def test_reads_an_array_one_object_and_one_a_line():
    first, second = samples.ninjs(uri="satu"), samples.ninjs(uri="dua")
    pretty = json.dumps(json.loads(first), indent=2)

    assert outcomes(items_of(ninjs, f"[{first},\n{second}]")) == ["satu", "dua"]
    assert outcomes(items_of(ninjs, pretty)) == ["satu"]
    assert outcomes(items_of(ninjs, f"\ufeff{first}\n\n{second}\n")) == ["satu", "dua"]


def test_says_where_the_file_is_no_json_after_yielding_what_stood_before():
    items = []
    with pytest.raises(FormatError, match=r"kiriman, line 2: this is not JSON"):
        items.extend(items_of(ninjs, f"{samples.ninjs()}\n{{rusak\n"))


def test_refuses_what_nobody_could_know_again():
    first = samples.ninjs(uri=None)
    _, second = items_of(ninjs, f"{first}\n{first}")

    assert second.reason.startswith("The story 'Subak Panen Raya' has neither an id nor an address")


def test_replaces_half_characters_that_no_database_takes():
    record = read(headline="Panen \ud83d Raya", body_xhtml="<p>Padi \udc00.</p>")

    assert (record.headline, record.body) == ("Panen \ufffd Raya", "<p>Padi \ufffd.</p>")


@pytest.mark.parametrize(
    "head",
    [
        b'{"newsroom": 1, "headline": "a", "body": "b"}',
        b'[{"id": 1, "date": "2024", "guid": {"rendered": "x"}, "type": "post"}]',
        b'{"db": [{"meta": {}, "data": {"posts": []}}]}',
        b'{"title": "a", "body_html": "b", "url": "c"}',
        b"<nitf/>",
        b"",
    ],
)
def test_leaves_other_json_to_others(head):
    assert not ninjs.recognises(head)
