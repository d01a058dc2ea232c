"""Queries whose SQL is written once and kept: for a page that every reader opens, Django writes it ten times as long as
the database answers it (docs/decisions/0042).
"""

import re
import threading
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, CharField, DateTimeField, Expression, Field, Model, QuerySet

Row = TypeVar("Row")
COUNTS = (1, 2, 4, 8, 12, 24, 48, 96, 192)
WRITTEN_INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


class Given(Expression):
    """Stands in a query for a value that is known only when it is asked."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list["Given"]]:  # type: ignore[override]
        return "%s", [self]


# Any: they stand where the type of a value is asked for.


def number(name: str) -> Any:
    return Given(name, BigIntegerField())


def instant(name: str) -> Any:
    return Given(name, DateTimeField())


def text(name: str) -> Any:
    return Given(name, CharField())


def numbers(count: int) -> list[Any]:
    """For `pk__in`. Asked with what filled() makes."""
    return [number(f"number_{position}") for position in range(count)]


def filled(values: Sequence[int]) -> tuple[int, dict[str, int]]:
    """Of one value or more: how many numbers there are in the query, and what they are."""
    count = next((count for count in COUNTS if count >= len(values)), len(values))
    padded = [*values, *[values[-1]] * (count - len(values))]
    return count, {f"number_{position}": value for position, value in enumerate(padded)}


class Prepared(Generic[Row]):
    """A query as `build` makes it of its shape: how many there are of what. It says Given for all that differs from one
    time to the next, the present too, and prefetches nothing.
    """

    def __init__(self, model: type[Model], build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._model = model
        self._build = build
        self._mine = threading.local()  # a compiler belongs to the connection of its thread

    def ask(self, *shape: Hashable, **values: Any) -> list[Row]:
        alias = router.db_for_read(self._model)
        connection = connections[alias]
        kept: dict[Any, _Written[Row]] = self._mine.__dict__
        written = kept.get((alias, shape))
        if written is None or written.connection is not connection:
            written = kept[alias, shape] = _Written(self._build(*shape).using(alias), connection)
        return written.rows_of(values)


class _Written(Generic[Row]):
    def __init__(self, rows: QuerySet[Any, Row], connection: BaseDatabaseWrapper) -> None:
        self.rows = rows
        self.connection = connection
        self.compiler: Any = rows.query.get_compiler(rows.db)
        self.sql, self.parameters = self.compiler.as_sql()
        for parameter in self.parameters:
            if isinstance(parameter, datetime) or (isinstance(parameter, str) and WRITTEN_INSTANT.match(parameter)):
                raise ValueError(f"The query is kept, and {parameter} would be for ever: use instant().\n{self.sql}")
        # What reads the rows asks the query for a compiler, and that for the SQL and what to make of each column.
        rows.query.get_compiler = lambda *_args, **_kwargs: self.compiler  # type: ignore[method-assign]
        converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.compiler.get_converters = lambda _columns: converters

    def rows_of(self, values: dict[str, Any]) -> list[Row]:
        parameters = tuple(self._bound(parameter, values) for parameter in self.parameters)
        self.compiler.as_sql = lambda: (self.sql, parameters)
        found: Any = self.rows._iterable_class
        return list(found(self.rows))

    def _bound(self, parameter: Any, values: dict[str, Any]) -> Any:
        if not isinstance(parameter, Given):
            return parameter
        return parameter.output_field.get_db_prep_value(values[parameter.name], self.connection)
