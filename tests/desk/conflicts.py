"""The page of two versions as a browser would send it back."""

import re
from html import unescape
from typing import Any

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def shown(response: Any) -> dict[str, Any]:
    """What the page holds, with what is preselected: name → value or values."""
    [form] = re.findall(r'<form[^>]* class="conflict".*?</form>', response.content.decode(), re.DOTALL)
    values: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(form):
        values.setdefault(unescape(name), []).append(unescape(value))
    for row in response.context["rows"]:
        if row.chosen:
            values[f"_choice-{row.name}"] = [row.chosen]
        if row.field is not None:
            values[f"merged-{row.name}"] = [str(row.field.value())]
    values.pop("csrfmiddlewaretoken", None)
    return {name: each if name == "tags" else each[0] for name, each in values.items()}


def rows(response: Any) -> dict[str, Any]:
    return {row.name: row for row in response.context["rows"]}
