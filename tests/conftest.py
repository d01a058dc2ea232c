from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from tests import make
from tests.browser import chromium


def pytest_report_header() -> str | None:
    return f"Browser tests: left out, {chromium.MISSING}" if chromium.is_left_out() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: among the last tests it would leave the other workers idle."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True, scope="session")
def emptied_by_deleting() -> None:
    """TRUNCATE makes each table's files anew: half a second on some disks, after each test that commits."""
    DatabaseOperations.sql_flush = lambda self, style, tables, **_how: [  # type: ignore[method-assign]
        f"DELETE FROM {self.quote_name(table)}" for table in tables
    ]


@pytest.fixture(autouse=True)
def media_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def rina(db: None) -> User:
    """A reporter."""
    return make.person("rina", "reporter")


@pytest.fixture
def edo(db: None) -> User:
    """An editor."""
    return make.person("edo", "editor")


@pytest.fixture
def citra(db: None) -> User:
    """The chief."""
    return make.person("citra", "chief")


@pytest.fixture
def desk(client: Client, edo: User) -> Client:
    """Edo, signed in."""
    client.force_login(edo)
    return client
