from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from articles.search import servers
from newsroom import environment
from tests.search.standin import StandIn, running


@pytest.fixture(scope="session")
def listening() -> Iterator[StandIn]:
    with running() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(listening: StandIn, settings: Any, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A search server of this newsroom with nothing in it, not even an index."""
    fresh = StandIn()
    for each in fields(StandIn):
        if each.name != "port":
            setattr(listening, each.name, getattr(fresh, each.name))
    monkeypatch.setenv("SEARCH_URL", listening.url)
    settings.SEARCH_SERVER = environment.search_server("SEARCH_URL")
    servers._server.cache_clear()  # what it knew of the one before
    return listening
