"""Work that is killed in the middle, as a machine is that loses its power."""

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection

ALIVE = 1945  # any number: the lock that a child holds on PostgreSQL while its server knows of it


def killed_at(statement: int, work: Callable[[], Any]) -> bool:
    """Do the work in a process that is killed at its n-th statement to the database; False: it ended before."""
    numbers = count(1)

    def pull_the_plug(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    connection.close()
    child = os.fork()
    if child == 0:
        # Where a browser has run, a second connection of the parent may be inherited: it is the parent's, and stays so.
        _inherited, connection.connection = connection.connection, None
        try:
            _lock(ALIVE)
            with connection.execute_wrapper(pull_the_plug):
                work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    # PostgreSQL hears of a death a moment later, and until then the rows of the dead are locked.
    _lock(ALIVE)
    connection.close()
    return os.WIFSIGNALED(status)


def statements_of(work: Callable[[], Any]) -> int:
    numbers = count(1)

    def look(execute: Any, *arguments: Any) -> Any:
        next(numbers)
        return execute(*arguments)

    with connection.execute_wrapper(look):
        work()
    return next(numbers) - 1


def _lock(number: int) -> None:
    """Until the connection ends; a file, SQLite's database, is free as soon as its process is gone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [number])
