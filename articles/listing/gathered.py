"""Rows of another query in one column: what hangs on a story comes with the story, in one query."""

import json
from typing import Any

from django.db.models import CharField, F, Func, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler


class Gathered(Subquery):
    """JSON, a list for each row, as lines() reads it. Equal texts are of equal rows.

    Of these columns none is an instant: neither database writes those as the other does.
    """

    template = "(SELECT string_agg(line, ',') FROM (%(subquery)s) AS gathered)"

    def __init__(self, rows: QuerySet[Any], *columns: str) -> None:
        super().__init__(rows.values(line=_Line(*map(F, columns))), output_field=CharField())

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, self.template.replace("string_agg", "group_concat"), **more)


class _Line(Func):
    function = "json_build_array"
    template = "%(function)s(%(expressions)s)::text"
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, "json_array", "%(function)s(%(expressions)s)", **more)


def lines(gathered: str | None) -> list[list[Any]]:
    """In the order of their columns."""
    found: list[list[Any]] = json.loads(f"[{gathered or ''}]")
    return sorted(found)
