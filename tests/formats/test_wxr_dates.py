import pytest

from tests.formats.wxr import read_post

ZERO = "0000-00-00 00:00:00"


@pytest.mark.parametrize(
    ("gmt", "local", "printed", "expected"),
    [
        ("2019-05-04 02:00:00", "2019-05-04 10:00:00", "", "2019-05-04T02:00:00+00:00"),
        # Several offsets in one file: GMT wins.
        ("2019-01-04 03:00:00", "2019-01-04 10:00:00", "", "2019-01-04T03:00:00+00:00"),
        (ZERO, "2019-05-04 10:00:00", "", "2019-05-04T10:00:00+08:00"),
        ("-0001-11-30 00:00:00", "2019-05-04 10:00:00", "", "2019-05-04T10:00:00+08:00"),
        ("x", "2019-05-04 10:00:00", "", "2019-05-04T10:00:00+08:00"),
        ("2019-02-30 10:00:00", "2019-03-02 10:00:00", "", "2019-03-02T10:00:00+08:00"),
        ("", "2019-05-04", "", "2019-05-04T00:00:00+08:00"),
        (None, "04/05/2019 10:00", "", "2019-05-04T10:00:00+08:00"),
        (None, None, "Sat, 04 May 2019 10:00:00 +0000", "2019-05-04T10:00:00+00:00"),
        (ZERO, None, "Sat, 04 May 2019 10:00:00 +0000", "2019-05-04T10:00:00+00:00"),
    ],
)
def test_takes_gmt_then_the_local_time_then_the_feeds(gmt, local, printed, expected):
    record = read_post(post_date_gmt=gmt, post_date=local, pubDate=printed)

    assert record.published_at.isoformat() == expected


@pytest.mark.parametrize(
    ("gmt", "local", "printed"),
    [
        (ZERO, ZERO, "Sat, 04 May 2019 10:00:00 +0000"),
        (ZERO, "1895-02-30 10:00:00", "Sat, 04 May 2019 10:00:00 +0000"),
        ("9999-12-31 23:59:59", "9999-12-31 23:59:59", ""),
        ("x", "2019-05-04 25:61:00", ""),
        ("2016-12-31 23:59:60", "2016-12-31 23:59:60", ""),
        ("", "", "Wed, 30 Nov -0001 00:00:00 +0000"),
        ("", "", "Tue, 30 Nov 1999 00:00:00 +0000"),
        ("", "10/21/2025 20:43", ""),
        ("", "kemarin", ""),
        (None, None, None),
    ],
)
def test_has_no_date_where_none_can_be_trusted(gmt, local, printed):
    record = read_post(post_date_gmt=gmt, post_date=local, pubDate=printed, modified_gmt="2020-01-01 00:00:00")

    assert (record.published_at, record.updated_at) == (None, None)
    assert [remark for remark in record.warnings if remark.startswith("The story has no date we trust: ")]


def test_says_that_only_the_feed_has_a_date():
    remarks = read_post(post_date_gmt=None, post_date=None).warnings

    assert "Only the feed's date says when it was published: Sat, 04 May 2019 02:00:00 +0000" in remarks


def test_says_when_two_clocks_disagree():
    remarks = read_post(post_date_gmt="2030-05-04 10:00:00").warnings

    assert "Its date is 2030-05-04 10:00:00 in GMT, but 2019-05-04 10:00:00 by its own clock. GMT was taken." in remarks


@pytest.mark.parametrize(
    ("gmt", "local", "expected"),
    [
        ("2019-05-05 02:00:00", None, "2019-05-05T02:00:00+00:00"),
        (ZERO, "2019-05-05 10:00:00", "2019-05-05T10:00:00+08:00"),
        ("2019-05-04 02:00:00", None, None),
        ("2019-05-03 02:00:00", None, None),
        (ZERO, ZERO, None),
    ],
)
def test_has_a_time_of_change_only_after_publication(gmt, local, expected):
    updated_at = read_post(modified_gmt=gmt, modified=local).updated_at

    assert (updated_at and updated_at.isoformat()) == expected
