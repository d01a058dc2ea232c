"""Pictures of WordPress posts, whose attachments stand anywhere in the file."""

import pytest

from articles.formats import PhotoReference, Rejection, wordpress
from articles.formats.wordpress import story
from tests.formats.any_format import records_of
from tests.formats.wxr import attachment, export, item, meta, read_export

PADI = "https://warta.example/wp-content/uploads/padi.jpg"
SUBAK = "https://warta.example/wp-content/uploads/subak.jpg"
FEATURED = item(meta("_thumbnail_id", "40"))
TOLD = meta("_wp_attachment_image_alt", "Padi <b>menguning</b>") + meta("_media_credit", "Oka Putra")
PADI_ITEM = attachment(40, PADI, TOLD, excerpt="Panen &amp; pesta", post_parent="7", menu_order="2")
SUBAK_ITEM = attachment(41, SUBAK, excerpt="Subak", post_parent="7", menu_order="1")
LEAD = PhotoReference(PADI, alternative_text="Padi menguning", caption="Panen & pesta", credit="Oka Putra")


@pytest.mark.parametrize("items", [(PADI_ITEM, FEATURED), (FEATURED, PADI_ITEM)])
def test_leads_with_the_featured_image_wherever_it_stands(items):
    [record] = records_of(wordpress, export(*items))

    assert record.photos == (LEAD,)
    assert record.body == "<p>Petani memanen padi.</p>"


def test_leads_with_it_in_a_file_of_utf_16():
    content = export(FEATURED, PADI_ITEM).replace("UTF-8", "UTF-16").encode("utf-16")

    assert records_of(wordpress, content)[0].photos == (LEAD,)


def test_says_when_the_featured_image_is_not_in_the_file():
    """Nine of 243."""
    [record] = records_of(wordpress, export(FEATURED))

    assert record.photos == ()
    assert "The file lacks its photo, attachment 40." in record.warnings


@pytest.mark.parametrize("number", ["", "0", "-1"])
def test_says_nothing_where_none_is_featured(number):
    [record] = records_of(wordpress, export(item(meta("_thumbnail_id", number))))

    assert not [remark for remark in record.warnings if "photo" in remark]


@pytest.mark.parametrize("address", ["https://warta.example/a.pdf", "https://warta.example/" + "a" * 2000 + ".jpg", ""])
def test_takes_no_other_file_for_a_picture(address):
    [record] = records_of(wordpress, export(FEATURED, attachment(40, address)))

    assert record.photos == ()


def test_has_the_pictures_of_a_gallery_in_its_order():
    [record] = records_of(wordpress, export(item(content='A.\n\n[gallery ids="41,40,99"]'), PADI_ITEM, SUBAK_ITEM))

    assert [(photo.address, photo.key, photo.caption) for photo in record.photos] == [
        (SUBAK, "p1", "Subak"),
        (PADI, "p2", "Panen & pesta"),
    ]
    assert record.body.endswith(
        '<figure data-photo="p1">Subak</figure>\n<figure data-photo="p2">Panen &amp; pesta</figure>'
    )
    assert "Pictures of its galleries that the file lacks: 1." in record.warnings


def test_has_all_pictures_of_the_post_in_a_gallery_that_names_none():
    other = attachment(42, PADI, post_parent="8")

    [record] = records_of(wordpress, export(item(content="A.\n\n[gallery]"), PADI_ITEM, SUBAK_ITEM, other))

    assert [photo.address for photo in record.photos] == [SUBAK, PADI]


def test_leaves_a_gallery_as_text_of_which_the_file_has_no_picture():
    [record] = records_of(wordpress, export(item(content="A.\n\n[gallery ids='98,99']"), PADI_ITEM))

    assert record.body == "<p>A.</p>\n<p>[gallery ids='98,99']</p>"
    assert "Pictures of its galleries that the file lacks: 2." in record.warnings


def test_has_no_more_pictures_than_a_story_can_bear(monkeypatch):
    monkeypatch.setattr(story, "MOST_PICTURES", 3)

    [record] = records_of(wordpress, export(item(content="[gallery]\n\n[gallery]\n\n[gallery]"), PADI_ITEM, SUBAK_ITEM))

    assert len(record.photos) == 3
    assert record.body.endswith("<p>[gallery]</p>")


def test_is_a_story_with_nothing_but_a_photo():
    [record] = records_of(wordpress, export(item(meta("_thumbnail_id", "40"), content=""), PADI_ITEM))

    assert (record.body, record.photos) == ("", (LEAD,))


def test_is_a_draft_without_text_and_photo():
    [record] = records_of(wordpress, export(item(content=" \n")))

    assert (record.body, record.status) == ("", "draft")
    assert record.warnings == ("It has neither text nor photo; it is a draft.",)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "../../../../etc/cron.d/x.jpg", "http://127.0.0.1:9/a.jpg"])
def test_fetches_and_opens_nothing(address):
    items = read_export(FEATURED, attachment(40, address))

    assert not [each for each in items if isinstance(each, Rejection)]
