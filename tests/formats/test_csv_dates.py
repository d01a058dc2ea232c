import pytest

from articles.formats import FormatError, table
from articles.formats.dates import DateError, first_two_numbers, parse_date
from tests.formats.any_format import items_of, record_of, records_of, rejected
from tests.formats.reading import MAKASSAR


def with_dates(*dates):
    return "judul,isi,tanggal\n" + "".join(
        f'Pasar {number},Harga naik.,"{date}"\n' for number, date in enumerate(dates, 1)
    )


def days(text, **told):
    return [record.published_at and f"{record.published_at:%Y-%m-%d}" for record in records_of(table, text, **told)]


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("02/03/2024", "dmy", "2024-03-02"),
        ("02/03/2024", "mdy", "2024-02-03"),
        ("10/21/2025 20:43", "mdy", "2025-10-21"),
        ("24/11/16", "ymd", "2024-11-16"),
        ("24/11/16", "dmy", "2016-11-24"),
        ("2024-11-16", "mdy", "2024-11-16"),
        ("16 Mei 2024", "mdy", "2024-05-16"),
    ],
)
def test_reads_numbers_in_the_order_asked_for(text, order, day):
    assert f"{parse_date(text, zone=MAKASSAR, order=order):%Y-%m-%d}" == day


def test_says_in_which_order_a_date_was_read():
    with pytest.raises(DateError, match=r"'16/11/2024' has month 16; dates are read month first, as in '11/16/2024'\."):
        parse_date("16/11/2024", zone=MAKASSAR, order="mdy")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("16/11/2024 10:30", (16, 11)), ("2024-11-16", None), ("16 Mei 2024", None), ("kemarin", None)],
)
def test_finds_the_numbers_whose_order_may_be_asked(text, numbers):
    assert first_two_numbers(text) == numbers


def test_reads_day_first_where_the_column_shows_it():
    text = with_dates("16/11/2024", "02/03/2024")

    assert days(text) == ["2024-11-16", "2024-03-02"]
    assert not any("day first" in remark for record in records_of(table, text) for remark in record.warnings)


def test_refuses_a_column_that_would_swap_in_silence():
    with pytest.raises(
        FormatError,
        match=r"arsip, line 3: dates that can only be month, day, year: 2, such as '10/21/2025 20:43'; either: 1, and "
        r"the wrong way would swap day and month unseen\. Give --date-order mdy if that is the order\.",
    ):
        items_of(table, with_dates("02/03/2024", "10/21/2025 20:43", "11/30/2025"))


def test_reads_month_first_once_told():
    assert days(with_dates("02/03/2024", "10/21/2025"), date_order="mdy") == ["2024-02-03", "2025-10-21"]


def test_refuses_a_column_with_both_orders():
    with pytest.raises(
        FormatError, match=r"year: 1, such as '10/21/2025'; only day, month, year: 1, such as '16/11/2024' in line 2\. "
    ):
        items_of(table, with_dates("16/11/2024", "10/21/2025"))


def test_makes_drafts_of_what_does_not_fit_the_order_told():
    records = records_of(table, with_dates("16/11/2024", "10/21/2025"), date_order="dmy")

    assert [record.published_at is None for record in records] == [False, True]
    assert any("has month 21; dates are read day first" in remark for remark in records[1].warnings)


def test_remarks_where_nothing_shows_the_order():
    [first, second] = records_of(table, with_dates("02/03/2024", "05/05/2024"))

    assert f"{first.published_at:%Y-%m-%d}" == "2024-03-02"
    assert "The date '02/03/2024' was read day first; nothing in the table shows that it is." in first.warnings
    assert second.published_at is not None


def test_lets_the_person_settle_what_nothing_shows():
    record = record_of(table, with_dates("02/03/2024"), date_order="dmy")

    assert not any("day first" in remark for remark in record.warnings)


def test_refuses_an_order_that_does_not_exist():
    with pytest.raises(FormatError, match=r"arsip: 'ydm' is no order of dates\. Give one of: dmy, mdy, ymd\."):
        items_of(table, with_dates("02/03/2024"), date_order="ydm")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Jumat, 29 Mei 2026 22:02 WIB", "2026-05-29T22:02:00+07:00"),
        ("Kamis, 10 Februari 2022 23:28", "2022-02-10T23:28:00+08:00"),
        ("2015/08/25", "2015-08-25T00:00:00+08:00"),
        ("2025/07/01 18:15:16", "2025-07-01T18:15:16+08:00"),
        ("25-10-2023", "2023-10-25T00:00:00+08:00"),
        ("19 Februari 2024", "2024-02-19T00:00:00+08:00"),
        (" Selasa, 29 Januari 2019 / 20:44 WIB ", "2019-01-29T20:44:00+07:00"),
        ("2023-02-27 23:44:44", "2023-02-27T23:44:44+08:00"),
        ("2024-11-16T09:00:00+07:00", "2024-11-16T09:00:00+07:00"),
        ("K|a|m|i|s|,| |6| |J|a|n|u|a|r|i| |2|0|2|2", "2022-01-06T00:00:00+08:00"),
        ("Kompas.com- 02/07/2025, 10:42 WIB", "2025-07-02T10:42:00+07:00"),
        ("01-Feb-19", "2019-02-01T00:00:00+08:00"),
        ("13+December+2018", "2018-12-13T00:00:00+08:00"),
    ],
)
def test_reads_dates_as_newsrooms_write_them(date, expected):
    assert record_of(table, with_dates(date)).published_at.isoformat() == expected


@pytest.mark.parametrize("date", ["Tanggal tidak ditemukan", "Date not found.", "[]", "31/02/2024", "2019", "entah"])
def test_makes_a_draft_of_what_is_no_date(date):
    record = record_of(table, with_dates(date))

    assert record.published_at is None
    assert any(repr(date) in remark for remark in record.warnings)


def test_makes_a_draft_where_no_date_stands():
    assert record_of(table, with_dates("")).warnings[-1] == "The source gives no date for the story that we trust."


def test_refuses_a_date_that_counts_from_a_day_nobody_knows():
    items = items_of(table, with_dates("1 jam lalu", "16/11/2024"))

    assert rejected(items)[0][0] == 2
    assert "'1 jam lalu' does not say which day" in rejected(items)[0][1]
    assert len(items) == 2


def test_warns_of_a_text_that_names_another_time():
    record = record_of(table, 'judul,isi,tanggal\nPasar,"DENPASAR - Senin (19/2/2024) harga naik.",16/11/2024\n')

    assert any("271 days apart" in remark for remark in record.warnings)
