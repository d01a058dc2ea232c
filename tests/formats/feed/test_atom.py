import pytest

from articles.formats import feed
from tests.formats.delivered import items_of, outcomes, story_of
from tests.formats.reading import paragraphs

FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"
xmlns:blogger="http://schemas.google.com/blogger/2018" xml:base="https://koran.example/"><title>Koran</title>
<link href="https://koran.example/"/>{entries}</feed>"""
ENTRY = """<entry><id>{id}</id><title type="html">{title}</title>
<link rel="self" href="/feeds/7"/><link rel="alternate" type="text/html" href="/2024/panen.html"/>
<published>2024-11-16T09:30:00+08:00</published><updated>2024-11-17T09:30:00+08:00</updated>
<author><name>Rina Dewi</name><email>rina@koran.example</email></author>{more}</entry>"""
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
)
TEXT = '<content type="html">&lt;p&gt;Petani memanen padi.&lt;/p&gt;</content>'


def entry(**parts: str) -> str:
    return ENTRY.format(**{"id": "tag:koran.example,2024:7", "title": "Subak Panen Raya", "more": TEXT} | parts)


def read(**parts: str):
    return story_of(feed, FEED.format(entries=entry(**parts)))


def test_reads_an_entry():
    record = read(
        title="Subak &amp;lt;b&amp;gt;Panen&amp;lt;/b&amp;gt; Raya",
        more=f'{TEXT}<summary>Tiga hari.</summary><category term="ekonomi" label="Ekonomi"/><category term="subak"/>',
    )

    assert (record.source_id, record.headline) == ("tag:koran.example,2024:7", "Subak Panen Raya")
    assert record.addresses == ("https://koran.example/2024/panen.html",)
    assert (record.standfirst, paragraphs(record)) == ("Tiga hari.", ["Petani memanen padi."])
    assert (record.bylines, record.categories) == (("Rina Dewi",), ("Ekonomi", "subak"))
    assert record.published_at.isoformat() == "2024-11-16T09:30:00+08:00"
    assert record.updated_at.isoformat() == "2024-11-17T09:30:00+08:00"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT, "Petani memanen padi."),
        ("<content>5 &lt; 6 dan 7</content>", "5 &lt; 6 dan 7"),
        (
            '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>Petani <x:em>memanen</x:em></x:p>'
            "</x:div></content>",
            "Petani <em>memanen</em>",
        ),
    ],
)
def test_reads_the_text_in_each_of_the_ways_to_write_it(content, text):
    assert paragraphs(read(more=content)) == [text]


def test_says_where_a_text_stands_that_is_not_in_the_feed_and_fetches_nothing():
    record = read(more='<content src="https://koran.example/isi.html"/><summary>Tiga hari.</summary>')

    assert paragraphs(record) == ["Tiga hari."]
    assert set(record.warnings) >= {
        "The feed gives only a summary of the story.",
        "The text stands elsewhere, at https://koran.example/isi.html; nothing was fetched.",
    }


@pytest.mark.parametrize(
    "mark",
    [
        "<app:control><app:draft>yes</app:draft></app:control>",
        "<blogger:status>DRAFT</blogger:status>",
        "<blogger:status>SOFT_TRASHED</blogger:status>",
    ],
)
def test_never_publishes_a_draft(mark):
    record = read(more=TEXT + mark)

    assert record.status == "draft"
    assert any(warning.endswith("of this story; it is a draft.") for warning in record.warnings)


def test_leaves_out_what_blogger_exports_besides_posts():
    entries = "".join(
        entry(more=TEXT + KIND.format(kind)) for kind in ("comment", "settings", "template", "page", "post")
    )
    newer = entry(more=f"{TEXT}<blogger:type>COMMENT</blogger:type>")

    assert outcomes(items_of(feed, FEED.format(entries=entries + newer))) == [
        *("comment", "settings", "template", "page"),
        *("tag:koran.example,2024:7", "comment"),
    ]
    pages = items_of(feed, FEED.format(entries=entry(more=TEXT + KIND.format("page"))), with_pages=True)
    assert outcomes(pages) == ["tag:koran.example,2024:7"]
    assert read(more=TEXT + KIND.format("post")).categories == ()


def test_takes_the_address_that_blogger_names_as_a_file():
    record = read(more=f"{TEXT}<blogger:filename>/2024/11/panen.html</blogger:filename>")

    assert record.addresses == ("https://koran.example/2024/panen.html", "/2024/11/panen.html")
