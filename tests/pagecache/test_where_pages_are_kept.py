"""Where pages are kept is a setting, and a folder of them never grows past its limit."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.pagecache import files
from articles.pagecache.files import PageFiles
from articles.pagecache.page import Page
from articles.pagecache.shared import WITHDRAWALS
from articles.pagecache.shelf import Shelf
from newsroom import environment

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("", "articles.pagecache.files.PageFiles", "/srv/pages"),
        ("off", "django.core.cache.backends.dummy.DummyCache", None),
        ("file:///var/lib/newsroom/pages", "articles.pagecache.files.PageFiles", "/var/lib/newsroom/pages"),
        ("redis://cache:6379/1", "django.core.cache.backends.redis.RedisCache", "redis://cache:6379/1"),
        ("database:pages", "django.core.cache.backends.db.DatabaseCache", "pages"),
        ("memory:", "django.core.cache.backends.locmem.LocMemCache", "pages"),
    ],
)
def test_is_one_address(url: str, backend: str, location: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGE_CACHE_URL", url)

    entry = environment.page_cache("PAGE_CACHE_URL", "file:///srv/pages", megabytes=256)

    assert (entry["BACKEND"], entry.get("LOCATION")) == (backend, location)


@pytest.mark.parametrize("url", ["on", "file:pages", "http://rahasia@cache/", "database:", "redis:"])
def test_says_what_it_expects_and_not_what_was_there(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGE_CACHE_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"^PAGE_CACHE_URL cannot be read\. Expected off, file:///FOLDER"):
        environment.page_cache("PAGE_CACHE_URL", "off", megabytes=256)


def test_a_folder_lets_go_of_the_oldest_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOOKS_EVERY", 1)
    pages = PageFiles(str(tmp_path), {"OPTIONS": {"MEGABYTES": 1}})

    pages.set(WITHDRAWALS, 7, None)
    os.utime(next(tmp_path.iterdir()), (0, 0))

    for number in range(20):
        pages.set(f"page-{number}", os.urandom(100 * 1024), 600)
        # The clock of a file system may stand still between two of them.
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_ctime_ns)
        os.utime(newest, (number, number))

    kept = [number for number in range(20) if pages.get(f"page-{number}") is not None]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1.2 * MEGABYTE
    assert len(kept) >= 7
    assert pages.get(WITHDRAWALS) == 7  # which no page is shown stale without
    assert kept == list(range(20 - len(kept), 20))


def test_the_pages_at_hand_have_a_limit_of_their_own(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr("articles.pagecache.shelf.AT_HAND_BYTES", MEGABYTE)
    shelf = Shelf()

    for number in range(40):
        body = bytes(100 * 1024)
        shelf.put(f"/{number}/", Page(200, (), body, False, "", 0, "a", "", 0, made_at=0.0, good_until=1.0))
        shelf.put(f"/{number}/", Page(200, (), body, False, "", 0, "a", "", 0, made_at=0.0, good_until=1.0))

    assert list(shelf.pages) == [f"/{number}/" for number in range(30, 40)]
    assert shelf.bytes == sum(page.length for page in shelf.pages.values()) <= MEGABYTE
