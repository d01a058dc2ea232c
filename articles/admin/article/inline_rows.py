"""The rows below a story's form, when what they were in the database is gone by now.

Someone took a byline away, or brought an earlier version back: the rows a form was opened with have other numbers, or
none. Django would refuse the form for good. What was filled in counts: a row is found by what it says, or made anew.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict

from articles.models import Article

MOST_ROWS = 1000


def rows_of(story: Article) -> tuple[tuple[str, QuerySet[Any], tuple[str, ...]], ...]:
    """Prefix, rows as they are now, and the fields that tell them apart."""
    return (
        ("bylines", story.bylines.all(), ("author",)),
        ("related_links", story.related_links.at_the_end(), ("target", "url", "pending_headline")),
    )


def settle(post: QueryDict, prefix: str, rows: QuerySet[Any], key: tuple[str, ...]) -> QueryDict:
    """The posted form with each row of `prefix` bound to one that is there. `key`: the fields that tell rows apart."""
    present = {str(row.pk): _said(row, key) for row in rows}
    sent = posted(post, prefix)
    if all(row.get("id", "") in {"", *present} for row in sent):
        return post
    taken = {row.get("id") for row in sent}
    free = {said: number for number, said in present.items() if number not in taken}
    for row in sent:
        if row.get("id", "") not in present:
            row["id"] = free.pop(tuple(row.get(name, "") for name in key), "")
    return _rewritten(post, prefix, sorted(sent, key=lambda row: not row["id"]))


def differ(post: QueryDict, prefix: str, rows: QuerySet[Any], key: tuple[str, ...]) -> bool:
    """Whether the rows that were filled in say anything that those of the database do not, order included."""
    filled_in = [row for row in posted(post, prefix) if not row.get("DELETE") and any(row.get(name) for name in key)]
    ordered = (*key, "position")
    return {tuple(row.get(name, "") for name in ordered) for row in filled_in} != {_said(row, ordered) for row in rows}


def _said(row: Model, key: tuple[str, ...]) -> tuple[str, ...]:
    values = (getattr(row, row._meta.get_field(name).attname) for name in key)  # type: ignore[union-attr]
    return tuple("" if value is None else str(value) for value in values)


def posted(post: QueryDict, prefix: str) -> list[dict[str, str]]:
    total = post.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if re.fullmatch(r"[0-9]{1,6}", total) else 0
    rows: list[dict[str, str]] = [{} for _number in range(count)]
    for name, value in post.items():
        match = re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,6}})-(\w+)", name)
        if match and int(match[1]) < count:
            rows[int(match[1])][match[2]] = str(value)
    return rows


def put(
    post: QueryDict, prefix: str, rows: Iterable[dict[str, str]], present: QuerySet[Any], key: tuple[str, ...]
) -> QueryDict:
    """The posted form with exactly these rows of `prefix`; what else is in the database goes when it is saved."""
    free: dict[tuple[str, ...], list[str]] = {}
    for row in present:
        free.setdefault(_said(row, key), []).append(str(row.pk))
    bound = []
    for wanted in rows:
        numbers = free.get(tuple(wanted.get(name, "") for name in key))
        bound.append(wanted | {"id": numbers.pop(0) if numbers else ""})
    gone = [
        {"id": number, "DELETE": "on", "position": "0", **dict(zip(key, said, strict=True))}
        for said, numbers in free.items()
        for number in numbers
    ]
    return _rewritten(post, prefix, sorted([*bound, *gone], key=lambda row: not row["id"]))


def _rewritten(post: QueryDict, prefix: str, rows: list[dict[str, str]]) -> QueryDict:
    rewritten = post.copy()
    for name in [name for name in rewritten if re.fullmatch(rf"{re.escape(prefix)}-[0-9]+-\w+", name)]:
        del rewritten[name]
    rewritten[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    rewritten[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(row["id"]) for row in rows))
    for number, row in enumerate(rows):
        for field, value in row.items():
            rewritten[f"{prefix}-{number}-{field}"] = value
    return rewritten
