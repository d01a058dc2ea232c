import pytest

from articles.formats.dates import DateError
from articles.formats.moments import moment
from tests.formats.reading import MAKASSAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat, 16 Nov 2024 09:30:00 +0800", "2024-11-16T09:30:00+08:00"),
        ("Mon, 16 Nov 2024 09:30:00 GMT", "2024-11-16T09:30:00+00:00"),  # it was a Saturday
        ("Sab, 16 Nop 2024 09:30:00 WITA", "2024-11-16T09:30:00+08:00"),
        ("16 Nov 24 09:30 WIB", "2024-11-16T09:30:00+07:00"),
        ("Sat, 16 Nov 2024 09:30:00 EST", "2024-11-16T09:30:00-05:00"),
        ("Sat, 16 Nov 2024 09:30:00 UT", "2024-11-16T09:30:00+00:00"),
        ("Sat, 16 Nov 2024 09:30:00", "2024-11-16T09:30:00+08:00"),
        ("2024-11-16T09:30:00Z", "2024-11-16T09:30:00+00:00"),
        ("2024-11-16T09:30:00.123+07", "2024-11-16T09:30:00+07:00"),
        ("2024-11-16T09:30+0100", "2024-11-16T09:30:00+01:00"),
        ("2024-11-16", "2024-11-16T00:00:00+08:00"),
        ("20241116T093000Z", "2024-11-16T09:30:00+00:00"),
        ("20241116T0930+0800", "2024-11-16T09:30:00+08:00"),
        (" 20241116 ", "2024-11-16T00:00:00+08:00"),
    ],
)
def test_reads_a_time(text, expected):
    assert moment(text, zone=MAKASSAR).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "besok", "20241399T000000Z", "Sat, 31 Feb 2024 09:30:00 +0800", "2024-11-16T25:00:00Z"),
        *("Sat, 16 Nov 2024 09:30:00 XYZ", "-0001-11-30T00:00:00Z", "2024", "x" * 10_000, "1" * 10_000),
    ],
)
def test_never_guesses(text):
    with pytest.raises(DateError):
        moment(text, zone=MAKASSAR)
