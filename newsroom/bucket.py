"""Photos in a bucket, which several machines share (MEDIA_STORAGE_URL).

Five calls of S3 are all that photos need. django-storages makes a client of its own for each thread, some 15 MB each,
and raises errors that no code written for a disk expects.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri

# Said by us: what a machine has in its own list of types is not the same everywhere.
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif"}
A_YEAR = 365 * 24 * 60 * 60  # seconds
CONFIG = Config(
    signature_version="s3v4",
    # Every store that speaks S3 understands these, whatever its host is called and however old it is.
    s3={"addressing_style": "path"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    # An editor waits for it.
    connect_timeout=3,
    read_timeout=15,
    retries={"max_attempts": 2, "mode": "standard"},
)


@deconstructible
class Bucket(Storage):
    """A name is the checksum of the content: whoever writes it again writes the same, and nothing is renamed."""

    def __init__(self, *, endpoint: str, name: str, region: str, key: str = "", secret: str = "") -> None:
        self.endpoint, self.name, self.region, self.key, self.secret = endpoint, name, region, key, secret
        self._made: Any = None
        self._making = Lock()

    def url(self, name: str | None) -> str:
        """For readers, who know nothing of the bucket: it must let anyone read who has an address, and list nothing."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def exists(self, name: str) -> bool:
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with _as_of_a_disk(name):
            return int(self._client.head_object(Bucket=self.name, Key=name)["ContentLength"])

    def delete(self, name: str) -> None:
        with _as_of_a_disk(name):
            self._client.delete_object(Bucket=self.name, Key=name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_of_a_disk(name):
            return ContentFile(self._client.get_object(Bucket=self.name, Key=name)["Body"].read(), name)

    def _save(self, name: str, content: File) -> str:
        with _as_of_a_disk(name):
            self._client.put_object(
                Bucket=self.name,
                Key=name,
                Body=content.read(),
                ContentType=TYPES.get(PurePosixPath(name).suffix, "application/octet-stream"),
                CacheControl=f"public, max-age={A_YEAR}, immutable",
            )
        return name

    @property
    def _client(self) -> Any:
        """One for the process: it may be used by all threads, but made by one."""
        with self._making:
            if self._made is None:
                self._made = Session().create_client(
                    "s3",
                    endpoint_url=self.endpoint,
                    region_name=self.region,
                    # Without them it asks where the machine keeps its own.
                    aws_access_key_id=self.key or None,
                    aws_secret_access_key=self.secret or None,
                    config=CONFIG,
                )
        return self._made


@contextmanager
def _as_of_a_disk(name: str) -> Iterator[None]:
    """Raise what a disk would raise, which is what everyone expects of a file."""
    try:
        yield
    except ClientError as refused:
        answer = refused.response
        if answer.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404 and _is_of_the_file(answer):
            raise FileNotFoundError(errno.ENOENT, "no such file in the bucket", name) from refused
        raise OSError(errno.EIO, f"the bucket said {answer.get('Error', {}).get('Code', '?')}", name) from refused
    except BotoCoreError as fault:
        raise OSError(errno.EIO, f"the bucket does not answer ({type(fault).__name__})", name) from fault


def _is_of_the_file(answer: dict[str, Any]) -> bool:
    """And not of the bucket: one that is not there would look like an empty one."""
    return answer.get("Error", {}).get("Code") != "NoSuchBucket"
