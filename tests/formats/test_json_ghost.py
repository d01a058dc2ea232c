import json

import pytest

from articles.formats import FormatError, Standing, detect
from articles.formats.json_stories import ghost
from tests.formats.any_format import items_of, left_out, record_of, records_of, rejected

POST = {
    "id": "5f1",
    "uuid": "1b2c",
    "title": "Pasar Desa Dibuka",
    "slug": "pasar-desa-dibuka",
    "mobiledoc": None,
    "lexical": None,
    "html": '<p>Harga naik.</p><p>Lihat <a href="__GHOST_URL__/panen/">panen</a>.</p>',
    "plaintext": "Harga naik.",
    "feature_image": "__GHOST_URL__/content/images/2024/11/pasar.jpg",
    "type": "post",
    "status": "published",
    "visibility": "public",
    "created_at": "2024-11-15T00:00:00.000Z",
    "updated_at": "2024-11-17T02:00:00.000Z",
    "published_at": "2024-11-16T02:00:00.000Z",
    "custom_excerpt": "Pedagang kembali berjualan.",
    "canonical_url": "https://lama.example/pasar/",
}
TABLES = {
    "posts_authors": [
        {"post_id": "5f1", "author_id": "u2", "sort_order": 1},
        {"post_id": "5f1", "author_id": "u1", "sort_order": 0},
    ],
    "posts_meta": [{"post_id": "5f1", "feature_image_alt": "Pasar", "feature_image_caption": "<b>Suasana</b> pasar"}],
    "posts_tags": [
        {"post_id": "5f1", "tag_id": "t2", "sort_order": 1},
        {"post_id": "5f1", "tag_id": "t1", "sort_order": 0},
        {"post_id": "5f1", "tag_id": "t3", "sort_order": 2},
        {"post_id": "5f1", "tag_id": "hilang", "sort_order": 3},
    ],
    "settings": [{"key": "rahasia", "value": "[}"}],
    "tags": [
        {"id": "t1", "name": "Ekonomi", "visibility": "public"},
        {"id": "t2", "name": "pasar", "visibility": "public"},
        {"id": "t3", "name": "#unggulan", "visibility": "internal"},
    ],
    "users": [
        {"id": "u1", "name": "Rina Dewi", "password": "$2a$10$x", "email": "rina@koran.example"},
        {"id": "u2", "name": "I Wayan Oka"},
    ],
}


def export(*changes, **tables):
    """The posts stand before all that they name, as Ghost writes them."""
    posts = [POST | change for change in changes or [{}]]
    return json.dumps({"db": [{"meta": {"version": "5.9"}, "data": {"posts": posts, **TABLES, **tables}}]}, indent=1)


def test_reads_a_post_with_what_it_names():
    record = record_of(ghost, export())

    assert (record.source_id, record.slug, record.headline) == ("5f1", "pasar-desa-dibuka", "Pasar Desa Dibuka")
    assert record.body == '<p>Harga naik.</p>\n<p>Lihat <a href="/panen/">panen</a>.</p>'
    assert record.published_at.isoformat() == "2024-11-16T02:00:00+00:00"
    assert record.updated_at.isoformat() == "2024-11-17T02:00:00+00:00"
    assert (record.tags, record.bylines) == (("Ekonomi", "pasar"), ("Rina Dewi", "I Wayan Oka"))
    assert record.addresses == ("/pasar-desa-dibuka/", "https://lama.example/pasar/")
    assert record.standfirst == "Pedagang kembali berjualan."
    assert record.section == "Daerah"
    [photo] = record.photos
    assert (photo.address, photo.key) == ("/content/images/2024/11/pasar.jpg", "")
    assert (photo.alternative_text, photo.caption) == ("Pasar", "Suasana pasar")
    assert record.status is Standing.PUBLISHED
    assert "rina@koran.example" not in repr(record)


def test_reports_tags_that_were_never_shown():
    assert left_out(items_of(ghost, export())) == {"internal tag": 1}


def test_reads_an_export_without_its_envelope():
    text = json.dumps(json.loads(export())["db"][0])

    assert detect(text.encode()) is ghost
    assert record_of(ghost, text).tags == ("Ekonomi", "pasar")


@pytest.mark.parametrize(
    ("head", "is_ours"),
    [
        (export().encode(), True),
        (b'{"meta": {"exported_on": 1}, "data": {', True),
        (b'{"data": {"posts": [', True),
        (b'{"db": 1}', False),
        (b'{"title": "a", "body": "b"}', False),
        (b'[{"db": [{"meta"', False),
        (b"", False),
    ],
)
def test_recognises_exports(head, is_ours):
    assert ghost.recognises(head[:4096]) is is_ours


@pytest.mark.parametrize("status", ["draft", "scheduled", "sent", ""])
def test_keeps_from_readers_what_is_not_published(status):
    record = record_of(ghost, export({"status": status}))

    assert record.status is Standing.DRAFT
    assert f"Ghost says '{status}' of it; it is a draft." in record.warnings


@pytest.mark.parametrize("visibility", ["members", "paid", "tiers"])
def test_keeps_from_readers_what_is_for_some_of_them(visibility):
    record = record_of(ghost, export({"visibility": visibility}))

    assert record.status is Standing.DRAFT
    assert f"Ghost shows it to '{visibility}' only; it is a draft." in record.warnings


@pytest.mark.parametrize("page", [{"type": "page"}, {"type": None, "page": 1}, {"type": None, "page": True}])
def test_reads_pages_only_when_asked(page):
    text = export(page, {"id": "5f2"})

    assert [record.source_id for record in records_of(ghost, text)] == ["5f2"]
    assert left_out(items_of(ghost, text))["page"] == 1
    assert len(records_of(ghost, text, with_pages=True)) == 2


LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "heading", "children": [{"type": "text", "text": "Pasar"}]},
            {
                "type": "paragraph",
                "children": [
                    {"type": "text", "text": "Harga "},
                    {"type": "link", "url": "https://a.example", "children": [{"type": "text", "text": "naik"}]},
                    {"type": "text", "text": "."},
                ],
            },
            {
                "type": "list",
                "children": [
                    {"type": "listitem", "children": [{"type": "text", "text": "Cabai"}]},
                    {"type": "listitem", "children": [{"type": "text", "text": "Beras"}]},
                ],
            },
        ],
    }
}
MOBILEDOC = {
    "version": "0.3.1",
    "cards": [["markdown", {"markdown": "Warga menunggu."}], ["image", {"src": "a.jpg", "caption": "Suasana"}]],
    "sections": [
        [1, "p", [[0, [], 0, "Harga "], [0, [0], 1, "naik"], [0, [], 0, "."]]],
        [3, "ul", [[[0, [], 0, "Cabai"]], [[0, [], 0, "Beras"]]]],
        [10, 0],
        [10, 1],
        [10, 9],
    ],
}


@pytest.mark.parametrize(
    ("kept", "texts"),
    [
        ({"lexical": json.dumps(LEXICAL)}, ["Pasar", "Harga naik.", "Cabai", "Beras"]),
        ({"mobiledoc": json.dumps(MOBILEDOC)}, ["Harga naik.", "Cabai", "Beras", "Warga menunggu.", "Suasana"]),
        ({"lexical": "{rusak", "mobiledoc": "[]", "plaintext": "Harga naik."}, ["Harga naik."]),
        ({"plaintext": None, "markdown": "Harga naik.\n\nWarga menunggu."}, ["Harga naik.", "Warga menunggu."]),
    ],
)
def test_takes_the_words_where_the_html_is_missing(kept, texts):
    record = record_of(ghost, export({"html": None, **kept}))

    assert record.body == "\n".join(f"<p>{text}</p>" for text in texts)
    assert "Ghost's HTML of the text is missing: the words alone were taken, without links." in record.warnings


def test_rejects_a_text_that_is_nested_too_deep_and_reads_the_next():
    text = '{"root": ' + '{"children": [' * 3000 + "]}" * 3000 + "}"

    items = items_of(ghost, export({"html": None, "lexical": text}, {"id": "5f2"}))

    assert "nested too deep" in rejected(items)[0][1]
    assert [item.source_id for item in items if hasattr(item, "source_id")] == ["5f2"]


def test_keeps_a_post_without_words_as_a_draft():
    [record] = records_of(ghost, export({"html": "", "plaintext": "", "feature_image": None}))

    assert (record.body, record.status) == ("", "draft")
    assert "It has neither text nor photo; it is a draft." in record.warnings


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-11-16T02:00:00.000Z", "2024-11-16T02:00:00+00:00"),
        ("2024-11-16 02:00:00", "2024-11-16T02:00:00+00:00"),
        (1731722400000, "2024-11-16T02:00:00+00:00"),
    ],
)
def test_reads_the_times_of_every_age(written, expected):
    assert record_of(ghost, export({"published_at": written})).published_at.isoformat() == expected


@pytest.mark.parametrize("written", [None, "", "entah", 10**30, True, []])
def test_makes_a_draft_of_a_post_without_a_date(written):
    record = record_of(ghost, export({"published_at": written}))

    assert record.published_at is None
    assert "The source gives no date for the story that we trust." in record.warnings


def test_reads_the_authors_of_older_exports():
    record = record_of(ghost, export({"id": 3, "author_id": "u2"}, posts_authors=[]))

    assert (record.source_id, record.bylines) == ("3", ("I Wayan Oka",))


def test_says_where_a_file_is_damaged():
    with pytest.raises(FormatError, match=r"^arsip, line \d+: "):
        items_of(ghost, export()[:900])
    with pytest.raises(FormatError, match=r"a row of posts is '5'"):
        items_of(ghost, '{"data": {"posts": [5]}}')
