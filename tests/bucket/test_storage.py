"""A bucket behaves as a disk does, and the setting that names it says what it expects."""

import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom import environment
from newsroom.bucket import Bucket
from tests.bucket.running import Store


def test_gives_back_what_it_was_given(store: Store) -> None:
    name = default_storage.save("photos/ab/ab.webp", ContentFile(b"isi"))

    assert (name, default_storage.exists(name), default_storage.size(name)) == ("photos/ab/ab.webp", True, 3)
    with default_storage.open(name) as file:
        assert file.read() == b"isi"


def test_writes_under_the_name_that_it_is_given(store: Store) -> None:
    names = [default_storage.save("photos/ab/ab.webp", ContentFile(b"isi")) for _ in range(2)]

    assert names == ["photos/ab/ab.webp"] * 2
    assert store.names() == ["photos/ab/ab.webp"]


def test_what_is_not_there_is_a_missing_file(store: Store) -> None:
    assert not default_storage.exists("photos/ab/ab.webp")
    default_storage.delete("photos/ab/ab.webp")
    with pytest.raises(FileNotFoundError):
        default_storage.open("photos/ab/ab.webp")


def test_any_other_answer_is_an_error_of_the_disk(store: Store) -> None:
    elsewhere = Bucket(**{**store.entry["OPTIONS"], "name": "tidak-ada"})

    with pytest.raises(OSError, match="NoSuchBucket") as refused:
        elsewhere.save("photos/ab/ab.webp", ContentFile(b"isi"))

    assert not isinstance(refused.value, FileNotFoundError)
    with pytest.raises(OSError, match="NoSuchBucket"):
        elsewhere.open("photos/ab/ab.webp")


def test_no_answer_is_one_too(store: Store, goes_away: Callable[[], None]) -> None:
    goes_away()

    with pytest.raises(OSError, match=r"does not answer \(EndpointConnectionError\)"):
        default_storage.save("photos/ab/ab.webp", ContentFile(b"isi"))


def test_readers_get_a_photo_by_its_address(store: Store) -> None:
    name = default_storage.save("photos/ab/ab.webp", ContentFile(b"isi"))

    with urllib.request.urlopen(default_storage.url(name)) as answer:
        assert (answer.read(), answer.headers["Content-Type"]) == (b"isi", "image/webp")


# ---- The settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "s3://kunci:a%2Fb%2Bc@s3.example.com/foto?region=ap-southeast-3",
            ("https://s3.example.com", "foto", "ap-southeast-3", "kunci", "a/b+c"),
        ),
        ("s3://s3.example.com/foto/", ("https://s3.example.com", "foto", "us-east-1", "", "")),
        ("s3+http://k:r@[::1]:9000/foto", ("http://[::1]:9000", "foto", "us-east-1", "k", "r")),
    ],
)
def test_one_address_names_the_bucket(url: str, expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_STORAGE_URL", url)

    entry: Any = environment.bucket("MEDIA_STORAGE_URL")

    assert tuple(entry["OPTIONS"][part] for part in ("endpoint", "name", "region", "key", "secret")) == expected


@pytest.mark.parametrize(
    "url",
    [
        *("s3:", "s3://k:rahasia@", "s3://k:rahasia@host", "s3://k:rahasia@host/", "s3://k:rahasia@host/a/b"),
        *("s3://k:rahasia/x@host/a", "s3://k:rahasia@host:port/a", "https://k:rahasia@host/a"),
        *("s3://k:rahasia@host/a?regio=x", "s3://k:rahasia@host/a?region", "s3://k:rahasia@[::1/a"),
    ],
)
def test_says_what_it_expects_and_not_what_was_there(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_STORAGE_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"^MEDIA_STORAGE_URL cannot be read\. Expected s3://") as refused:
        environment.bucket("MEDIA_STORAGE_URL")

    assert "rahasia" not in str(refused.value)


def test_without_it_photos_lie_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIA_STORAGE_URL", raising=False)

    assert environment.bucket("MEDIA_STORAGE_URL") is None


def test_names_the_package_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_STORAGE_URL", "s3://host/foto")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match="Install requirements-apart"):
        environment.bucket("MEDIA_STORAGE_URL")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", "/media/"),
        ("https://media.example.id", "https://media.example.id/"),
        ("https://s3.example.com/foto/", "https://s3.example.com/foto/"),
    ],
)
def test_readers_get_photos_from_an_address_of_their_own(
    value: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIA_ADDRESS", value)

    assert environment.media_address("MEDIA_ADDRESS", "/media/") == expected


@pytest.mark.parametrize("value", ["media.example.id", "/foto/", "https://", "https://k:r@host/", "https://host/?a=b"])
def test_refuses_an_address_that_cannot_be_meant(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_ADDRESS", value)

    with pytest.raises(ImproperlyConfigured, match=r"^MEDIA_ADDRESS is "):
        environment.media_address("MEDIA_ADDRESS", "/media/")
