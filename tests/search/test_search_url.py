"""SEARCH_URL names a search server and an index in it; one that cannot be read stops the start with a sentence."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment


@pytest.mark.parametrize(
    ("url", "address", "index", "user", "password"),
    [
        ("https://koran:rahasia@cari.example:9200/warta", "https://cari.example:9200", "warta", "koran", "rahasia"),
        ("https://koran:r%2Fa%40h@cari.example/warta-2/", "https://cari.example", "warta-2", "koran", "r/a@h"),
        ("http://127.0.0.1:9200/warta", "http://127.0.0.1:9200", "warta", "", ""),
        ("http://[::1]:9200/warta", "http://[::1]:9200", "warta", "", ""),
    ],
)
def test_is_read(url: str, address: str, index: str, user: str, password: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("SEARCH_URL", url)

    read = environment.search_server("SEARCH_URL")

    assert read == {"address": address, "index": index, "user": user, "password": password}


@pytest.mark.parametrize(
    "url",
    [
        "rahasia",
        "opensearch://koran:rahasia@cari.example/warta",
        "https://koran:rahasia@cari.example",
        "https://koran:rahasia@cari.example/",
        "https://koran:rahasia@cari.example/warta/lain",
        "https://koran:rahasia@cari.example/Warta",
        "https://koran:rahasia@cari.example/_warta",
        "https://koran:rahasia@cari.example/warta?x=1",
        "https://koran:rahasia@cari.example:ribuan/warta",
        "https:///warta",
    ],
)
def test_one_that_cannot_be_meant_is_refused_without_its_password(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"^SEARCH_URL cannot be read\. Expected https://") as refused:
        environment.search_server("SEARCH_URL")

    assert "rahasia" not in str(refused.value)


def test_without_one_the_database_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEARCH_URL", raising=False)

    assert environment.search_server("SEARCH_URL") is None


def test_says_which_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_URL", "https://cari.example:9200/warta")
    monkeypatch.setattr(environment, "find_spec", lambda _name: None)

    with pytest.raises(ImproperlyConfigured, match=r"Install requirements-apart\.txt"):
        environment.search_server("SEARCH_URL")
