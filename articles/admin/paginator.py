from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

# More than anyone pages through. Counting further would read the whole archive for every look at the list.
COUNTED = 5_000


class CappedPaginator(Paginator):
    """Counts no further than COUNTED: who looks for something older narrows the list or searches."""

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by().values("pk")[:COUNTED].count()
