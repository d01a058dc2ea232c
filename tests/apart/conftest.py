import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.apart.running import Newsroom, newsroom
from tests.apart.servers import REDIS
from tests.with_postgresql import server_binaries


@pytest.fixture(scope="package")
def paper(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    """One newsroom on two machines, for all that is asked of it."""
    if connection.vendor != "postgresql":
        pytest.skip("replicas are PostgreSQL's")
    binaries = server_binaries()
    missing = [name for name, found in (("PostgreSQL", binaries), ("Redis", REDIS)) if not found]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"no server of {' and '.join(missing)} is installed (Debian: postgresql, redis-server).")
    assert binaries, missing
    assert REDIS, missing
    with newsroom(tmp_path_factory.mktemp("apart"), binaries, url_of(connection.settings_dict)) as ours:
        yield ours


def url_of(settings: dict[str, Any]) -> str:
    """Of the database that the suite has made: with its tables, and nothing in them but what migrate puts there."""
    user, password, host, port, name = (
        quote(str(settings[part]), safe="") for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    )
    return f"postgres://{user}:{password}@{host}:{port}/{name}"
