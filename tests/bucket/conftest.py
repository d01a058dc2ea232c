from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bucket.running import Store, server, store_on


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    with server() as place:
        yield place


@pytest.fixture
def store(s3: str, settings: Any, tmp_path: Path) -> Iterator[Store]:
    with store_on(s3, settings) as ours:
        yield ours
    assert not (tmp_path / "media").exists()


@pytest.fixture
def goes_away(store: Store, settings: Any) -> Callable[[], None]:
    """From then on nothing answers where the bucket was."""

    def go() -> None:
        options = {**store.entry["OPTIONS"], "endpoint": "http://127.0.0.1:9"}
        settings.STORAGES = {**settings.STORAGES, "default": {**store.entry, "OPTIONS": options}}

    return go
