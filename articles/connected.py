"""What PostgreSQL is told by each connection that is made to it."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def watch() -> None:
    connection_created.connect(_tell)


def has_a_server_of_its_own(connection: BaseDatabaseWrapper) -> bool:
    """Of PostgreSQL's. Behind a pooler, for which this setting of Django's is, the next statement may be another's."""
    return connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")


def _tell(connection: BaseDatabaseWrapper, **_others: Any) -> None:
    # A search that finds nothing is over in a millisecond. By PostgreSQL's own reckoning (1000) it is worth another
    # process, which takes 10 to 40 ms to start on a small machine: what reads a whole archive still gets one.
    if has_a_server_of_its_own(connection):
        with connection.cursor() as cursor:
            cursor.execute("SET parallel_setup_cost = 10000")
