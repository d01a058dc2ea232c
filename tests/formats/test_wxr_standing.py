import pytest

from articles.formats import Standing
from tests.formats.wxr import read_post

NOT_PUBLIC = ["draft", "pending", "private", "future", "trash", "auto-draft", "inherit", "arsip", "PUBLISH"]


@pytest.mark.parametrize("status", ["publish", " publish\n"])
def test_has_public_what_was_public(status):
    record = read_post(status=status)

    assert record.status is Standing.PUBLISHED
    assert not [remark for remark in record.warnings if "draft" in remark]


@pytest.mark.parametrize("status", NOT_PUBLIC)
def test_makes_a_draft_of_all_else_and_says_what_it_was(status):
    record = read_post(status=status)

    assert record.status is Standing.DRAFT
    assert f"It was not public there, but “{status}”; it is a draft." in record.warnings


@pytest.mark.parametrize("status", ["", None, "  "])
def test_makes_a_draft_where_the_file_does_not_say(status):
    """WXR 1.0 of other programs: 239 items."""
    record = read_post(status=status)

    assert record.status is Standing.DRAFT
    assert "The file does not say whether it was public; it is a draft." in record.warnings


def test_makes_a_draft_of_what_needed_a_password():
    record = read_post(post_password="rahasia")

    assert record.status is Standing.DRAFT
    assert "Readers needed a password for it there; it is a draft." in record.warnings
    assert not [remark for remark in record.warnings if "rahasia" in remark]


def test_makes_a_draft_where_the_file_contradicts_itself():
    record = read_post("<wp:status>private</wp:status>")

    assert record.status is Standing.DRAFT
    assert "It was not public there, but “private / publish”; it is a draft." in record.warnings


def test_heeds_a_password_wherever_it_stands():
    assert read_post("<wp:post_password>rahasia</wp:post_password>").status is Standing.DRAFT


def test_keeps_the_date_of_a_scheduled_post():
    record = read_post(status="future", post_date_gmt="2031-01-01 00:00:00", post_date="2031-01-01 08:00:00")

    assert (record.status, record.published_at.year) == (Standing.DRAFT, 2031)
    assert not record.may_be_scheduled


def test_loses_nothing_of_a_sticky_post():
    assert read_post("<wp:is_sticky>1</wp:is_sticky>").checksum() == read_post().checksum()
