import pytest

from articles.formats import ArticleRecord, LeftOut, detect, wordpress
from tests.formats.any_format import items_of, left_out, record_of, rejected
from tests.formats.wxr import attachment, export, item, read_export, read_post

COMMENT = "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Bagus!</wp:comment_content></wp:comment>"
EMPTY = item(post_id=None, guid=None, link=None)


def test_reads_a_post():
    record = read_post()

    assert (record.source_id, record.headline, record.body) == (
        "7",
        "Panen Raya di Tabanan",
        "<p>Petani memanen padi.</p>",
    )
    assert (record.bylines, record.slug, record.section) == (("Rina Dewi",), "panen", "Daerah")
    assert record.original == "<p>Petani memanen padi.</p>"
    assert record.place.line == 8


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_reads_every_version(version):
    content = export(item(), version=version)

    assert detect(content.encode()[:4096]) is wordpress
    assert record_of(wordpress, content).source_id == "7"


def test_reads_an_export_whose_namespaces_are_of_https():
    content = export(item()).replace("http://wordpress.org", "https://wordpress.org")

    assert detect(content.encode()[:4096]) is wordpress
    assert record_of(wordpress, content).status == "published"


@pytest.mark.parametrize("what", ["nav_menu_item", "page", "wp_block", "custom_css"])
def test_counts_what_is_no_post_under_its_own_name(what):
    assert left_out(read_export(item(post_type=what))) == {what: 1}


def test_counts_attachments():
    items = read_export(attachment(8, "https://warta.example/a.jpg"), attachment(9, "https://warta.example/b.jpg"))

    assert [item.what for item in items if isinstance(item, LeftOut)] == ["attachment", "attachment"]


def test_reads_pages_when_asked():
    [record] = read_export(item(post_type="page"), with_pages=True)

    assert isinstance(record, ArticleRecord)
    assert "/?page_id=7" in record.addresses


def test_takes_an_item_without_a_type_for_a_post():
    assert read_post(post_type=None).source_id == "7"


def test_takes_an_item_without_a_type_but_with_a_file_for_an_attachment():
    items = read_export(attachment(8, "https://warta.example/a.jpg", post_type=None))

    assert left_out(items) == {"attachment": 1}


def test_counts_the_comments_of_each_item():
    items = read_export(item(COMMENT * 3), item(COMMENT, post_id="8", post_type="page"))

    assert [(each.what, each.count) for each in items if isinstance(each, LeftOut)] == [
        ("comment", 3),
        ("page", 1),
        ("comment", 1),
    ]


def test_matches_names_by_namespace_and_not_by_prefix():
    decoy = 'xmlns:w9="http://wordpress.org/export/1.2/" xmlns:wp="urn:decoy"'
    content = export(item(status="draft")).replace("wp:", "w9:")
    content = content.replace('xmlns:wp="http://wordpress.org/export/1.2/"', decoy)
    content = content.replace("</item>", "<wp:status>publish</wp:status></item>")

    assert record_of(wordpress, content).status == "draft"


def test_reads_values_printed_on_lines_of_their_own():
    record = read_post(
        status="\n  publish\n", post_id="\n 7 ", post_type="\n post\n", title="\n Panen\n", post_name="\n panen "
    )

    assert (record.status, record.source_id, record.headline, record.slug) == ("published", "7", "Panen", "panen")


def test_reads_a_text_of_several_cdata_sections_and_an_end_mark_inside():
    assert read_post(content="Satu ]]> dua <![CDATA[ tiga").body == "<p>Satu ]]&gt; dua &lt;![CDATA[ tiga</p>"


def test_reads_a_post_that_stands_there_as_xhtml():
    content = export(item()).replace("<![CDATA[<p>Petani memanen padi.</p>]]>", "<p>Petani <b>memanen</b> padi.</p>")

    assert record_of(wordpress, content).body == "<p>Petani <strong>memanen</strong> padi.</p>"


def test_never_takes_apart_what_php_has_serialised():
    record = read_post(
        more='<wp:postmeta><wp:meta_key>x</wp:meta_key><wp:meta_value>O:8:"stdClass":0:{}</wp:meta_value></wp:postmeta>'
    )

    assert record.warnings == read_post().warnings


def test_reads_a_file_without_items_or_a_version():
    content = export().replace("<wp:wxr_version>1.2</wp:wxr_version>", "")

    assert items_of(wordpress, content) == []


def test_rejects_a_post_that_nothing_names():
    [(line, reason)] = rejected(read_export(EMPTY))

    assert line == 8
    assert reason == "Nothing tells this post from others: it has no number, no guid and no address. Give it one."


def test_says_which_terms_it_does_not_know():
    record = read_post('<category domain="kanal">Subak</category><category domain="post_format">Aside</category>')

    assert "Terms that are neither category nor tag were left out: Subak." in record.warnings
