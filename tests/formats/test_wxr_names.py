"""Authors, categories, tags and slugs of WordPress posts."""

import pytest

from articles.formats import wordpress
from tests.formats.any_format import record_of
from tests.formats.wxr import RINA, export, item, read_post, term

OKA = (
    "<wp:author><wp:author_login>oka</wp:author_login><wp:author_first_name>Oka</wp:author_first_name>"
    "<wp:author_last_name>Putra</wp:author_last_name></wp:author>"
)
FAKE = RINA.replace("<wp:author>", '<wp:author xmlns:wp="urn:palsu">')


@pytest.mark.parametrize(
    ("creator", "bylines"),
    [
        ("rina", ("Rina Dewi",)),
        (" rina\n", ("Rina Dewi",)),
        ("Ni Luh Sari", ("Ni Luh Sari",)),
        ("admin", ("admin",)),
        ("Wayan &amp; Made", ("Wayan & Made",)),
        ("", ()),
        (None, ()),
    ],
)
def test_has_the_display_name_of_its_author_or_what_stands_there(creator, bylines):
    """dc:creator without a wp:author: 579 items."""
    assert read_post(creator=creator).bylines == bylines


def test_makes_a_name_of_first_and_last_where_none_is_displayed():
    assert record_of(wordpress, export(item(creator="oka"), authors=OKA)).bylines == ("Oka Putra",)


def test_heeds_no_author_of_another_namespace():
    assert record_of(wordpress, export(item(), authors=FAKE)).bylines == ("rina",)


def test_has_its_categories_in_order_and_the_first_as_section():
    record = read_post(term("Ekonomi &amp; Bisnis") + term("Daerah") + term("Subak", "post_tag") + term("Daerah"))

    assert record.categories == ("Ekonomi & Bisnis", "Daerah")
    assert record.section == "Ekonomi & Bisnis"
    assert record.tags == ("Subak",)


def test_calls_a_category_by_its_nicename_where_it_has_no_name():
    assert read_post(term("", nicename="seni%20budaya")).categories == ("seni budaya",)


def test_reads_the_terms_of_wxr_1_0():
    """Each stands there twice, once without nicename or domain: 157 terms."""
    record = read_post(
        "<category>Ekonomi</category>"
        + term("Ekonomi", nicename="ekonomi")
        + '<category domain="tag">padi</category>'
        + term("padi", "tag", "padi")
    )

    assert (record.categories, record.tags) == (("Ekonomi",), ("padi",))


def test_has_plain_names_of_terms():
    assert read_post(term("<b>Padi</b>", "post_tag")).tags == ("Padi",)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("panen-raya", "panen-raya"),
        ("%e0%b8%82%e0%b9%88%e0%b8%b2%e0%b8%a7", "ข่าว"),
        ("panen-%ff", "panen-%ff"),
        ("", ""),
        (None, ""),
    ],
)
def test_decodes_the_slug(slug, expected):
    assert read_post(post_name=slug).slug == expected
