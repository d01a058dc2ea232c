"""Readers of a site that keeps its pages. Each client is a process of its own: it has its own pages at hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles import content_version


@pytest.fixture(autouse=True)
def asked_anew(db: None) -> Iterator[None]:
    content_version.forget()
    yield
    content_version.forget()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine: nothing is asked again because time went by."""
    monkeypatch.setattr(content_version, "GOES_BY_IT_SECONDS", 3600.0)


@pytest.fixture
def process(settings: Any, tmp_path: Path) -> Callable[[], Client]:
    settings.PAGES_ARE_KEPT = True
    pages = {"BACKEND": "articles.pagecache.files.PageFiles", "LOCATION": str(tmp_path / "pages"), "OPTIONS": {}}
    settings.CACHES = {**settings.CACHES, "pages": pages}
    return Client


@pytest.fixture
def reader(process: Callable[[], Client]) -> Client:
    return process()


@pytest.fixture
def committed() -> Callable[[Callable[[], Any]], None]:
    """Do it as a transaction that ends: what waits for its end is done."""

    def do(act: Callable[[], Any]) -> None:
        connection.run_on_commit.clear()
        act()
        waiting, connection.run_on_commit[:] = list(connection.run_on_commit), []
        for _savepoints, after, _robust in waiting:
            after()

    return do
