import datetime

import pytest

from articles.formats.dates import DateError, dates_in, is_date_line, parse_date
from tests.formats.reading import MAKASSAR

# Every form of A.6 that is certain. +08:00 is the given zone.
DATES = [
    ("16/11/2024", "2024-11-16T00:00:00+08:00"),
    ("01-10-2023", "2023-10-01T00:00:00+08:00"),
    ("1.10.2023", "2023-10-01T00:00:00+08:00"),
    ("2015/08/25", "2015-08-25T00:00:00+08:00"),
    ("2023-02-27 23:44:44", "2023-02-27T23:44:44+08:00"),
    ("2025/07/01 18:15:16", "2025-07-01T18:15:16+08:00"),
    ("2025-07-01T18:15:16+07:00", "2025-07-01T18:15:16+07:00"),
    ("2025-07-01T18:15:16.120-0330", "2025-07-01T18:15:16-03:30"),
    ("2025-07-01T18:15:16Z", "2025-07-01T18:15:16+00:00"),
    ("Jumat, 29 Mei 2026 22:02 WIB", "2026-05-29T22:02:00+07:00"),
    ("Kamis, 10 Februari 2022 23:28", "2022-02-10T23:28:00+08:00"),
    ("Jum'at, 29 Mei 2026", "2026-05-29T00:00:00+08:00"),
    ("Jum’at, 29 Mei 2026", "2026-05-29T00:00:00+08:00"),
    ("Minggu Umanis, 16 Juni 2024", "2024-06-16T00:00:00+08:00"),
    ("Kamis Kliwon, 2 Mei 2024 10.30 Wita", "2024-05-02T10:30:00+08:00"),
    (" Selasa, 29 Januari 2019 / 20:44 WIB ", "2019-01-29T20:44:00+07:00"),
    ("02/07/2025, 10:42 WIB", "2025-07-02T10:42:00+07:00"),
    ("Kompas.com- 02/07/2025, 10:42 WIB", "2025-07-02T10:42:00+07:00"),
    ("30 April 2024, 10:41 PM wit", "2024-04-30T22:41:00+09:00"),
    ("30 April 2024, 12:05 AM", "2024-04-30T00:05:00+08:00"),
    ("19 Februari 2024", "2024-02-19T00:00:00+08:00"),
    ("19 February 2024", "2024-02-19T00:00:00+08:00"),
    ("3 Pebruari 2021", "2021-02-03T00:00:00+08:00"),
    ("4 Nopember 2020", "2020-11-04T00:00:00+08:00"),
    ("5 Agt 2020", "2020-08-05T00:00:00+08:00"),
    ("5 Agu 2020", "2020-08-05T00:00:00+08:00"),
    ("01-Feb-19", "2019-02-01T00:00:00+08:00"),
    ("01/02/98", "1998-02-01T00:00:00+08:00"),
    ("|".join("Kamis, 6 Jan 2022, 14:05 WIB"), "2022-01-06T14:05:00+07:00"),
    ("13+December+2018", "2018-12-13T00:00:00+08:00"),
    ("16\u00a0November\u00a02024", "2024-11-16T00:00:00+08:00"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_reads_a_date_day_first(text, expected):
    assert parse_date(text, zone=MAKASSAR).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("10/21/2025 20:43", "has month 21"),  # m/d/y, 1,000 rows: never swapped, for 163 of them would swap silently
        ("31/02/2024", "day 31"),
        ("40/4/2022", "day 40"),
        ("16/11/1666", "year 1666"),
        ("16/11/2101", "year 2101"),
        ("16/11/2024 25:00", "no clock"),
        ("16/11/2024 13:00 PM", "hour 13 with PM"),
        ("2025-07-01T18:15:16+99:00", "offset +99:00"),
        ("2 days ago", "not a date"),
        ("3 hari lalu", "not a date"),
        ("Tanggal tidak ditemukan", "not a date"),
        ("16-11/2024", "not a date"),
        ("٣/١/٢٠٢٤", "not a date"),
        ("", "not a date"),
        ("16/11/2024" + " " * 80 + "10:00", "not a date"),
        ("1" * 5000, "not a date"),
    ],
)
def test_refuses_what_is_not_one_certain_date(text, reason):
    with pytest.raises(DateError) as caught:
        parse_date(text, zone=MAKASSAR)

    assert reason in str(caught.value)
    assert repr(text[:60]) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *(text for text, _ in DATES),
        "31/02/2024",
        "10/21/2025 20:43",
        "2 days ago",
        "1 jam lalu",
        "sejam lalu",
        "[]",
        "Tanggal tidak ditemukan",
        "Date not found.",
        "Kemarin",
    ],
)
def test_knows_a_date_line_even_when_the_date_is_none(text):
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text", ["", "Pasar Desa Dibuka", "2 Hari Festival Digelar", "19 Februari", "12 Pemain Mundur", "16/11/2024 dibuka"]
)
def test_knows_a_headline_from_a_date_line(text):
    assert not is_date_line(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("selaku Senin (19/2/2024) mengatakan", [datetime.date(2024, 2, 19)]),  # quirk 2
        ("dibuka 19 Pebruari 2024 dan 3 Mei 2024.", [datetime.date(2024, 2, 19), datetime.date(2024, 5, 3)]),  # quirk 7
        ("kemarin, hari ini dan besok", []),  # quirk 9
        ("Minggu (3/12)", []),  # quirk 10: no year, and none is made up
        ("(36/2/2023), (31/11/2023), (10/67/2022), (40/4/2022)", []),  # quirk 33
        ("(1/2/1066)", []),
        ("pasal 1/2/3/2024", []),
    ],
)
def test_finds_the_dates_in_running_text(text, expected):
    assert list(dates_in(text)) == expected
