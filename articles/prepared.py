"""Queries whose SQL is written once and kept: for a page that every reader opens, Django writes it ten times as long as
the database answers it (docs/decisions/0042).
"""

import re
import threading
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import InterfaceError, OperationalError, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateTimeField,
    Expression,
    F,
    Field,
    Func,
    Model,
    QuerySet,
)

from articles.connected import has_a_server_of_its_own

Row = TypeVar("Row")
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


class IsOneOf(Func):
    """Whether a column of numbers has one of those that a query is asked with: one value, however many they are."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, name: str) -> None:
        super().__init__(F(column), Given(name, _NumbersField()))

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        more |= {"template": "(%(expressions)s)))", "arg_joiner": " IN (SELECT value FROM json_each("}
        return self.as_sql(compiler, connection, **more)


class _NumbersField(Field):
    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bigint[]"

    def get_db_prep_value(self, value: Sequence[int], connection: BaseDatabaseWrapper, prepared: bool = False) -> str:
        written = ",".join(map(str, value))
        return f"{{{written}}}" if connection.vendor == "postgresql" else f"[{written}]"


class Prepared(Generic[Row]):
    """A query as `build` makes it of its shape: how many there are of what. It says Given for all that differs from one
    time to the next, the present too, and prefetches nothing.
    """

    def __init__(self, model: type[Model], build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._model = model
        self._build = build
        self._mine = threading.local()  # a compiler belongs to the connection of its thread

    def ask(self, *shape: Hashable, using: str = "", **values: Any) -> list[Row]:
        """`using`: a database that the router would not choose."""
        alias = using or router.db_for_read(self._model)
        connection = connections[alias]
        kept: dict[Any, _Written[Row]] = self._mine.__dict__
        written = kept.get((alias, shape))
        if written is None or written.connection is not connection:
            written = kept[alias, shape] = _Written(self._build(*shape).using(alias), connection)
        if not has_a_server_of_its_own(connection):
            return written.rows_of(values)
        # Django would ask first whether the connection is still alive, which takes as long as asking for rows does.
        connection.health_check_done = True  # type: ignore[attr-defined]
        try:
            return written.rows_of(values)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or not _has_ended(connection):
                raise
            connection.close()
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
        if connection.vendor == "sqlite":
            self.sql, self.parameters = _with_constants(self.sql, self.parameters)
        self.given_fields = {each.name: each.output_field for each in self.parameters if isinstance(each, Given)}
        self.planned = None
        if has_a_server_of_its_own(connection):
            self.planned = _Planned(str(rows.model._meta.model_name), self.sql, self.parameters, connection)
        # What reads the rows asks the query for a compiler, and that for the SQL and what to make of each column.
        rows.query.get_compiler = lambda *_args, **_kwargs: self.compiler  # type: ignore[method-assign]
        converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.compiler.get_converters = lambda _columns: converters

    def rows_of(self, values: dict[str, Any]) -> list[Row]:
        bound = {name: self._bound(values[name], field) for name, field in self.given_fields.items()}
        statement: tuple[str, Sequence[Any] | None]
        if self.planned:
            statement = self.planned.asked(bound)
        else:
            statement = self.sql, [bound[each.name] if isinstance(each, Given) else each for each in self.parameters]
        self.compiler.as_sql = lambda: statement
        found: Any = self.rows._iterable_class
        return list(found(self.rows))

    def _bound(self, value: Any, field: "Field[Any, Any]") -> Any:
        return value if type(value) is int else field.get_db_prep_value(value, self.connection)


def _with_constants(sql: str, parameters: Sequence[Any]) -> tuple[str, list[Any]]:
    """SQLite plans a statement anew whenever a value is bound that the condition of a partial index is about."""
    first, *others = sql.split("%s")
    written = [
        "'{}'".format(each.replace("'", "''").replace("%", "%%")) if isinstance(each, str) else "%s"
        for each in parameters
    ]
    bound = [each for each in parameters if not isinstance(each, str)]
    return first + "".join(f"{mark}{part}" for mark, part in zip(written, others, strict=True)), bound


def _has_ended(connection: BaseDatabaseWrapper) -> bool:
    return connection.connection is not None and connection.connection.closed


_names = count(1)
LITERAL = {int, datetime}


def _literal(value: Any) -> str:
    if type(value) is datetime:
        return f"'{value.isoformat()}'"
    return str(value) if type(value) is int else "%s"


class _Planned:
    """A statement that PostgreSQL keeps for as long as the connection: planning it takes longer than answering."""

    def __init__(self, of: str, sql: str, parameters: Sequence[Any], connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.name = f"newsroom_{of}_{next(_names)}"  # in the log of the server it is all that is said of the query
        self.given = list({each.name: each for each in parameters if isinstance(each, Given)}.values())
        places = {each.name: f"${place}" for place, each in enumerate(self.given, 1)}
        first, *others = sql.split("%s")
        marks = [places[each.name] if isinstance(each, Given) else "%s" for each in parameters]
        self.sql = first + "".join(f"{mark}{part}" for mark, part in zip(marks, others, strict=True))
        self.written_down = [each for each in parameters if not isinstance(each, Given)]
        self.known_to: Any = None

    def asked(self, bound: dict[str, Any]) -> tuple[str, list[Any] | None]:
        # Numbers and instants as they are: psycopg takes longer to write sixty than the server to find what they name.
        self._prepare()
        values = [bound[each.name] for each in self.given]
        marks = ", ".join(_literal(value) for value in values)
        others = [value for value in values if type(value) not in LITERAL]
        return f"EXECUTE {self.name}{f' ({marks})' if marks else ''}", others or None

    def _prepare(self) -> None:
        self.connection.ensure_connection()
        if self.known_to is self.connection.connection:
            return
        types = ", ".join(str(each.output_field.db_type(self.connection)) for each in self.given)
        statement = f"PREPARE {self.name}{f' ({types})' if types else ''} AS {self.sql}"
        with self.connection.wrap_database_errors, self.connection.connection.cursor() as cursor:
            # By its own reckoning it would plan some anew each time: of an instant that it does not know it believes
            # that a third of all is older.
            cursor.execute("SET plan_cache_mode TO force_generic_plan")
            cursor.execute(statement, self.written_down)
        self.known_to = self.connection.connection
