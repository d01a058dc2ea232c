"""A server that speaks S3, on this machine, with a bucket in it."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from newsroom import environment
from newsroom.bucket import Bucket

# As docs/deploying.md has it: whoever has an address gets its photo, and nobody a list.
FOR_READERS = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::foto/photos/*"}
    ],
}


@dataclass
class Store:
    host: str
    bucket: Bucket
    entry: dict[str, Any]  # of STORAGES

    def names(self) -> list[str]:
        listed = self.bucket._client.list_objects_v2(Bucket=self.bucket.name)
        return [each["Key"] for each in listed.get("Contents", [])]

    def said_of(self, name: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.bucket._client.head_object(Bucket=self.bucket.name, Key=name)
        return answer


@contextmanager
def server() -> Iterator[str]:
    """Its HOST:PORT."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        yield "{}:{}".format(*running.get_host_and_port())
    finally:
        running.stop()


@contextmanager
def store_on(place: str, settings: Any) -> Iterator[Store]:
    """A newsroom with its photos there: readers too get them from that server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIA_STORAGE_URL", f"s3+http://kunci:rahasia%2F1@{place}/foto?region=ap-southeast-3")
        entry = environment.bucket("MEDIA_STORAGE_URL")
    assert entry
    settings.STORAGES = {**settings.STORAGES, "default": entry}
    settings.MEDIA_URL = f"http://{place}/foto/"
    store = Store(f"http://{place}", Bucket(**entry["OPTIONS"]), entry)
    client = store.bucket._client
    client.create_bucket(Bucket="foto", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"})
    client.put_bucket_policy(Bucket="foto", Policy=json.dumps(FOR_READERS))
    try:
        yield store
    finally:
        for name in store.names():
            store.bucket.delete(name)
        client.delete_bucket(Bucket="foto")
