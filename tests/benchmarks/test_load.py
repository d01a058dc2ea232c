"""It asks for addresses that a site names itself, and takes no figure from answers that were not good."""

import pytest
from django.test import Client

from benchmarks.load import paths_in, read_rate, spread
from tests import make

PRINTED = """\
Running 5s test @ http://127.0.0.1:1
  2 threads and 16 connections
  43623 requests in 5.00s, 350.02MB read
{more}Requests/sec:   8724.12
Transfer/sec:     70.00MB
"""


@pytest.mark.django_db
def test_reads_the_addresses_of_our_own_sitemaps(client: Client) -> None:
    stories = [make.article() for _ in range(3)]

    months = [path for path in paths_in(client.get("/sitemap.xml").text) if "parts" not in path]
    found = [path for month in months for path in paths_in(client.get(month).text)]

    assert sorted(found) == sorted(story.get_absolute_url() for story in stories)


def test_reads_an_address_that_is_written_with_entities() -> None:
    assert paths_in("<loc>\n https://koran.id/berita/1/a&amp;b/ </loc><loc>https://koran.id/</loc>") == [
        "/berita/1/a&b/",
        "/",
    ]


@pytest.mark.parametrize(("count", "chosen"), [(0, ""), (1, "a"), (2, "ad"), (3, "ace"), (6, "abcdef"), (9, "abcdef")])
def test_takes_some_that_lie_evenly_apart(count: int, chosen: str) -> None:
    assert "".join(spread("abcdef", count)) == chosen


def test_reads_the_rate_that_wrk_prints() -> None:
    assert read_rate(PRINTED.format(more=""), "http://127.0.0.1:1/") == 8724.12


@pytest.mark.parametrize(
    "more", ["  Socket errors: connect 0, read 3, write 0, timeout 0\n", "  Non-2xx or 3xx responses: 12\n"]
)
def test_takes_no_rate_from_answers_that_were_not_good(more: str) -> None:
    with pytest.raises(SystemExit, match=r"^http://127.0.0.1:1/: not every answer was good\."):
        read_rate(PRINTED.format(more=more), "http://127.0.0.1:1/")
