from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from django.db import Error, connection


class ImportIsRunning(Exception):
    """Another run of the same source has not ended. The message tells what to do."""


@contextmanager
def one_at_a_time(source: str) -> Iterator[None]:
    """Raise ImportIsRunning if another run of this source is under way.

    PostgreSQL lets go of the lock when the connection ends, however it ends. SQLite needs none: its writing
    transactions come one after the other, and each decides on what the one before has written.
    """
    if connection.vendor != "postgresql":
        yield
        return
    key = int.from_bytes(sha256(f"import {source}".encode()).digest()[:8], signed=True)  # a bigint
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if cursor.fetchone() != (True,):
            raise ImportIsRunning(
                f"Another import of the source {source!r} is running. Wait for it, or give this folder its own "
                "--source if it is another archive."
            )
    try:
        yield
    finally:
        # A connection that is lost has let go of it already.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
