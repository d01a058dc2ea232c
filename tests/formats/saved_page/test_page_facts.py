"""What a page says of its story besides the text."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.formats import saved_page
from tests.formats.saved_page.pages import ADDRESS, HEADING, MAKASSAR, SENTENCE, TEXT, page, story

WIB = timezone(timedelta(hours=7))
ARTICLE = f"{HEADING}<article>{TEXT}</article>"
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Koran"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harga Beras Naik",
            "datePublished": "2019-05-02T09:30:00+07:00",
            "dateModified": "2019-05-03T09:30:00+07:00",
            "author": {"@id": "#rina"},
            "articleSection": ["Ekonomi"],
            "keywords": ["beras", "pasar"],
            "description": "Pedagang mengeluh &amp; petani senang.",
            "mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS},
            "image": [{"url": "https://koran.example/foto/beras.jpg"}],
        },
        {"@type": "Person", "@id": "#rina", "name": "Rina Dewi"},
    ],
}


def linked(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_takes_what_json_ld_says():
    record = story(page(ARTICLE, linked(LINKED)))

    assert record.published_at == datetime(2019, 5, 2, 9, 30, tzinfo=WIB)
    assert record.updated_at == datetime(2019, 5, 3, 9, 30, tzinfo=WIB)
    assert (record.bylines, record.section, record.tags) == (("Rina Dewi",), "Ekonomi", ("beras", "pasar"))
    assert record.standfirst == "Pedagang mengeluh & petani senang."
    assert (record.source_id, record.addresses) == (ADDRESS, (ADDRESS,))
    assert record.photos[0].address == "https://koran.example/foto/beras.jpg"


def test_takes_what_open_graph_says():
    said = {
        "og:type": "article",
        "og:url": f"{ADDRESS}?page=all",
        "og:description": "Pedagang mengeluh, petani senang.",
        "article:published_time": "2019-05-02T01:30:00Z",
        "article:section": "Ekonomi",
        "article:tag": "beras",
        "author": "Rina Dewi",
    }
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in said.items())

    record = story(page(ARTICLE, head + '<meta property="article:tag" content="pasar">'))

    assert record.published_at == datetime(2019, 5, 2, 1, 30, tzinfo=UTC)
    assert (record.addresses, record.bylines, record.section) == ((ADDRESS,), ("Rina Dewi",), "Ekonomi")
    assert (record.tags, record.standfirst) == (("beras", "pasar"), "Pedagang mengeluh, petani senang.")


@pytest.mark.parametrize("damaged", ["{", "[[[", "[" * 5000, '{"@type": "NewsArticle", "headline": [[1]]}', "null"])
def test_bears_with_json_ld_that_is_none(damaged):
    record = story(page(ARTICLE, f"<script type='application/ld+json'>{damaged}</script>"))

    assert record.headline == "Harga Beras Naik"


PRINTED = [
    ("<div class=date>Kamis, 2 Mei 2019 | 09:30 WIB</div>", datetime(2019, 5, 2, 9, 30, tzinfo=WIB)),
    ("<p><b>2/5/2019 09.30</b> | 699 Views</p>", datetime(2019, 5, 2, 9, 30, tzinfo=MAKASSAR)),
    ("<time datetime='2019-05-02T09:30:00+07:00'>2 hari lalu</time>", datetime(2019, 5, 2, 9, 30, tzinfo=WIB)),
    ("<span itemprop=datePublished content='2019-05-02'>x</span>", datetime(2019, 5, 2, tzinfo=MAKASSAR)),
]


@pytest.mark.parametrize(("printed", "published_at"), PRINTED)
def test_takes_the_date_below_the_headline_not_the_day_of_the_visit(printed, published_at):
    record = story(page(f"<div>Senin, 1 Juni 2020</div>{HEADING}{printed}<article>{TEXT}</article>"))

    assert record.published_at == published_at


@pytest.mark.parametrize("printed", ["", "<p>2 hari lalu</p>", "<p>31/02/2019</p>"])
def test_takes_no_day_that_nobody_is_sure_of(printed):
    record = story(page(f"{HEADING}{printed}<article>{TEXT}</article>"))

    assert record.published_at is None
    assert any("date" in warning or "says" in warning for warning in record.warnings)


def test_warns_where_text_and_page_are_weeks_apart():
    record = story(page(f"{HEADING}<p>2 Mei 2019</p><article>{TEXT}<p>Panen, Rabu (16/1/2019), lancar.</p></article>"))

    assert any("106 days apart" in warning for warning in record.warnings)


BYLINES = [
    ("<div class=byline>Pewarta: Rina Dewi</div>", ("Rina Dewi",)),
    ("<p class='post-author'>Oleh Rina Dewi dan I Wayan Sudana, M.Si.</p>", ("Rina Dewi", "I Wayan Sudana, M.Si.")),
    ("<span itemprop=author>Rina Dewi</span>", ("Rina Dewi",)),
    ("<span class=author>Redaksi</span>", ()),
    ("<meta name=author content='Koran Media Siber'>", ()),
    ("<meta property='article:author' content='https://fb.example/koran'>", ()),
]


@pytest.mark.parametrize(("printed", "people"), BYLINES)
def test_names_people_and_not_the_house(printed, people):
    assert story(page(f"{HEADING}{printed}<article>{TEXT}</article>")).bylines == people


def test_believes_the_printed_byline_before_json_ld():
    record = story(
        page(f"{HEADING}<div>Oleh <b itemprop=author>Made Oka</b></div><article>{TEXT}</article>", linked(LINKED))
    )

    assert record.bylines == ("Made Oka",)


def test_takes_no_description_that_only_begins_the_text():
    head = f"<meta name=description content='{SENTENCE}'><meta property='og:description' content='Apa pun, lalu ...'>"

    assert story(page(ARTICLE, head)).standfirst == ""


HEADLINES = [
    ("<title>Harga Beras Naik - Koran Bali</title>", "<h1>Ekonomi</h1><h2>Harga Beras Naik</h2>", "Harga Beras Naik"),
    ("<title>Harga &quot;Beras&quot; &amp;amp; Naik</title>", "", 'Harga "Beras" & Naik'),
    (
        "<title>Harga Beras Naik | koran.example</title><link rel=canonical href=https://koran.example/1/>",
        "",
        "Harga Beras Naik",
    ),
    ("<title>Harga Beras - Naik Lagi</title>", "", "Harga Beras - Naik Lagi"),
]


@pytest.mark.parametrize(("head", "heading", "headline"), HEADLINES)
def test_finds_the_headline_without_the_outlet(head, heading, headline):
    source = f"<html><head>{head}</head><body>{heading}<article>{TEXT}</article></body></html>"

    assert story(source).headline == headline


def test_finds_the_section_in_the_breadcrumbs():
    crumbs = "<ul class='kcm-breadcrumb'><li><a href=/>Beranda</a><li><a href=/e/>Ekonomi</a></ul>"

    assert story(page(crumbs + ARTICLE)).section == "Ekonomi"
    assert story(page(ARTICLE)).section == "Daerah"


def test_knows_where_a_browser_saved_the_page_from():
    record = story(f"<!-- saved from url=(0036){ADDRESS} -->\n" + page(ARTICLE))

    assert record.addresses == (ADDRESS,)


ENCODED = [
    page(f"{HEADING}<article><p>“Suksma”, kata Café. {TEXT}</article>").encode(),
    page(f"{HEADING}<article><p>“Suksma”, kata Café. {TEXT}</article>", "<meta charset=utf-7>").encode("cp1252"),
    page(f"{HEADING}<article><p>“Suksma”, kata Café. {TEXT}</article>").encode("utf-16"),
]


@pytest.mark.parametrize("source", ENCODED, ids=["utf-8", "windows-1252", "utf-16"])
def test_reads_the_encoding_it_is_in_whatever_it_says(source):
    assert story(source).body.startswith("<p>“Suksma”, kata Café.</p>")


def test_loses_no_letter_to_a_few_bytes_of_another_encoding():
    record = story(page(f"{HEADING}<article><p>“Suksma” Caf").encode() + b"\xe9. " + f"{TEXT}</article>".encode())

    assert record.body.startswith("<p>“Suksma” Café.</p>")
    assert any("not UTF-8" in warning for warning in record.warnings)


def test_never_reads_utf_7():
    record = story(f"<meta charset=utf-7>{HEADING}<p>+ADw-script+AD4-x+ADw-/script+AD4-</p>")

    assert record.body == "<p>+ADw-script+AD4-x+ADw-/script+AD4-</p>"


HEADS = [
    (b"<!DOCTYPE html><html>", True),
    (b"\xef\xbb\xbf <!-- x --><html lang=id>", True),
    (b"<p>Halo", True),
    ("<html>".encode("utf-16"), True),
    (b"<?xml version='1.0'?><rss>", False),
    (b"<nitf>", False),
    (b"<pre-x>", False),
    (b"Harga Beras Naik\n<p>", False),
    (b"", False),
]


@pytest.mark.parametrize(("head", "is_ours"), HEADS)
def test_recognises_pages(head, is_ours):
    assert saved_page.recognises(head) is is_ours
