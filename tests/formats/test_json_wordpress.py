import io
import json

import pytest

from articles.formats import FormatError, Reading, Standing, detect
from articles.formats.json_stories import jsonl, wordpress_posts
from tests.formats.any_format import items_of, left_out, record_of, records_of, rejected
from tests.formats.reading import MAKASSAR

POST = {
    "id": 12,
    "date": "2017-01-31T12:27:39",
    "date_gmt": "2017-01-31T04:27:39",
    "guid": {"rendered": "https://koran.example/?p=12"},
    "modified": "2017-02-01T12:00:00",
    "modified_gmt": "2017-02-01T04:00:00",
    "slug": "pasar-desa-dibuka",
    "status": "publish",
    "type": "post",
    "link": "https://koran.example/2017/01/pasar-desa-dibuka/",
    "title": {"rendered": "Pasar Desa &#8220;Dibuka&#8221; &amp; Ramai"},
    "content": {
        "rendered": '<p>Harga naik.</p>\n<p>&nbsp;</p>\n<p>Lihat <a href="https://koran.example/2016/panen/">panen</a>.</p>',
        "protected": False,
    },
    "excerpt": {"rendered": "<p>Pedagang kembali berjualan. [&hellip;]</p>\n", "protected": False},
    "author": 3,
    "featured_media": 40,
    "categories": [5],
    "tags": [7, 8],
    "_embedded": {
        "author": [{"id": 3, "name": "Rina Dewi"}],
        "wp:featuredmedia": [
            {
                "source_url": "https://koran.example/wp-content/uploads/pasar.jpg",
                "alt_text": "Pasar",
                "caption": {"rendered": "<p>Suasana pasar</p>"},
            }
        ],
        "wp:term": [
            [{"taxonomy": "category", "name": "Ekonomi &amp; Desa"}],
            [{"taxonomy": "post_tag", "name": "pasar"}, {"taxonomy": "post_tag", "name": "cabai"}],
        ],
    },
}
# As a program writes it that saves posts for another site.
PLAIN = {
    "id": 1,
    "title": "Kontak Desa",
    "slug": "kontak-desa",
    "date": "2017-01-31 12:27:39",
    "modified": "2017-01-31 12:27:39",
    "content": "<p>Hubungi kami:</p>\n<p>Telepon 0361</p>",
    "excerpt": "Hubungi kami:\nTelepon 0361\n&nbsp;...",
    "featuredImage": None,
    "categories": [{"id": 1, "name": "Perencanaan &amp; Anggaran", "slug": "perencanaan"}],
    "author": {"name": "Rina Dewi", "avatar": None},
    "link": None,
}


def posts(*changes, of=POST):
    return json.dumps([of | change for change in changes or [{}]], indent=2)


def test_reads_a_post_with_what_is_embedded():
    record = record_of(wordpress_posts, posts())

    assert record.source_id == "12"
    assert record.headline == "Pasar Desa “Dibuka” & Ramai"
    assert record.body == '<p>Harga naik.</p>\n<p>Lihat <a href="/2016/panen/">panen</a>.</p>'
    assert record.published_at.isoformat() == "2017-01-31T04:27:39+00:00"
    assert record.updated_at.isoformat() == "2017-02-01T04:00:00+00:00"
    assert record.addresses == ("https://koran.example/2017/01/pasar-desa-dibuka/", "https://koran.example/?p=12")
    assert (record.slug, record.section, record.categories) == (
        "pasar-desa-dibuka",
        "Ekonomi & Desa",
        ("Ekonomi & Desa",),
    )
    assert (record.tags, record.bylines) == (("pasar", "cabai"), ("Rina Dewi",))
    assert [(photo.address[-9:], photo.alternative_text, photo.caption) for photo in record.photos] == [
        ("pasar.jpg", "Pasar", "Suasana pasar")
    ]
    assert record.standfirst.startswith("Pedagang kembali berjualan.")
    assert record.status is Standing.PUBLISHED


def test_reads_a_post_as_other_programs_write_it():
    record = record_of(wordpress_posts, posts(of=PLAIN))

    assert record.headline == "Kontak Desa"
    assert record.published_at.isoformat() == "2017-01-31T12:27:39+08:00"
    assert (record.section, record.bylines, record.standfirst) == ("Perencanaan & Anggaran", ("Rina Dewi",), "")
    assert record.body == "<p>Hubungi kami:</p>\n<p>Telepon 0361</p>"
    assert record.updated_at is None


@pytest.mark.parametrize("of", [POST, PLAIN])
def test_recognises_posts(of):
    assert detect(posts(of=of).encode()[:4096]) is wordpress_posts


@pytest.mark.parametrize("head", [b"", b"[]", b'[{"title": 1}]', b'{"id": 1, "title": "a", "slug": "b", "date": "c"}'])
def test_leaves_what_are_no_posts(head):
    assert not wordpress_posts.recognises(head)


@pytest.mark.parametrize(
    ("excerpt", "standfirst"),
    [
        ("<p>Harga naik. Lihat [&hellip;]</p>", ""),
        ("Harga naik. Lihat panen. <a href='x'>Baca selengkapnya</a>", ""),
        ("Harga naik...", ""),
        ("", ""),
        ("...", ""),
        ("Pedagang lega.", "Pedagang lega."),
    ],
)
def test_takes_an_excerpt_that_somebody_wrote(excerpt, standfirst):
    assert record_of(wordpress_posts, posts({"excerpt": {"rendered": excerpt}})).standfirst == standfirst


@pytest.mark.parametrize("status", ["draft", "pending", "private", "trash", "future", "auto-draft"])
def test_keeps_from_readers_what_is_not_published(status):
    record = record_of(wordpress_posts, posts({"status": status}))

    assert record.status is Standing.DRAFT
    assert f"WordPress says '{status}' of it; it is a draft." in record.warnings


@pytest.mark.parametrize(
    "change", [{"password": "rahasia"}, {"content": {"rendered": "<p>Harga naik.</p>", "protected": True}}]
)
def test_keeps_from_readers_what_asks_for_a_password(change):
    assert record_of(wordpress_posts, posts(change)).status is Standing.DRAFT


@pytest.mark.parametrize("zero", ["0000-00-00T00:00:00", "0000-00-00 00:00:00", "", None])
def test_takes_the_local_time_where_gmt_is_not_set(zero):
    record = record_of(wordpress_posts, posts({"date_gmt": zero}))

    assert record.published_at.isoformat() == "2017-01-31T12:27:39+08:00"


def test_makes_a_draft_of_a_post_without_a_date():
    record = record_of(wordpress_posts, posts({"date": "kapan-kapan", "date_gmt": None}))

    assert record.published_at is None
    assert any("'kapan-kapan'" in remark for remark in record.warnings)


@pytest.mark.parametrize(
    ("categories", "section", "named"),
    [
        (["Desa", "Ekonomi"], "Desa", ("Desa", "Ekonomi")),
        ({"Desa": {"ID": 1}}, "Desa", ("Desa",)),
        ([{"name": "Uncategorized"}], "Daerah", ()),
        (["Tak Berkategori", "Desa"], "Desa", ("Desa",)),
        ([], "Daerah", ()),
    ],
)
def test_files_posts_by_category(categories, section, named):
    record = record_of(wordpress_posts, posts({"categories": categories}, of=PLAIN))

    assert (record.section, record.categories) == (section, named)


def test_reports_names_that_the_file_does_not_give():
    items = items_of(wordpress_posts, posts({"_embedded": None}, {"_embedded": None}))

    hint = "without a name (save the posts with ?_embed)"
    assert left_out(items) == {
        f"number of {key} {hint}": n for key, n in (("categories", 2), ("tags", 4), ("author", 2))
    }
    assert items[0].bylines == ()


def test_reads_pages_only_when_asked():
    text = posts({"type": "page"}, {"type": "attachment"}, {})

    assert left_out(items_of(wordpress_posts, text)) == {"page": 1, "attachment": 1}
    assert len(records_of(wordpress_posts, text, with_pages=True)) == 2


def test_makes_paragraphs_where_there_are_none():
    record = record_of(wordpress_posts, posts({"content": "Harga naik.\n\nWarga menunggu."}, of=PLAIN))

    assert record.body == "<p>Harga naik.</p>\n<p>Warga menunggu.</p>"


def test_keeps_a_post_without_words_as_a_draft():
    record = record_of(wordpress_posts, posts({"content": "&nbsp;"}, of=PLAIN))

    assert (record.body, record.status) == ("", "draft")
    assert "It has neither text nor photo; it is a draft." in record.warnings


def test_rejects_what_is_no_post_and_reads_the_others():
    text = json.dumps([5, PLAIN | {"title": ""}, PLAIN], indent=1)

    items = items_of(wordpress_posts, text)

    assert [line for line, _ in rejected(items)] == [2, 3]
    assert len(records_of(wordpress_posts, text)) == 1


def test_mends_half_characters():
    assert record_of(wordpress_posts, posts({"title": "Pasar \ud83c Desa"})).headline == "Pasar \ufffd Desa"


def test_yields_the_posts_before_the_place_where_a_file_is_cut_off():
    file = io.BytesIO(posts({}, {})[:-40].encode())

    items = wordpress_posts.read(file, name="arsip", source_id="", reading=Reading(zone=MAKASSAR))

    assert next(items).headline == "Pasar Desa “Dibuka” & Ramai"
    with pytest.raises(FormatError, match=r"arsip, line \d+: .*cut off"):
        next(items)


def test_refuses_what_is_no_list():
    with pytest.raises(FormatError, match="expected a list of posts"):
        items_of(wordpress_posts, '{"code": "rest_no_route"}')


def test_leaves_other_lists_of_stories_to_their_reader():
    assert detect(b'[{"title": "a", "content": "b", "date": "c", "url": "d"}]') is jsonl
