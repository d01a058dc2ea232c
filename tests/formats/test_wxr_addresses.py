"""What names a WordPress post for good, and by which addresses readers came to it."""

import pytest

from articles.formats import ArticleRecord, Rejection, wordpress
from tests.formats.any_format import record_of, records_of
from tests.formats.wxr import export, item, meta, read_export, read_post

OWN = ("https://warta.example/2019/05/panen/", "/?p=7")


def test_has_its_address_and_the_one_by_number():
    assert read_post().addresses == OWN


@pytest.mark.parametrize(
    ("guid", "more"),
    [
        ("https://warta.example/?p=7", ()),
        ("https://www.warta.example/?p=7", ()),
        # A copied post keeps the guid of the first: it is that one's address.
        ("https://warta.example/?p=3", ()),
        ("http://lain.example/?p=7", ()),
        ("panen-7", ()),
        ("javascript:alert(1)", ()),
        ("https://warta.example/", ()),
        ("https://warta.example/lama/panen.html", ("https://warta.example/lama/panen.html",)),
    ],
)
def test_has_the_guid_for_an_address_where_it_is_its_own(guid, more):
    assert read_post(guid=guid).addresses == (OWN[0], *more, OWN[1])


def test_has_no_address_of_another_site():
    """A plugin sends the readers of some posts elsewhere."""
    assert read_post(link="https://lain.example/panen/").addresses == ("/?p=7",)


def test_has_the_addresses_of_its_earlier_slugs():
    record = read_post(meta("_wp_old_slug", "panen-raya") + meta("_wp_old_slug", ""))

    assert record.addresses == (OWN[0], "https://warta.example/2019/05/panen-raya/", OWN[1])


def test_has_addresses_below_the_path_of_its_blog():
    content = export(item(guid="https://warta.example/berita/?p=7")).replace(
        "<wp:base_blog_url>https://warta.example<", "<wp:base_blog_url>https://warta.example/berita/<"
    )

    assert record_of(wordpress, content).addresses == (OWN[0], "/berita/?p=7")


@pytest.mark.parametrize(
    ("changed", "source_id"),
    [
        ({}, "7"),
        ({"post_id": "0007"}, "7"),
        ({"post_id": "0"}, "https://warta.example/?p=7"),
        ({"post_id": None}, "https://warta.example/?p=7"),
        ({"post_id": None, "guid": None}, "https://warta.example/2019/05/panen/"),
    ],
)
def test_is_named_by_its_number_then_guid_then_address(changed, source_id):
    assert read_post(**changed).source_id == source_id


def test_reads_two_posts_of_one_title_and_date():
    first, second = records_of(wordpress, export(item(), item(post_id="8", guid="https://warta.example/?p=8")))

    assert (first.source_id, second.source_id) == ("7", "8")
    assert first.headline == second.headline


def test_reads_a_post_that_stands_there_twice_as_often_as_it_does():
    first, second = records_of(wordpress, export(item(), item()))

    assert first.checksum() == second.checksum()


def test_rejects_another_post_under_the_same_number():
    first, second = read_export(item(guid="g1"), item(guid="g3", title="Lain"))

    assert isinstance(first, ArticleRecord)
    assert isinstance(second, Rejection)
    assert second.reason.startswith("Post 7 stands twice in this file, with the guids 'g1' and 'g3'")


def test_says_when_two_posts_bear_one_guid_that_is_no_address():
    first, second = read_export(item(guid="g1"), item(guid="g1", post_id="8"))

    assert isinstance(first, ArticleRecord)
    assert isinstance(second, ArticleRecord)
    assert "Post 7 bears the same guid, “g1”; both were taken." in second.warnings


def test_says_nothing_of_a_copy_that_kept_the_guid_of_the_first():
    first, second = records_of(wordpress, export(item(), item(post_id="8")))

    assert first.warnings == second.warnings


@pytest.mark.parametrize(
    "address",
    ["https://warta.example/2018/subak/", "http://www.warta.example/2018/subak/", "//Warta.Example/2018/subak/"],
)
def test_makes_paths_of_links_to_its_own_site(address):
    record = read_post(content=f'<p>Lihat <a href="{address}">subak</a>.</p>')

    assert record.body == '<p>Lihat <a href="/2018/subak/">subak</a>.</p>'


def test_leaves_links_to_the_network_that_hosts_it():
    content = export(item(content='<p><a href="https://wordpress.com/support/">bantuan</a></p>')).replace(
        "<wp:base_site_url>https://warta.example<", "<wp:base_site_url>https://wordpress.com/<"
    )

    assert record_of(wordpress, content).body == '<p><a href="https://wordpress.com/support/">bantuan</a></p>'
