"""A browser's own words become those of its owner."""

import pytest

from articles.browsers import browser_of

CASES = [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome", "Windows"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge", "Windows"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 OPR/115", "Opera", "Windows"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox", "Linux"),
    ("Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome", "ChromeOS"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/17 Safari/605", "Safari", "Mac"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Mobile Safari/604", "Safari", "iPhone"),
    ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/130 Mobile Safari/604", "Chrome", "iPad"),
    ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/26 Chrome/122 Mobile Safari/537", "Samsung Internet", "Android"),
    ("Mozilla/5.0 (Linux; U; Android 9) Version/4.0 UCBrowser/12 Mobile Safari/534", "UC Browser", "Android"),
    ("curl/8.5.0", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "name", "system"), CASES)
def test_names_the_browser_and_what_it_runs_on(text: str, name: str, system: str) -> None:
    assert browser_of(text) == (name, system)
